import QtQuick

// A popover's panel and its pointer: a rotated square under the panel, and a strip over the seam.
Item {
    id: ground

    required property PopoverPlace place

    readonly property bool beside: place.side === "left" || place.side === "right"
    readonly property int seamX: place.side === "left" ? 0 : place.side === "right" ? width - 1 : place.tip - 9
    readonly property int seamY: place.side === "above" ? 0 : place.side === "below" ? height - 1 : place.tip - 9

    Rectangle {
        x: (ground.beside ? ground.seamX + (ground.place.side === "left" ? 1 : 0) : ground.place.tip) - 7
        y: (ground.beside ? ground.place.tip : ground.seamY + (ground.place.side === "above" ? 1 : 0)) - 7
        width: 14
        height: 14
        rotation: 45
        antialiasing: true
        color: Theme.surface
        border.width: 1
        border.color: Theme.lineStrong
    }

    PopupPanel {
        anchors.fill: parent
    }

    Rectangle {
        x: ground.seamX
        y: ground.seamY
        width: ground.beside ? 1 : 18
        height: ground.beside ? 18 : 1
        color: Theme.surface
    }
}
