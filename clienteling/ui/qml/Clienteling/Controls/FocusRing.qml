import QtQuick

// Keyboard focus: 2 px accent, 2 px outside the control it is put into.
Rectangle {
    property bool shown: false
    property real controlRadius: Theme.radiusButton
    property int gap: 2

    visible: shown
    anchors.fill: parent
    anchors.margins: -gap - 2
    radius: controlRadius + gap + 2
    color: "transparent"
    border.width: 2
    border.color: Theme.accent
    z: 10
}
