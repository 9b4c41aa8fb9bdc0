pragma ComponentBehavior: Bound
import QtQuick

// A date in three boxes, in the order of the language: typed, or stepped with the arrow keys.
FieldFrame {
    id: field

    // What to show: "YYYY-MM-DD", "--MM-DD" where the year is not known, or "".
    property string value: ""
    // What is in now, likewise; "" while it is incomplete or no such day.
    property string currentValue: ""
    property bool yearOptional: false
    // The month alone will do ("a wedding in May"); the day is then "00".
    property bool dayOptional: false
    // Something is in the boxes, but it is no day.
    property bool half: false

    readonly property string order: dateOrder(Qt.locale().dateFormat(Locale.ShortFormat))

    // The person changed it; `value` is the new `currentValue`.
    signal edited(value: string)

    function dateOrder(pattern: string): string {
        const day = pattern.indexOf("d");
        const month = pattern.indexOf("M");
        return pattern.indexOf("y") < Math.min(day, month) ? "ymd" : month < day ? "mdy" : "dmy";
    }

    function part(letter: string): DatePart {
        return letter === order[0] ? first : letter === order[1] ? second : third;
    }

    function compose(): string {
        const dayOpen = dayOptional && part("d").text === "";
        const day = dayOpen ? 0 : part("d").number();
        const month = part("m").number();
        const yearText = part("y").text;
        const year = yearText === "" && yearOptional ? 2000 : yearText.length === 4 ? part("y").number() : 0;
        if ((day < 1 && !dayOpen) || month < 1 || month > 12 || year < 1 || day > new Date(year, month, 0).getDate())
            return "";
        const tail = "-" + String(month).padStart(2, "0") + "-" + String(day).padStart(2, "0");
        return (yearText === "" ? "-" : yearText) + tail;
    }

    function spread() {
        if (value !== "" && value === compose())
            return;
        const match = /^(\d{4}|-)-(\d{2})-(\d{2})$/.exec(value);
        part("y").text = match && match[1] !== "-" ? match[1] : "";
        part("m").text = match ? String(Number(match[2])) : "";
        part("d").text = match && match[3] !== "00" ? String(Number(match[3])) : "";
        take();
    }

    function take() {
        currentValue = compose();
        half = currentValue === "" && first.text + second.text + third.text !== "";
    }

    function announce() {
        take();
        field.edited(currentValue);
    }

    // Back to `value`: what was typed and not taken over goes.
    function restore() {
        spread();
    }

    frameless: true
    boxHeight: first.height
    onValueChanged: {
        if (value !== currentValue)
            spread();
    }
    onOrderChanged: spread()
    Component.onCompleted: spread()

    Row {
        id: boxes

        spacing: Theme.space12

        DatePart {
            id: first

            focus: true
            letter: field.order[0]
            wrong: field.error !== ""
            onEdited: field.announce()
        }

        DatePart {
            id: second

            letter: field.order[1]
            wrong: field.error !== ""
            onEdited: field.announce()
        }

        DatePart {
            id: third

            letter: field.order[2]
            wrong: field.error !== ""
            onEdited: field.announce()
        }
    }
}
