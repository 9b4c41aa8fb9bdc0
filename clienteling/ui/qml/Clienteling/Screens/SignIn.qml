pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Who is serving: tiles on the left, PIN pad on the right (below each other on a narrow screen).
FocusScope {
    id: screen

    required property SignInModel model
    required property SettingsModel settings
    readonly property bool landscape: width >= Theme.landscapeFrom
    // On a narrow screen the tiles take what they need, as long as the pad has its place.
    readonly property int tilesHeight: Math.round(Math.max(tiles.smallestHeight,
        Math.min(tiles.wantedHeight, height - pin.wantedHeight)))

    focus: true
    Keys.onPressed: event => {
        if (/^[0-9]$/.test(event.text))
            screen.model.press(event.text);
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
        x: pin.x
        y: pin.y
        width: pin.width
        height: pin.height
        color: Theme.surface

        Divider {
            width: screen.landscape ? 1 : parent.width
            height: screen.landscape ? parent.height : 1
        }
    }

    SignInTiles {
        id: tiles

        width: screen.landscape ? Math.round(screen.width * 0.569) : screen.width
        height: screen.landscape ? screen.height : screen.tilesHeight
        headerWidth: screen.landscape ? width : languages.x
        model: screen.model
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
    }

    LanguagePicker {
        id: languages

        y: screen.landscape ? Theme.space40 : Theme.space24
        anchors.right: parent.right
        anchors.rightMargin: screen.landscape ? Theme.space40 : Theme.space24
        settings: screen.settings
        onChosen: language => screen.settings.setLanguage(language)
    }
}
