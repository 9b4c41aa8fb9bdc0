import QtQuick
import Clienteling.Controls

// Back to the groups, with the name of where it leads.
Pressable {
    id: button

    objectName: "sync.back"
    text: qsTr("Sync")
    accessibleName: qsTr("Back to Sync")
    leftPadding: Theme.space16
    rightPadding: Theme.space16
    fill: Qt.alpha(Theme.sunken, 0)

    contentItem: Item {
        implicitWidth: words.x + words.implicitWidth
        implicitHeight: words.implicitHeight

        Icon {
            id: arrow

            anchors.verticalCenter: parent.verticalCenter
            name: "arrow-left"
        }
        Label {
            id: words

            x: arrow.width + Theme.space16
            anchors.verticalCenter: parent.verticalCenter
            text: button.text
            role: Label.Role.Label
            font.weight: Font.Medium
            color: Theme.text2
            Accessible.ignored: true
        }
    }
}
