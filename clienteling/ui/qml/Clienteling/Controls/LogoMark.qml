import QtQuick

// The ring and dot.
Rectangle {
    id: mark

    property int size: 34

    implicitWidth: size
    implicitHeight: size
    radius: size / 2
    color: "transparent"
    border.width: 2
    border.color: Theme.accent
    Accessible.ignored: true

    Rectangle {
        anchors.centerIn: parent
        width: Math.round(mark.size * 0.2) * 2
        height: width
        radius: width / 2
        color: Theme.accent
    }
}
