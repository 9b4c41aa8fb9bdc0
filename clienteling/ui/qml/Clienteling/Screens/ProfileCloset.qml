pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// Everything the customer owns from us.
ProfilePage {
    id: page

    readonly property int columns: Math.max(2, Math.floor((columnWidth + Theme.space16) / (168 * Math.min(1.4, Theme.scale))))

    // The next window is read a screen before it is seen.
    function reach() {
        if (grid.count > 0 && grid.contentY - grid.originY + 2 * grid.height > grid.contentHeight)
            page.model.closet.more();
    }

    scrolled: grid.contentY - grid.originY
    onHeadroomChanged: if (scrolled < Theme.space56)
        Qt.callLater(grid.positionViewAtBeginning)

    GridView {
        id: grid

        objectName: "profile.things"
        x: page.margin
        // The last column brings its gap along.
        width: page.columnWidth + Theme.space16
        height: grid.reach.height
        displayMarginBeginning: grid.reach.margin
        displayMarginEnd: grid.reach.margin
        cacheBuffer: 0
        focus: true
        // Whoever is left goes with their rows, a few at a time: kept for others, it would all go at once.
        reuseItems: page.model.closet.count > 0
        cellWidth: Math.floor(width / page.columns)
        cellHeight: Math.round((cellWidth - Theme.space16) * 0.7) + 8 + 3 * Theme.captionSize + 2 * Theme.tinySize
        model: page.model.closet.rows
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: false
        preferredHighlightBegin: page.tabsHeight + Theme.space16
        preferredHighlightEnd: height - 100
        highlightRangeMode: GridView.ApplyRange
        highlightMoveDuration: 0
        currentIndex: -1
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Closet")
        onContentYChanged: page.reach()
        onCountChanged: Qt.callLater(page.reach)

        readonly property Reach reach: Reach {
            list: grid
            full: page.height
            above: grid.headerItem ? grid.headerItem.height : 0
            slice: grid.cellHeight
        }

        header: Column {
            width: page.columnWidth
            topPadding: page.headroom + Theme.space24

            EmptyState {
                width: parent.width
                visible: page.model.closet.count === 0
                iconName: "t-shirt"
                text: qsTr("Nothing from us yet. The first purchase will stand here.")
            }
        }

        footer: Item {
            width: page.columnWidth
            height: 92
        }

        delegate: Item {
            id: cell

            required property int index
            required property int key
            required property string picture
            required property string tint
            required property string headline
            required property string detail

            width: grid.cellWidth
            height: grid.cellHeight
            // Kept for another row, it is no place for Tab.
            GridView.onPooled: visible = false
            GridView.onReused: visible = true

            ProductTile {
                id: tile

                objectName: "profile.thing"
                width: cell.width - Theme.space16
                kind: cell.picture
                colour: cell.tint
                title: cell.headline
                detail: cell.detail
                onClicked: page.popover.showThing(tile, cell.key)
                onVisualFocusChanged: if (visualFocus)
                    grid.currentIndex = cell.index
            }
        }

        ScrollMark {
            flickable: grid
            x: page.columnWidth + page.margin - 5
        }
    }
}
