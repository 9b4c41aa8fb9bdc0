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
        id: flow

        width: parent.width

        Repeater {
            model: part.page.model.chips

            Part {
                id: place

                required property int index
                required property string key
                required property string label
                required property bool safety
                required property bool waiting

                joined: index % 4 > 0
                sourceComponent: Chip {
                    id: chip

                    objectName: "profile.preference"
                    width: Math.min(implicitWidth, part.width + rightInset)
                    rightInset: flow.chipGap
                    text: place.label
                    kind: place.safety ? Chip.Kind.Allergy : Chip.Kind.Fact
                    pending: place.waiting
                    onClicked: part.page.popover.showFact(chip, "preference", place.key)
                }
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
