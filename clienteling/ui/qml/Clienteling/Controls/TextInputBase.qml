pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

// One line of typing, without a frame; the fields are built from it.
T.TextField {
    id: input

    // A private copy: the inherited placeholder would be drawn by nobody.
    property string hint: ""
    property int hints: Qt.ImhNone

    // Names and numbers of customers: no keyboard of the system is to learn them, and offer them to whoever types next.
    inputMethodHints: hints | Qt.ImhSensitiveData
    topPadding: 0
    bottomPadding: 2
    leftPadding: Theme.space16
    rightPadding: Theme.space16
    topInset: 0
    bottomInset: 0
    leftInset: 0
    rightInset: 0
    implicitWidth: 200
    implicitHeight: Theme.control
    verticalAlignment: TextInput.AlignVCenter
    renderType: Text.NativeRendering
    font.family: Theme.textFamily
    font.pixelSize: Theme.headingSize
    font.weight: Font.Normal
    color: enabled ? Theme.text : Theme.text2
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentInk
    selectByMouse: true
    placeholderText: hint
    background: null
    cursorDelegate: CursorBar {
        shown: input.cursorVisible
    }

    Label {
        x: input.leftPadding
        width: input.width - input.leftPadding - input.rightPadding
        height: input.height - input.bottomPadding
        visible: input.text === "" && input.preeditText === ""
        verticalAlignment: Text.AlignVCenter
        font.pixelSize: input.font.pixelSize
        color: Theme.text2
        singleLine: true
        text: input.hint
        Accessible.ignored: true
    }
}
