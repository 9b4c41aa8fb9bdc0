import QtQuick

// A column that scrolls, follows the focus and keeps it clear of the on-screen keyboard.
Flickable {
    id: view

    property int sideMargin: 0
    property int bottomMarginExtra: Theme.space24
    property alias spacing: column.spacing
    default property alias content: column.data

    readonly property real keyboardHeight: InputMethod.visible ? InputMethod.keyboardRectangle.height : 0

    function reveal(item: Item) {
        let ancestor = item;
        while (ancestor && ancestor !== column)
            ancestor = ancestor.parent;
        if (!ancestor)
            return;
        const y = item.mapToItem(column, 0, 0).y;
        const visibleHeight = height - keyboardHeight;
        if (y - Theme.space16 < contentY)
            contentY = Math.max(0, Math.round(y - Theme.space16));
        else if (y + item.height + Theme.space16 > contentY + visibleHeight)
            contentY = Math.round(Math.max(0, Math.min(y - Theme.space16, y + item.height + Theme.space16 - visibleHeight)));
    }

    contentWidth: width
    contentHeight: column.height + bottomMarginExtra + keyboardHeight
    boundsBehavior: Flickable.StopAtBounds
    clip: true

    Connections {
        target: view.Window.window
        function onActiveFocusItemChanged() {
            const item = view.Window.activeFocusItem;
            if (item)
                view.reveal(item);
        }
    }

    Column {
        id: column

        x: view.sideMargin
        width: view.width - 2 * view.sideMargin
        spacing: Theme.space16
    }

    ScrollMark {
        flickable: view
    }
}
