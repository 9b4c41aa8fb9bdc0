import QtQuick
import Clienteling.ViewModels

// A part that is made when it is asked for and stays, whether it is asked for or not, until it is left. Then it goes in
// a turn of its own; one that was never made is not made any more. One that is dropped goes as well, unless it is asked
// for, and is made again when it is.
Part {
    id: kept

    property bool asked: false
    property bool made: false
    property bool leaving: false
    property bool dropped: false
    property int turn: 0
    readonly property bool away: kept.dropped && Turns.called >= kept.turn
    readonly property bool gone: kept.leaving && Turns.called >= kept.turn

    function leave() {
        if (kept.made)
            kept.turn = Turns.ask();
        kept.leaving = true;
    }

    function drop() {
        if (!kept.made || kept.asked || kept.leaving)
            return;
        kept.turn = Turns.ask();
        kept.dropped = true;
    }

    // Anew.
    function begin() {
        kept.made = kept.asked;
        kept.dropped = false;
    }

    wanted: (kept.asked || kept.made) && !kept.gone
    onLoaded: kept.made = true
    onAwayChanged: if (kept.away)
        Qt.callLater(kept.begin)
}
