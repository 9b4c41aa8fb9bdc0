import QtQuick
import Clienteling.Controls

// The way back on a narrow screen, named after where it leads, and whether head office can be reached.
FocusScope {
    id: bar

    required property string badgeText

    signal clicked

    implicitHeight: Math.max(back.height, badge.height)

    Pressable {
        id: back

        objectName: "profile.back"
        leftInset: -Theme.space8
        rightInset: -Theme.space8
        focus: true
        fill: Qt.alpha(Theme.canvas, 0)
        accessibleName: qsTr("Back to the customers")
        onClicked: bar.clicked()

        contentItem: Item {
            implicitWidth: words.implicitWidth
            implicitHeight: words.implicitHeight

            IconLine {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                width: parent.width
                iconName: "arrow-left"
                iconColor: Theme.text
                role: Label.Role.Label
                color: Theme.text2
                text: qsTr("Customers")
            }
        }
    }

    Badge {
        id: badge

        objectName: "profile.offline"
        anchors.right: parent.right
        anchors.verticalCenter: back.verticalCenter
        visible: text !== ""
        kind: Badge.Kind.Offline
        text: bar.badgeText
    }
}
