pragma Singleton
import QtQuick
import Clienteling.ViewModels

// Whose turn it is and whether there are more to come, asked of Turns once for all parts: hundreds of them would each wait
// for the interpreter whenever it changes. Set, not bound: a part that is lit may ask for a turn, and a binding that is
// being told of would not hear of it.
QtObject {
    id: round

    property int called: 0
    property bool busy: false
    Component.onCompleted: {
        round.called = Turns.called;
        round.busy = Turns.busy;
    }

    readonly property Connections turns: Connections {
        target: Turns

        function onCalledChanged() {
            round.called = Turns.called;
        }

        function onBusyChanged() {
            round.busy = Turns.busy;
        }
    }
}
