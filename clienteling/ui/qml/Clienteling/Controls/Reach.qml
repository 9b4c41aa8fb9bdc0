import QtQuick
import Clienteling.ViewModels

// How far a list reaches while its first rows are made: a few more in each turn, until it has the height it is to have. A
// list makes all rows in view at once, which is a long time without hearing a touch; those out of view, which Tab leads to,
// it would make while others go, unless they are in its margin (`cacheBuffer: 0`).
QtObject {
    id: reach

    // A ListView or a GridView.
    required property Flickable list
    // Height of the whole list, of what stands above its rows, and of the rows made in one turn.
    required property real full
    property real above: 0
    property real slice: 320
    readonly property int beyond: 320
    property real reached: 0
    property int number: 0
    readonly property ListView lines: list as ListView
    readonly property GridView cells: list as GridView
    readonly property bool filled: (lines ? lines.count : cells ? cells.count : 0) > 0
    readonly property real made: reach.above + reach.reached
    readonly property real height: Math.min(reach.full, reach.made)
    readonly property int margin: Math.max(0, Math.min(reach.beyond, reach.made - reach.full))

    function go() {
        const more = reach.filled ? reach.made < reach.full + reach.beyond : reach.reached === 0;
        reach.number = more ? Turns.ask() : 0;
    }

    function lay() {
        reach.lines?.forceLayout();
        reach.cells?.forceLayout();
    }

    // Rows that come to an empty list come a few at a time again.
    onFilledChanged: {
        if (!reach.filled)
            reach.reached = 0;
        reach.go();
    }
    onFullChanged: if (reach.number === 0)
        reach.go()
    Component.onCompleted: if (reach.number === 0)
        reach.go()

    // Rows that come to it a few at a time have their items made with them; left to the next frame, it would be all.
    readonly property Connections growth: Connections {
        target: reach.lines ? reach.lines.model : reach.cells ? reach.cells.model : null
        ignoreUnknownSignals: true

        function onGrew() {
            reach.lay();
        }
    }

    readonly property Connections turns: Connections {
        target: Turns
        enabled: reach.number > 0

        function onCalledChanged() {
            if (Turns.called < reach.number)
                return;
            reach.number = 0;
            reach.reached += reach.slice;
            reach.lay();
            if (reach.number === 0)
                reach.go();
        }
    }
}
