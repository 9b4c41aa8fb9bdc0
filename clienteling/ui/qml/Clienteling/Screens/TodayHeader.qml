import QtQuick
import Clienteling.Controls

// Overdue, Today or the next days; with the names of the columns.
Item {
    id: header

    required property string sectionKey
    required property bool columns

    height: 51

    Label {
        y: 14
        text: header.sectionKey === "overdue" ? qsTr("Overdue") : header.sectionKey === "today" ? qsTr("Today")
            : qsTr("Next 7 days")
        role: Label.Role.Heading
    }
    Row {
        y: 16
        anchors.right: parent.right
        visible: header.columns && header.sectionKey === "overdue"

        Repeater {
            model: [qsTr("Purchase"), qsTr("Contact")]

            Label {
                required property string modelData

                width: 88
                horizontalAlignment: Text.AlignRight
                text: modelData
                role: Label.Role.Tiny
                color: Theme.text2
            }
        }
        Item {
            width: Theme.space32
            height: 1
        }
        Label {
            width: 184
            text: qsTr("Consents")
            role: Label.Role.Tiny
            color: Theme.text2
        }
    }
    Divider {
        width: parent.width
        anchors.bottom: parent.bottom
    }
}
