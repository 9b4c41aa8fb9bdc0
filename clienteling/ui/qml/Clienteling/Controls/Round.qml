pragma Singleton
import QtQuick
import Clienteling.ViewModels

// Whose turn it is and whether there are more to come, asked of Turns once for all parts: hundreds of them would each wait
// for the interpreter whenever it changes.
QtObject {
    readonly property int called: Turns.called
    readonly property bool busy: Turns.busy
}
