pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// The customer's tags.
Column {
    id: part

    required property ProfilePage page

    SectionHeader {
        width: parent.width
        title: qsTr("Tags")
        actionText: qsTr("Add")
        actionName: qsTr("Add a tag")
        onAction: part.page.app.sheets.openTag(part.page.customer)
    }

    ChipFlow {
        width: parent.width

        Repeater {
            id: tags

            model: part.page.model.sections.tags

            Chip {
                id: chip

                required property string key
                required property string value
                required property bool waiting

                objectName: "profile.tag"
                width: Math.min(implicitWidth, part.width + rightInset)
                text: value
                pending: waiting
                onClicked: part.page.popover.showFact(chip, "tag", key)
            }
        }
    }

    Label {
        width: parent.width
        visible: tags.count === 0
        color: Theme.text2
        text: qsTr("No tags yet.")
    }
}
