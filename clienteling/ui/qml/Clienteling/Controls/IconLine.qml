import QtQuick

// An icon and a sentence, as provenance and states are written.
Item {
    id: line

    property string iconName: ""
    property string text: ""
    property color color: Theme.text
    property color iconColor: Theme.text2
    property int role: Label.Role.Caption
    property int iconSize: Theme.iconMedium - 2
    property alias font: words.font

    implicitWidth: words.x + words.implicitWidth
    implicitHeight: Math.max(words.implicitHeight, iconSize)

    Icon {
        y: Math.max(0, Math.round((Math.min(words.implicitHeight, words.font.pixelSize * 1.4) - height) / 2))
        name: line.iconName
        size: line.iconSize
        color: line.iconColor
    }

    Label {
        id: words

        x: line.iconName !== "" ? line.iconSize + 10 : 0
        width: line.width - x
        role: line.role
        color: line.color
        text: line.text
    }
}
