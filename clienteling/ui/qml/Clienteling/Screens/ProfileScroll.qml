import QtQuick
import Clienteling.Controls

// A section that scrolls as a whole; it follows the focus and keeps it clear of tabs, keyboard and toast.
Flickable {
    id: view

    required property ProfilePage page
    property int topGap: Theme.space24
    default property alias content: column.data
    property alias spacing: column.spacing

    readonly property real keyboardHeight: InputMethod.visible ? InputMethod.keyboardRectangle.height : 0

    function reveal(item: Item) {
        let ancestor = item;
        while (ancestor && ancestor !== column)
            ancestor = ancestor.parent;
        if (!ancestor)
            return;
        const y = column.y + item.mapToItem(column, 0, 0).y;
        const foot = height - keyboardHeight - Theme.space16;
        if (y - page.tabsHeight - Theme.space16 < contentY)
            contentY = Math.round(Math.max(0, y - (y < page.headroom + Theme.space56 ? y : page.tabsHeight + Theme.space16)));
        else if (y + item.height > contentY + foot)
            contentY = Math.round(Math.min(y - page.tabsHeight - Theme.space16, y + item.height - foot));
    }

    anchors.fill: parent
    contentWidth: width
    contentHeight: column.y + column.height + 92 + keyboardHeight
    boundsBehavior: Flickable.StopAtBounds

    Connections {
        target: view.Window.window
        function onActiveFocusItemChanged() {
            const item = view.Window.activeFocusItem;
            if (item && view.visible)
                view.reveal(item);
        }
    }

    Column {
        id: column

        x: view.page.margin
        y: view.page.headroom + view.topGap
        width: view.page.columnWidth
        spacing: Theme.space24
    }

    ScrollMark {
        flickable: view
    }
}
