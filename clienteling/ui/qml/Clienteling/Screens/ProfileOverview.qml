pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// What one reads first: at a glance, closet, preferences, the latest of the timeline.
ProfilePage {
    id: page

    readonly property bool wide: columnWidth >= 680 * Math.min(1.25, Theme.scale) && width > height * 0.8
    readonly property int gap: Theme.space32
    readonly property int main: wide ? Math.round((columnWidth - gap) * 0.5635) : columnWidth
    readonly property int aside: wide ? columnWidth - gap - main : columnWidth

    scrolled: view.contentY

    ProfileScroll {
        id: view

        page: page
        topGap: page.wide ? 22 : Theme.space24

        Item {
            width: page.columnWidth
            height: Math.max(chips.y + chips.height, latest.y + latest.height)

            Part {
                id: glance

                width: page.main
                sourceComponent: ProfileGlance {
                    page: page
                }
            }
            Part {
                id: closet

                x: page.wide ? page.main + page.gap : 0
                y: page.wide ? -Theme.space12 : glance.height + Theme.space16
                width: page.aside
                sourceComponent: ProfileClosetStrip {
                    page: page
                }
            }
            Part {
                id: chips

                y: (page.wide ? glance.height : closet.y + closet.height) + (page.wide ? 11 : Theme.space4)
                width: page.main
                sourceComponent: ProfileChips {
                    page: page
                }
            }
            Part {
                id: latest

                x: page.wide ? page.main + page.gap : 0
                y: page.wide ? closet.y + closet.height + Theme.space16 : chips.y + chips.height + Theme.space24
                width: page.aside
                sourceComponent: ProfileLatest {
                    page: page
                }
            }
        }
    }
}
