import QtQuick

// The ring of a choice; filled with a tick once chosen.
Rectangle {
    id: mark

    property bool chosen: false

    implicitWidth: 24
    implicitHeight: 24
    radius: 12
    color: chosen ? Theme.accent : "transparent"
    border.width: chosen ? 0 : 2
    border.color: Theme.lineStrong
    Accessible.ignored: true

    Icon {
        anchors.centerIn: parent
        visible: mark.chosen
        name: "check"
        size: 16
        font.weight: Font.Bold
        color: Theme.accentInk
    }
}
