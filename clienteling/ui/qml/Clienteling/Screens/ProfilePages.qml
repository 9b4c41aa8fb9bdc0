pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The seven sections. Each is made when it is first looked at, and keeps its place while others are looked at. When the
// customer is left they go one in each turn, as they came: all at once would take longer than a frame.
FocusScope {
    id: pages

    required property AppModel app
    required property ProfilePopover popover
    required property int margin
    required property int columnWidth
    required property int headroom
    required property int tabsHeight
    // The section on the screen: the one before, while the one that was asked for is made.
    property int shown: -1
    readonly property bool lit: shown >= 0
    property bool leaving: false
    // The number called when the last one has gone.
    property int last: 0
    readonly property bool empty: last > 0 && Turns.called >= last
    readonly property ProfilePage current: (places.itemAt(shown) as KeptPart)?.item as ProfilePage
    readonly property int scrolled: current ? current.scrolled : 0

    readonly property list<Component> sections: [
        Component { ProfileOverview { book: pages } },
        Component { ProfileTimeline { book: pages } },
        Component { ProfileCloset { book: pages } },
        Component { ProfilePreferences { book: pages } },
        Component { ProfileDates { book: pages } },
        Component { ProfileConsents { book: pages } },
        Component { ProfileDetails { book: pages } }
    ]

    function leave() {
        pages.leaving = true;
        for (let n = 0; n < places.count; n++)
            (places.itemAt(n) as KeptPart).leave();
        pages.last = Turns.ask();
    }

    visible: !leaving

    Repeater {
        id: places

        model: pages.sections.length

        KeptPart {
            id: place

            required property int index
            readonly property bool shown: index === pages.shown

            function follow() {
                if (place.asked && place.lit)
                    pages.shown = place.index;
            }

            width: pages.width
            height: pages.height
            asked: index === pages.app.profile.tab
            visible: asked || shown
            opacity: shown ? 1 : 0
            enabled: shown
            sourceComponent: pages.sections[index]
            onLitChanged: place.follow()
            onAskedChanged: place.follow()
        }
    }
}
