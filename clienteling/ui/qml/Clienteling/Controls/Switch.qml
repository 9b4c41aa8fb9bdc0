import QtQuick

// On or off, with its words on the left.
Pressable {
    id: control

    property string detail: ""

    checkable: true
    implicitWidth: 320
    implicitHeight: Math.max(60, words.implicitHeight + 2 * Theme.space8)
    fill: Qt.alpha(Theme.canvas, 0)
    accessibleName: detail !== "" ? qsTr("%1, %2").arg(text).arg(detail) : text

    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: checked

    contentItem: Item {
        Column {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - track.width - Theme.space16

            Label {
                width: parent.width
                text: control.text
                Accessible.ignored: true
            }

            Label {
                width: parent.width
                visible: text !== ""
                role: Label.Role.Caption
                color: Theme.text2
                text: control.detail
                Accessible.ignored: true
            }
        }

        Rectangle {
            id: track

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            width: 52
            height: 30
            radius: 15
            color: control.checked ? Theme.accent : Theme.surface
            border.width: control.checked ? 0 : 2
            border.color: Theme.lineStrong

            Rectangle {
                x: control.checked ? 26 : 5
                y: control.checked ? 4 : 5
                width: control.checked ? 22 : 20
                height: width
                radius: width / 2
                color: control.checked ? Theme.accentInk : Theme.lineStrong

                Icon {
                    anchors.centerIn: parent
                    visible: control.checked
                    name: "check"
                    size: 14
                    color: Theme.accent
                }
            }
        }
    }
}
