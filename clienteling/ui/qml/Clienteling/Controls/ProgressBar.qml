import QtQuick

// How far something is, 0 to 1; the words about it stand beside it.
Rectangle {
    id: bar

    property real value: 0
    property string name: qsTr("Progress")

    implicitWidth: 240
    implicitHeight: 8
    radius: 4
    color: Theme.sunken

    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("%1, %2 percent").arg(name).arg(Math.round(100 * value))

    Rectangle {
        width: Math.round(bar.width * Math.max(0, Math.min(1, bar.value)))
        height: parent.height
        radius: parent.radius
        color: Theme.accent
    }
}
