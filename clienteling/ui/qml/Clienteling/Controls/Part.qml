import QtQuick
import Clienteling.ViewModels

// A part of a screen, made in a turn of its own, between which touches are heard; each in one go, so that there is never
// half of it. Parts may have parts. `joined`: together with the part that asked before, for those that are soon made.
// `lit`: it is there with all that belongs to it, and stays so while it is wanted.
Loader {
    id: part

    property bool wanted: true
    property bool joined: false
    property bool lit: false
    property int number: 0
    // The number under which it was made. It asks no more whose turn it is: there are hundreds, and all would in each.
    property int had: 0
    readonly property bool due: part.number > 0 && (part.had === part.number || Round.called >= part.number)
    readonly property bool whole: part.status === Loader.Ready && !Round.busy

    function ask() {
        part.number = !part.wanted ? 0 : part.joined ? Turns.join() : Turns.ask();
        if (!part.wanted)
            part.lit = false;
    }

    active: part.wanted && part.due
    onWantedChanged: part.ask()
    onWholeChanged: if (part.whole && part.wanted) {
        part.had = part.number;
        part.lit = true;
    }
    Component.onCompleted: if (part.wanted && part.number === 0)
        part.ask()
}
