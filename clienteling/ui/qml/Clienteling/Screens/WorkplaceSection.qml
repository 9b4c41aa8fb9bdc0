import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A section of the rail: made when it is asked for, there until the next one is, or for good.
Part {
    id: part

    required property string name
    required property bool asked
    required property bool shown
    property bool kept: false
    property bool made: false
    property int turn: 0
    readonly property bool gone: turn > 0 && Turns.called >= turn

    signal there

    function follow() {
        if (part.asked && part.lit)
            part.there();
    }
    function leave() {
        part.turn = Turns.ask();
    }

    wanted: (asked || shown || (kept && made)) && !gone
    // Not invisible while it is made: all that lies in it would be laid out once more, at once.
    visible: asked || shown
    opacity: shown ? 1 : 0
    enabled: shown
    focus: shown
    onLoaded: part.made = true
    onLitChanged: part.follow()
    onAskedChanged: part.follow()
}
