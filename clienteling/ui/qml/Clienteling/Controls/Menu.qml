import QtQuick
import QtQuick.Templates as T

// A short list of actions; fill it with MenuRow. Open with popup(item, x, y) or openAt(item).
T.Menu {
    id: menu

    function openAt(item: Item) {
        menu.popup(item, 0, item.height + Theme.space8);
    }

    margins: Theme.space12
    padding: Theme.space8
    width: Math.max(240, contentItem.implicitWidth + 2 * Theme.space8)
    implicitHeight: contentItem.implicitHeight + 2 * Theme.space8
    delegate: MenuRow {}

    background: PopupPanel {}

    contentItem: ListView {
        implicitWidth: menu.widest()
        implicitHeight: contentHeight
        model: menu.contentModel
        currentIndex: menu.currentIndex
        interactive: contentHeight > height
        clip: interactive
        spacing: 2
    }

    function widest(): real {
        let most = 0;
        for (let i = 0; i < count; ++i)
            most = Math.max(most, itemAt(i).implicitWidth);
        return most;
    }
}
