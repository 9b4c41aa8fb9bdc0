pragma ComponentBehavior: Bound
import QtQuick

// Words with what was searched for marked: bold, and underlined in accent. Every odd piece (1, 3, ...) is marked.
// The items of pieces are kept and say something else when other words come, at each letter that is typed.
Item {
    id: highlight

    property list<string> parts: []
    property int pixelSize: Theme.headingSize
    property int weight: Font.Normal
    property color color: Theme.text
    property bool underline: true
    readonly property real spacing: pixelSize >= Theme.headingSize ? -0.3 : 0

    implicitWidth: pieces.implicitWidth
    implicitHeight: Math.ceil(line.height)
    clip: pieces.implicitWidth > width

    Accessible.role: Accessible.StaticText
    Accessible.name: parts.join("")

    component Piece: Text {
        property real x0: 0

        text: " " // see Label
        textFormat: Text.PlainText
        color: highlight.color
        renderType: Text.NativeRendering
        font.family: Theme.textFamily
        font.pixelSize: highlight.pixelSize
        font.weight: highlight.weight
        font.letterSpacing: highlight.spacing
        elide: Text.ElideRight
        width: Math.min(implicitWidth, Math.max(0, highlight.width - x0 - x))
        Accessible.ignored: true
    }

    FontMetrics {
        id: line

        font: first.font
    }

    Row {
        id: pieces

        Piece {
            id: first

            text: highlight.parts[0] ?? ""
        }

        // What is marked, and what follows it.
        Repeater {
            id: marks

            // Grows only, so that nothing is made anew.
            property int most: 0
            readonly property int wanted: highlight.parts.length >> 1

            model: most
            onWantedChanged: most = Math.max(most, wanted)

            delegate: Item {
                id: pair

                required property int index
                readonly property string marked: highlight.parts[2 * index + 1] ?? ""
                readonly property string plain: highlight.parts[2 * index + 2] ?? ""

                implicitWidth: mark.width + rest.width
                implicitHeight: mark.implicitHeight
                visible: index < marks.wanted

                Piece {
                    id: mark

                    x0: pair.x
                    text: pair.marked
                    color: Theme.text
                    font.weight: Font.Bold

                    Rectangle {
                        visible: highlight.underline && parent.width > 0
                        y: mark.baselineOffset + 5
                        width: parent.width
                        height: 2
                        color: Theme.accent
                    }
                }
                Piece {
                    id: rest

                    x: mark.width
                    x0: pair.x
                    text: pair.plain
                }
            }
        }
    }
}
