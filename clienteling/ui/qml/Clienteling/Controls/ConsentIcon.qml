import QtQuick

// One channel: soft disc allowed, ring and slash refused, faint ring and "?" not asked.
Rectangle {
    id: disc

    property string consent: "unknown"
    property string iconName: ""
    property int size: 32
    property color ground: Theme.canvas

    implicitWidth: size
    implicitHeight: size
    radius: size / 2
    color: consent === "allowed" ? Theme.accentSoft : "transparent"
    border.width: consent === "allowed" ? 0 : 1
    border.color: consent === "refused" ? Theme.lineStrong : Theme.line
    Accessible.ignored: true

    Icon {
        anchors.centerIn: parent
        name: disc.iconName
        size: disc.size > 32 ? 20 : 18
        color: disc.consent === "allowed" ? Theme.accentSoftInk : Theme.text2
    }

    Rectangle {
        visible: disc.consent === "refused"
        anchors.centerIn: parent
        width: disc.size - 2
        height: 2
        rotation: -45
        antialiasing: true
        color: Theme.text2
    }

    Rectangle {
        visible: disc.consent === "unknown"
        x: parent.width - 12
        y: parent.height - 14
        width: 14
        height: 16
        radius: 7
        color: disc.ground

        Label {
            anchors.centerIn: parent
            role: Label.Role.Tiny
            font.pixelSize: 13
            font.weight: Font.Bold
            color: Theme.text2
            text: "?"
            Accessible.ignored: true
        }
    }
}
