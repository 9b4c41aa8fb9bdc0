pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Who is serving: tiles on the left, PIN pad on the right (below each other on a narrow screen).
FocusScope {
    id: screen

    required property SignInModel model
    required property SyncModel sync
    required property SettingsModel settings
    readonly property bool landscape: width >= Theme.landscapeFrom

    Keys.onPressed: event => {
        if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9)
            screen.model.press(String(event.key - Qt.Key_0));
        else if (event.key === Qt.Key_Backspace)
            screen.model.erase();
        else
            return;
        event.accepted = true;
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }

    Rectangle {
        x: screen.landscape ? pin.x : 0
        y: screen.landscape ? 0 : pin.y
        width: screen.width - x
        height: screen.height - y
        color: Theme.surface

        Rectangle {
            width: screen.landscape ? 1 : parent.width
            height: screen.landscape ? parent.height : 1
            color: Theme.line
        }
    }

    SignInTiles {
        id: tiles

        width: screen.landscape ? Math.round(screen.width * 0.57) : screen.width
        height: screen.landscape ? screen.height : Math.round(screen.height * 0.44)
        model: screen.model
        sync: screen.sync
        landscape: screen.landscape
    }

    SignInPin {
        id: pin

        x: screen.landscape ? tiles.width : 0
        y: screen.landscape ? 0 : tiles.height
        width: screen.width - x
        height: screen.height - y
        model: screen.model
        landscape: screen.landscape
        focus: true
    }

    LanguagePicker {
        y: screen.landscape ? Theme.space40 : Theme.space24
        anchors.right: parent.right
        anchors.rightMargin: Theme.space40
        settings: screen.settings
    }
}
