pragma ComponentBehavior: Bound
import QtQuick

// The keys for a PIN, by touch or by the number keys of a keyboard while the pad (or a key of it) has the focus.
FocusScope {
    id: pad

    signal digit(value: string)
    signal backspace

    implicitWidth: grid.implicitWidth
    implicitHeight: grid.implicitHeight
    activeFocusOnTab: false

    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            pad.backspace();
            event.accepted = true;
        } else if (/^[0-9]$/.test(event.text)) {
            pad.digit(event.text);
            event.accepted = true;
        }
    }

    component PadKey: Pressable {
        id: key

        implicitWidth: 96
        implicitHeight: 80
        radius: Theme.radiusCard
        fill: Theme.sunken
        objectName: "pin." + text

        contentItem: Label {
            font.pixelSize: Math.round(30 * Theme.scale)
            font.weight: Font.Medium
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            text: key.text
            Accessible.ignored: true
        }
    }

    Grid {
        id: grid

        columns: 3
        spacing: Theme.space16

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

            delegate: PadKey {
                required property string modelData

                text: modelData
                focus: modelData === "1"
                onClicked: pad.digit(modelData)
            }
        }

        Item {
            width: 96
            height: 80
        }

        PadKey {
            text: "0"
            onClicked: pad.digit("0")
        }

        IconButton {
            implicitWidth: 96
            implicitHeight: 80
            radius: Theme.radiusCard
            iconName: "backspace"
            iconSize: 28
            iconColor: Theme.text2
            text: qsTr("Delete the last digit")
            onClicked: pad.backspace()
        }
    }
}
