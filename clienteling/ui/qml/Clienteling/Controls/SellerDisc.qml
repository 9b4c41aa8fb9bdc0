import QtQuick

// A seller's initials on a disc; for sellers only, never for customers.
Rectangle {
    id: disc

    property string initials: ""
    property bool strong: false
    property int size: 48
    property int textSize: Theme.captionSize
    property int textWeight: Font.Bold

    implicitWidth: size
    implicitHeight: size
    radius: size / 2
    color: strong ? Theme.accent : Theme.sunken

    Label {
        anchors.centerIn: parent
        font.pixelSize: Math.min(disc.textSize, Math.round(disc.size * 0.4))
        font.weight: disc.textWeight
        color: disc.strong ? Theme.accentInk : Theme.text
        text: disc.initials
        Accessible.ignored: true
    }
}
