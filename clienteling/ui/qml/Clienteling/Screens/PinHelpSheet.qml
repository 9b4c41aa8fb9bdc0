pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A seller who cannot get in: which manager helps, the manager's PIN, then a new PIN twice.
Sheet {
    id: sheet

    required property PinHelpModel model
    readonly property bool typing: sheet.model.step !== "" && sheet.model.step !== "who"

    objectName: "sheet.pinHelp"
    title: sheet.model.title
    primaryText: ""
    onCloseWanted: sheet.model.close()

    Label {
        objectName: "pinHelp.words"
        width: parent.width
        paragraph: true
        color: Theme.text2
        text: sheet.model.words
    }
    Column {
        width: parent.width
        visible: sheet.model.step === "who"

        Repeater {
            model: sheet.model.helpers

            delegate: NavRow {
                required property string key
                required property string name

                objectName: "pinHelp.helper"
                width: parent?.width ?? 0
                iconName: "user"
                text: name
                onClicked: sheet.model.choose(key)
            }
        }
    }
    PinDots {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: sheet.typing
        length: sheet.model.length
        filled: sheet.model.typed
        wrong: sheet.model.message !== ""
    }
    Label {
        objectName: "pinHelp.message"
        width: parent.width
        visible: text !== ""
        horizontalAlignment: sheet.typing ? Text.AlignHCenter : Text.AlignLeft
        paragraph: true
        role: Label.Role.Label
        color: Theme.critical
        text: sheet.model.message
        Accessible.role: Accessible.AlertMessage
    }
    PinPad {
        id: pad

        objectName: "pinHelp.pad"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: sheet.typing
        enabled: sheet.typing && !sheet.model.locked && !sheet.model.busy
        onDigit: value => sheet.model.press(value)
        onBackspace: sheet.model.erase()
    }

    Connections {
        target: sheet.model

        function onStepChanged() {
            if (sheet.model.step === "")
                sheet.close();
            else if (!sheet.opened)
                sheet.open();
            if (sheet.typing)
                pad.forceActiveFocus();
        }
    }
}
