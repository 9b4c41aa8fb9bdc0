pragma ComponentBehavior: Bound
import QtQuick
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
    readonly property ProfilePage current: (places.itemAt(app.profile.tab) as Loader)?.item as ProfilePage
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

        Loader {
            required property int index
            readonly property bool shown: index === pages.app.profile.tab

            width: pages.width
            height: pages.height
            active: shown || item !== null
            visible: shown
            sourceComponent: pages.sections[index]
        }
    }
}
