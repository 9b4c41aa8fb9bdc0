import QtQuick
import QtQuick.Templates as T

// Provenance: value, who said so where and when, and whether it reached head office. Points at `target` without covering it.
T.Popup {
    id: popover

    property Item target: null
    property string title: ""
    // Who, channel, when.
    property string source: ""
    // The state of the exchange, when there is something to say about it.
    property string stateText: ""
    property string stateIcon: "clock"
    property bool critical: false
    default property alias content: column.extra

    readonly property Item overlay: T.Overlay.overlay
    property PopoverPlace place: PopoverPlace {}

    function openAt(item: Item) {
        target = item;
        place.find(item, overlay, implicitHeight);
        open();
    }

    parent: T.Overlay.overlay
    modal: false
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    padding: 0
    topPadding: 18
    bottomPadding: 16
    leftPadding: 21
    rightPadding: 21
    margins: -1
    width: place.width
    implicitHeight: column.implicitHeight + topPadding + bottomPadding
    x: place.x
    y: place.y

    background: PopoverGround {
        place: popover.place
    }

    contentItem: PopoverWords {
        id: column

        title: popover.title
        source: popover.source
        stateText: popover.stateText
        stateIcon: popover.stateIcon
        critical: popover.critical
        Accessible.role: Accessible.PopupMenu
        Accessible.name: [popover.title, popover.source, popover.stateText].filter(part => part !== "").join(". ")
    }
}
