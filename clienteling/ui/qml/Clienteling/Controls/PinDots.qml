pragma ComponentBehavior: Bound
import QtQuick

// How many digits of the PIN are in; never which.
Row {
    id: dots

    property int length: 6
    property int filled: 0
    property bool wrong: false

    spacing: 18
    Accessible.role: Accessible.StaticText
    //: %1 digits of a PIN that has %2.
    Accessible.name: qsTr("%1 of %2 digits").arg(filled).arg(length)

    Repeater {
        model: dots.length

        delegate: Rectangle {
            required property int index
            readonly property bool full: index < dots.filled

            width: 18
            height: 18
            radius: 9
            color: full ? (dots.wrong ? Theme.critical : Theme.accent) : "transparent"
            border.width: full ? 0 : 2
            border.color: dots.wrong ? Theme.critical : Theme.lineStrong
        }
    }
}
