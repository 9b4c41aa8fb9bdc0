pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The seven sections. Each is made when it is first looked at, and keeps its place while others are looked at.
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
    readonly property ProfilePage current: (places.itemAt(shown) as Part)?.item as ProfilePage
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

    Repeater {
        id: places

        model: pages.sections.length

        Part {
            id: place

            required property int index
            readonly property bool asked: index === pages.app.profile.tab
            readonly property bool shown: index === pages.shown

            function follow() {
                if (place.asked && place.lit)
                    pages.shown = place.index;
            }

            width: pages.width
            height: pages.height
            wanted: asked || item !== null
            visible: asked || shown
            opacity: shown ? 1 : 0
            enabled: shown
            sourceComponent: pages.sections[index]
            onLitChanged: place.follow()
            onAskedChanged: place.follow()
        }
    }
}
