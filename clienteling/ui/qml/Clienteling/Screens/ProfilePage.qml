import QtQuick
import Clienteling.ViewModels

// What the sections have in common: room for the header above, and how far they have been scrolled.
FocusScope {
    required property ProfilePages book
    property int scrolled: 0
    // On the screen, with all that is in it.
    readonly property bool lit: book.current === this
    readonly property AppModel app: book.app
    readonly property ProfileModel model: app.profile
    readonly property string customer: model.customerId
    readonly property ProfilePopover popover: book.popover
    readonly property int margin: book.margin
    readonly property int columnWidth: book.columnWidth
    // Height of the header that lies over the top of the section, and of the tabs, which stay when it scrolls.
    readonly property int headroom: book.headroom
    readonly property int tabsHeight: book.tabsHeight
}
