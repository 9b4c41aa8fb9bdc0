import QtQuick

// An icon that acts; `text` is its name for screen readers and is not shown.
Pressable {
    id: button

    property string iconName: ""
    property int iconSize: Theme.iconMedium
    property color iconColor: Theme.text
    // Sunken behind the icon; otherwise only the icon shows.
    property bool filled: false

    fill: filled ? Theme.sunken : "transparent"
    implicitWidth: Theme.target
    implicitHeight: Theme.target

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: button.iconName
            size: button.iconSize
            color: button.iconColor
        }
    }
}
