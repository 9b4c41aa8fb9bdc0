import QtQuick

// The panel of a sheet: a line towards the page; round shoulders where it rises from below.
Item {
    id: ground

    property bool landscape: true

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: ground.landscape ? 0 : -Theme.radiusCard
        radius: ground.landscape ? 0 : Theme.radiusCard
        color: Theme.surface
    }

    Divider {
        visible: ground.landscape
        height: parent.height
    }
}
