pragma Singleton
import QtQuick
import Clienteling.ViewModels

// Whose turn it is and whether there are more to come, asked of Turns once for all parts: hundreds of them would each wait
// for the interpreter whenever it changes. What is lit when a round is over may ask for another one: that is told when all
// have heard of the end, since a binding that is being told of one does not hear of the other.
QtObject {
    id: round

    property int called: 0
    property bool busy: false
    property bool telling: false

    function tell() {
        if (round.telling) {
            Qt.callLater(round.tell);
            return;
        }
        round.telling = true;
        round.busy = Turns.busy; // first: what is called is not lit before the end
        round.called = Turns.called;
        round.telling = false;
    }

    Component.onCompleted: round.tell()

    readonly property Connections turns: Connections {
        target: Turns

        function onCalledChanged() {
            round.tell();
        }

        function onBusyChanged() {
            round.tell();
        }
    }
}
