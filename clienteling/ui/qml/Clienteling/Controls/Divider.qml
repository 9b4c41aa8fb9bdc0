import QtQuick

// A hairline, decoration only; give it a width (or, vertical, a height).
Rectangle {
    implicitWidth: 1
    implicitHeight: 1
    color: Theme.line
    Accessible.ignored: true
}
