import QtQuick

// Day, month or year of a DateField.
FocusScope {
    id: part

    // "d", "m" or "y".
    property string letter: "d"
    property bool wrong: false
    property alias text: input.text

    readonly property int most: letter === "d" ? 31 : letter === "m" ? 12 : 9999
    readonly property string name: letter === "d" ? qsTr("Day") : letter === "m" ? qsTr("Month") : qsTr("Year")

    signal edited

    // A function, not a binding: it is asked while the change of the text is still being told around.
    function number(): int {
        return input.text === "" ? 0 : Number(input.text);
    }

    function step(by: int) {
        const number = part.number();
        const start = number > 0 ? number : letter === "y" ? new Date().getFullYear() : by > 0 ? 0 : most + 1;
        const next = number === 0 && letter === "y" ? start : start + by;
        input.text = String(letter === "y" ? Math.max(1, Math.min(most, next)) : (next - 1 + most) % most + 1);
        part.edited();
    }

    implicitWidth: Math.max(Math.round((letter === "y" ? 104 : 76) * Theme.iconScale), Math.ceil(words.advanceWidth) + 20)
    implicitHeight: Math.max(Theme.control, Math.round(Theme.headingSize * 1.5) + 2 * Theme.space8)

    TextMetrics {
        id: words

        font: input.font
        text: part.name
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusButton
        color: Theme.surface
        border.width: input.activeFocus || part.wrong ? 2 : 1
        border.color: part.wrong ? Theme.critical : input.activeFocus ? Theme.accent : Theme.lineStrong
    }

    TextInputBase {
        id: input

        anchors.fill: parent
        focus: true
        leftPadding: Theme.space8
        rightPadding: Theme.space8
        horizontalAlignment: TextInput.AlignHCenter
        hint: part.name
        maximumLength: part.letter === "y" ? 4 : 2
        hints: Qt.ImhDigitsOnly
        validator: RegularExpressionValidator {
            regularExpression: /[0-9]*/
        }
        onTextEdited: part.edited()
        Keys.onUpPressed: part.step(1)
        Keys.onDownPressed: part.step(-1)

        Accessible.name: part.name
    }
}
