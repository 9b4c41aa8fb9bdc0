pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// What the customer likes and wears, as chips; a tap says who told us.
Column {
    id: part

    required property ProfilePage page

    spacing: -Theme.space4

    SectionHeader {
        width: parent.width
        title: qsTr("Preferences", "heading: likes and sizes")
        actionText: qsTr("Add")
        actionName: qsTr("Add a preference")
        onAction: part.page.app.sheets.openPreference(part.page.customer, "")
    }

    ChipFlow {
        width: parent.width

        Repeater {
            model: part.page.model.chips

            Chip {
                id: chip

                required property string key
                required property string label
                required property bool safety
                required property bool waiting

                objectName: "profile.preference"
                width: Math.min(implicitWidth, part.width + rightInset)
                text: label
                kind: safety ? Chip.Kind.Allergy : Chip.Kind.Fact
                pending: waiting
                onClicked: part.page.popover.showFact(chip, "preference", key)
            }
        }

        Chip {
            visible: part.page.model.moreChips > 0
            text: qsTr("%1 more").arg(part.page.model.moreChips)
            onClicked: part.page.model.goTo("preferences")
        }
    }

    Label {
        width: parent.width
        visible: !part.page.model.anyPreference
        paragraph: true
        color: Theme.text2
        text: qsTr("No sizes or tastes yet. Ask for one today.")
    }
}
