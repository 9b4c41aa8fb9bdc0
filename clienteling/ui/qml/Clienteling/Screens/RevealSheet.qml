import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The PIN again, after many numbers and addresses were shown within an hour.
Sheet {
    id: sheet

    required property RevealModel model

    objectName: "sheet.reveal"
    title: qsTr("Your PIN, please")
    primaryText: ""
    initialFocus: pad
    onCloseWanted: sheet.model.cancel()
    // Made because it is wanted.
    Component.onCompleted: if (sheet.model.asking)
        sheet.open()

    Label {
        width: parent.width
        paragraph: true
        color: Theme.text2
        text: qsTr("You have shown many contacts within an hour. Type your PIN to go on.")
    }
    PinDots {
        anchors.horizontalCenter: parent.horizontalCenter
        length: sheet.model.length
        filled: sheet.model.typed
        wrong: sheet.model.message !== ""
    }
    Label {
        objectName: "reveal.message"
        width: parent.width
        visible: text !== ""
        horizontalAlignment: Text.AlignHCenter
        paragraph: true
        role: Label.Role.Label
        color: Theme.critical
        text: sheet.model.message
        Accessible.role: Accessible.AlertMessage
    }
    PinPad {
        id: pad

        objectName: "reveal.pad"
        anchors.horizontalCenter: parent.horizontalCenter
        enabled: sheet.model.asking && !sheet.model.busy
        onDigit: value => sheet.model.press(value)
        onBackspace: sheet.model.erase()
    }

    Connections {
        target: sheet.model

        function onAskingChanged() {
            if (sheet.model.asking && !sheet.opened)
                sheet.open();
            else if (!sheet.model.asking)
                sheet.close();
        }
    }
}
