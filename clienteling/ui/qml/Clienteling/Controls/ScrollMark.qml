import QtQuick

// A thin bar that tells there is more and where one is; nothing to grab.
Rectangle {
    id: mark

    required property Flickable flickable

    readonly property real share: flickable.height / Math.max(1, flickable.contentHeight)

    parent: flickable
    visible: share < 1
    x: flickable.width - 5
    y: Math.round(flickable.visibleArea.yPosition * flickable.height)
    width: 3
    height: Math.round(Math.max(32, share * flickable.height))
    radius: 1.5
    color: Theme.lineStrong
    opacity: flickable.moving ? 0.9 : 0.35
    Accessible.ignored: true
}
