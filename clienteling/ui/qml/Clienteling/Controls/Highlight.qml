pragma ComponentBehavior: Bound
import QtQuick

// Words with what was searched for marked: bold, and underlined in accent. Every odd piece (1, 3, ...) is marked.
Item {
    id: highlight

    property list<string> parts: []
    property int pixelSize: Theme.headingSize
    property int weight: Font.Normal
    property color color: Theme.text
    property bool underline: true

    implicitWidth: pieces.implicitWidth
    implicitHeight: measure.implicitHeight
    clip: pieces.implicitWidth > width

    Accessible.role: Accessible.StaticText
    Accessible.name: parts.join("")

    Label {
        id: measure

        visible: false
        font.pixelSize: highlight.pixelSize
        text: "X"
        Accessible.ignored: true
    }

    Row {
        id: pieces

        Repeater {
            model: highlight.parts

            delegate: Label {
                id: piece

                required property int index
                required property string modelData
                readonly property bool marked: index % 2 === 1

                text: modelData
                color: marked ? Theme.text : highlight.color
                wrapMode: Text.NoWrap
                font.pixelSize: highlight.pixelSize
                font.weight: marked ? Font.Bold : highlight.weight
                font.letterSpacing: highlight.pixelSize >= Theme.headingSize ? -0.3 : 0
                elide: Text.ElideRight
                width: Math.min(implicitWidth, Math.max(0, highlight.width - x))
                Accessible.ignored: true

                Rectangle {
                    visible: piece.marked && highlight.underline && piece.width > 0
                    y: piece.baselineOffset + 5
                    width: parent.width
                    height: 2
                    color: Theme.accent
                }
            }
        }
    }
}
