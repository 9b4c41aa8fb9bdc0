pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Why somebody is on the list, with counts (a strip of chips on a narrow screen); under it today's appointments.
Item {
    id: side

    required property TodayModel model
    required property bool landscape
    readonly property int ring: 6

    implicitHeight: Math.max(Theme.target, Math.ceil(Theme.labelSize * 1.4) + Theme.space16) + 2 * ring

    ListView {
        id: strip

        x: -side.ring
        width: side.width + side.ring
        height: side.implicitHeight
        leftMargin: side.ring
        rightMargin: Theme.space40
        topMargin: side.ring
        visible: !side.landscape
        orientation: ListView.Horizontal
        spacing: Theme.space8
        clip: true
        // All of them exist, so that Tab reaches them all.
        cacheBuffer: 4000
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        model: side.landscape ? null : side.model.reasons

        delegate: Chip {
            id: chip

            required property int index
            required property string key
            required property string label
            required property string symbol
            required property int count
            required property bool selected

            objectName: "today.reason." + key
            y: side.ring
            text: qsTr("%1 %2").arg(label).arg(count)
            iconName: symbol
            large: true
            kind: selected ? Chip.Kind.Chosen : Chip.Kind.Fact
            onClicked: side.model.choose(key)
            // Kept for another row, it is no place for Tab.
            ListView.onPooled: visible = false
            ListView.onReused: visible = true
            onActiveFocusChanged: {
                if (activeFocus)
                    Qt.callLater(strip.positionViewAtIndex, chip.index, ListView.Contain);
            }
        }
    }

    ScrollColumn {
        x: -side.ring
        width: side.width + 2 * side.ring
        height: side.height
        visible: side.landscape
        sideMargin: side.ring
        spacing: Theme.space4

        Repeater {
            model: side.landscape ? side.model.reasons : null

            FilterRow {
                required property string key
                required property string label
                required property string symbol
                required property bool selected
                required count

                objectName: "today.reason." + key
                width: parent.width
                text: label
                iconName: symbol
                current: selected
                onClicked: side.model.choose(key)
            }
        }
        TodayVisits {
            width: parent.width
            visible: count > 0
            model: side.model
            inset: 14
        }
    }
}
