import QtQuick

// The one component that shows text: always plain, never markup.
Text {
    id: label

    enum Role { Display, Title, Heading, Body, Strong, Label, Caption, Tiny }

    property int role: Label.Role.Body
    // Several lines of reading text: line height 1.3.
    property bool paragraph: false
    // Figures of one width, for columns of numbers.
    property bool tabular: false
    // One line that elides; only names may.
    property bool singleLine: false

    // Not empty before it is said what. A Text that never had any text goes on watching where it is in the window, and
    // while one does, Qt tells all items below whatever moves. One that had some and is empty now does not watch.
    text: " "
    textFormat: Text.PlainText
    // Also for names that are written from right to left: one edge per column.
    horizontalAlignment: Text.AlignLeft
    color: Theme.text
    renderType: Text.NativeRendering
    font.family: Theme.textFamily
    font.pixelSize: Theme.roleSizes[label.role]
    font.weight: Theme.roleWeights[label.role]
    font.letterSpacing: label.role === Label.Role.Display ? -0.6 : label.role === Label.Role.Title ? -0.3 : 0
    font.features: label.tabular ? { "tnum": 1 } : {}
    lineHeight: label.paragraph ? Theme.paragraphLineHeight : 1.0
    elide: label.singleLine ? Text.ElideRight : Text.ElideNone
    maximumLineCount: label.singleLine ? 1 : 2147483647
    wrapMode: label.singleLine ? Text.NoWrap : Text.Wrap

    Accessible.role: Accessible.StaticText
    Accessible.name: label.text
}
