pragma ComponentBehavior: Bound
import QtQuick

// Still rows in the place of a list that takes longer than 300 ms.
Column {
    id: skeleton

    property bool active: false
    property int rows: 5
    property int rowHeight: 78
    property bool due: false

    visible: active && due
    onActiveChanged: due = false
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Loading")

    Timer {
        interval: 300
        running: skeleton.active && !skeleton.due
        onTriggered: skeleton.due = true
    }

    Repeater {
        model: skeleton.active && skeleton.due ? skeleton.rows : 0

        delegate: Item {
            id: ghost

            required property int index

            width: skeleton.width
            height: skeleton.rowHeight

            Rectangle {
                x: Theme.space16
                y: Theme.space16
                width: Math.round(skeleton.width * (0.45 + 0.1 * (ghost.index % 3)))
                height: 18
                radius: 6
                color: Theme.sunken
            }

            Rectangle {
                x: Theme.space16
                y: Theme.space16 + 30
                width: Math.round(skeleton.width * (0.35 + 0.08 * (ghost.index % 2)))
                height: 14
                radius: 6
                color: Theme.sunken
            }
        }
    }
}
