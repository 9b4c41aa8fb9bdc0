import QtQuick
import Clienteling.ViewModels

// A part that is made when it is asked for and stays, whether it is asked for or not, until it is left. Then it goes in
// a turn of its own; one that was never made is not made any more.
Part {
    id: kept

    property bool asked: false
    property bool made: false
    property bool leaving: false
    property int turn: 0
    readonly property bool gone: kept.leaving && Turns.called >= kept.turn

    function leave() {
        if (kept.made)
            kept.turn = Turns.ask();
        kept.leaving = true;
    }

    wanted: (kept.asked || kept.made) && !kept.gone
    onLoaded: kept.made = true
}
