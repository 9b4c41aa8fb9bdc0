import QtQuick
import Clienteling.Controls

// Overdue, Today or the next days; the first one names the columns.
Item {
    id: header

    required property string sectionKey
    required property bool first
    required property bool columns

    height: Math.max(first ? 51 : 50, label.implicitHeight + Theme.space24)

    Label {
        id: label

        anchors.bottom: parent.bottom
        anchors.bottomMargin: header.first ? 13 : 6
        text: header.sectionKey === "overdue" ? qsTr("Overdue") : header.sectionKey === "today" ? qsTr("Today")
            : qsTr("Next 7 days")
        role: Label.Role.Heading
        Accessible.role: Accessible.Heading
    }
    Row {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 16
        visible: header.columns && header.first

        Repeater {
            model: 2

            Label {
                required property int index

                width: 88
                horizontalAlignment: Text.AlignRight
                text: index > 0 ? qsTr("Contact") : qsTr("Purchase")
                role: Label.Role.Tiny
                color: Theme.text2
            }
        }
        Item {
            width: Theme.space32
            height: 1
        }
        Label {
            width: 216
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
