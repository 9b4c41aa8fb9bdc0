import QtQuick
import Clienteling.ViewModels

// An icon by its Phosphor name, none by none; screen readers pass over it.
Text {
    id: icon

    property string name: ""
    property int size: Theme.iconMedium
    // The filled drawing; for the current section alone.
    property bool filled: false

    width: size
    height: size
    // Never empty: see Label.
    text: icon.name === "" ? " " : Glyphs.glyph(icon.filled ? icon.name + "-fill" : icon.name)
    textFormat: Text.PlainText
    color: Theme.text2
    renderType: Text.NativeRendering
    font.family: Theme.iconFamily
    font.pixelSize: icon.size
    font.weight: Font.Normal
    horizontalAlignment: Text.AlignHCenter
    verticalAlignment: Text.AlignVCenter

    Accessible.ignored: true
}
