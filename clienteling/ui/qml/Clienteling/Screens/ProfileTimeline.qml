pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// Everything that happened, newest first, by kind; rows unfold.
ProfilePage {
    id: page

    function step(by: int) {
        list.currentIndex = Math.max(0, Math.min(list.count - 1, list.currentIndex + by));
        (list.currentItem as ProfileEvent)?.take();
    }

    // The next window is read a screen before it is seen.
    function reach() {
        if (list.count > 0 && list.contentY - list.originY + 2 * list.height > list.contentHeight)
            page.model.timeline.more();
    }

    // Somebody asked for one row; perhaps before there was a list.
    function showPlace() {
        const place = page.model.timeline.takePlace();
        if (place < 0)
            return;
        list.positionViewAtIndex(place, ListView.Center);
        list.currentIndex = place;
    }

    onLitChanged: if (page.lit)
        page.showPlace()
    scrolled: list.contentY - list.originY

    ListView {
        id: list

        objectName: "profile.timeline"
        x: page.margin
        width: page.columnWidth
        height: list.reach.height
        displayMarginBeginning: list.reach.margin
        displayMarginEnd: list.reach.margin
        cacheBuffer: 0
        focus: true
        // Whoever is left goes with their rows, a few at a time: kept for others, it would all go at once.
        reuseItems: page.model.state === "ready"
        model: page.model.timeline.rows
        boundsBehavior: Flickable.StopAtBounds
        // Keeps the current row clear of the tabs that stay.
        preferredHighlightBegin: page.tabsHeight + Theme.space16
        preferredHighlightEnd: height - 100
        highlightRangeMode: ListView.ApplyRange
        highlightMoveDuration: 0
        currentIndex: -1
        keyNavigationEnabled: false
        Keys.onDownPressed: page.step(1)
        Keys.onUpPressed: page.step(-1)
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Timeline")
        onContentYChanged: page.reach()
        onCountChanged: Qt.callLater(page.reach)

        readonly property Reach reach: Reach {
            list: list
            full: page.height
            above: list.headerItem ? list.headerItem.height : 0
            slice: 160
        }

        header: ProfileFilters {
            page: page
            width: list.width
        }

        footer: Item {
            width: list.width
            height: 100
        }

        delegate: ProfileEvent {
            page: page
            width: list.width
            onFocused: place => list.currentIndex = place
        }

        ScrollMark {
            flickable: list
            x: list.width + page.margin - 5
        }
    }

    Connections {
        target: page.model.timeline

        function onPlaceWanted() {
            if (page.lit)
                page.showPlace();
        }
    }
}
