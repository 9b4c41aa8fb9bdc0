import QtQuick

// The panel of popovers, menus and lists of choices: surface and a strong line, no shadow.
Rectangle {
    radius: Theme.radiusButton
    color: Theme.surface
    border.width: 1
    border.color: Theme.lineStrong
}
