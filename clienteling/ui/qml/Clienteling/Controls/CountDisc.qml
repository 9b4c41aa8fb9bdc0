import QtQuick

// A number in a small amber disc; decoration of a control that says the number in its own name.
Rectangle {
    id: disc

    property int count: 0

    width: Math.max(height, number.implicitWidth + 10)
    height: Math.max(18, number.implicitHeight)
    radius: height / 2
    color: Theme.attentionSoft

    Label {
        id: number

        anchors.centerIn: parent
        role: Label.Role.Tiny
        font.weight: Font.Bold
        color: Theme.attention
        text: disc.count > 99 ? "99+" : disc.count
        Accessible.ignored: true
    }
}
