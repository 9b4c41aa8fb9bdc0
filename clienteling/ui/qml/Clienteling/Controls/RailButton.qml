import QtQuick

// One section of the app in rail or bottom bar: pill, icon, tiny label, and a count of what waits.
Pressable {
    id: button

    property string iconName: ""
    property bool current: false
    // Shown in a small amber disc when above 0.
    property int count: 0

    implicitWidth: Theme.railWidth
    implicitHeight: 64 + Math.max(0, label.implicitHeight - 18)
    radius: Theme.radiusButton
    checkable: false
    accessibleName: count > 0 ? qsTr("%1, %2 waiting").arg(text).arg(count) : text
    background: null

    Accessible.role: Accessible.PageTab
    Accessible.selected: current

    contentItem: Item {
        Rectangle {
            id: pill

            anchors.horizontalCenter: parent.horizontalCenter
            width: 60
            height: 36
            radius: 18
            color: button.current ? Theme.accentSoft
                : button.down ? Theme.tint(Theme.canvas, 2) : button.hovered ? Theme.tint(Theme.canvas, 1) : Theme.canvas

            Behavior on color {
                ColorAnimation { duration: Theme.motionState }
            }
        }

        Icon {
            anchors.centerIn: pill
            name: button.iconName
            filled: button.current
            size: 26
            color: button.current ? Theme.accentSoftInk : Theme.text2
        }

        CountDisc {
            x: pill.x + 42
            y: -2
            visible: button.count > 0
            count: button.count
        }

        Label {
            id: label

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: pill.bottom
            anchors.topMargin: 6
            width: parent.width - 4
            role: Label.Role.Tiny
            font.weight: button.current ? Font.Bold : Font.Medium
            font.pixelSize: Math.min(Theme.tinySize, 17)
            color: button.current ? Theme.text : Theme.text2
            text: button.text
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }
}
