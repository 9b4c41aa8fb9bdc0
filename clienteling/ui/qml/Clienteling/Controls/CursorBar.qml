import QtQuick

// The typing position; it does not blink, for calm.
Rectangle {
    property bool shown: false

    width: 2
    color: Theme.accent
    visible: shown
}
