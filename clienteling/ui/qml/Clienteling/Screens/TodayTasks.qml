pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The list of things to do, in sections; columns are named once, in the first header.
FocusScope {
    id: side

    required property TodayModel model
    required property bool landscape
    readonly property bool wide: width >= 680 && Theme.scale < 1.3
    // Room for the focus rings of rows at the edge.
    readonly property int ring: 6

    ListView {
        id: list

        objectName: "today.tasks"
        x: -side.ring
        // The mark of the scrolling stands in the margin, clear of the ticks.
        width: side.width + side.ring + 20
        height: list.reach.height
        displayMarginBeginning: list.reach.margin
        displayMarginEnd: list.reach.margin
        cacheBuffer: 0
        clip: true
        focus: true
        // What nobody signed in leaves behind goes with its rows, a few at a time: kept for others, it would go all at once.
        reuseItems: !side.model.loading
        boundsBehavior: Flickable.StopAtBounds
        model: side.model.tasks
        section.property: "section"
        section.delegate: Item {
            id: part

            required property string section

            width: side.width + 2 * side.ring
            height: header.height

            TodayHeader {
                id: header

                x: side.ring
                width: side.width
                sectionKey: part.section
                first: part.section === side.model.firstSection
                columns: side.wide
            }
        }
        Accessible.role: Accessible.List
        Accessible.name: qsTr("To do")

        readonly property Reach reach: Reach {
            list: list
            full: side.height
            above: list.headerItem ? list.headerItem.height : 0
            slice: 80
        }

        // Whoever was at the top stays there when what stands above the rows grows.
        function stayAtTop(before: real) {
            if (list.contentY <= 1 - before)
                list.positionViewAtBeginning();
        }

        header: TodayAbove {
            x: side.ring
            width: side.width
            model: side.model
            visitsShown: !side.landscape
            // Not at once: rows may be in the making.
            onGrown: before => Qt.callLater(list.stayAtTop, before)
        }

        delegate: TodayTask {
            width: side.width + 2 * side.ring
            margin: side.ring
            wide: side.wide
            dividerShown: ListView.nextSection === ListView.section || ListView.nextSection === ""
            onOpened: side.model.openCustomer(row.customer)
            onDone: side.model.done(row.key)
            onPutOff: side.model.snooze(row.key, 1)
            onDismissed: side.model.dismiss(row.key, "not_needed")
            onFocused: Qt.callLater(list.positionViewAtIndex, index, ListView.Contain)
            onMenuWanted: at => {
                menu.wanted = true;
                const asked = menu.item as TodayMenu;
                asked.key = row.key;
                asked.openAt(at);
            }
        }

        footer: Item {
            width: list.width
            height: fold.visible ? fold.height + Theme.space16 : Theme.space16

            NavRow {
                id: fold

                objectName: "today.upcoming"
                x: side.ring
                y: 2
                width: side.width
                rightPadding: 15
                visible: side.model.upcomingCount > 0
                dividerShown: false
                quiet: true
                arrowName: side.model.upcomingOpen ? "caret-up" : "caret-right"
                text: side.model.upcomingOpen ? qsTr("Fold the next 7 days") : qsTr("Next 7 days")
                value: side.model.upcomingText
                onClicked: side.model.toggleUpcoming()
            }
        }
    }

    ScrollMark {
        flickable: list
    }

    Skeleton {
        x: -Theme.space16
        y: 51
        width: parent.width
        rowHeight: 84
        active: side.model.loading
    }

    OnDemand {
        id: menu

        sourceComponent: TodayMenu {
            model: side.model
        }
    }
}
