import QtQuick

// Accent words that act, flush with the margin; 48 px to touch although it looks like text.
Pressable {
    id: link

    property color ink: Theme.accent

    topInset: Theme.space8
    bottomInset: Theme.space8
    leftInset: -Theme.space8
    rightInset: -Theme.space8
    radius: Theme.radiusBadge
    fill: Qt.alpha(Theme.canvas, 0)
    implicitWidth: Math.max(Theme.target, Math.ceil(words.implicitWidth))

    contentItem: Item {
        implicitWidth: words.implicitWidth
        implicitHeight: words.implicitHeight

        Label {
            id: words

            x: parent.width - width
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(implicitWidth), parent.width)
            role: Label.Role.Label
            color: link.ink
            text: link.text
            Accessible.ignored: true
        }
    }
}
