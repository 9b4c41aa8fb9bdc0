import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The PIN of the chosen seller: prompt, dots, pad, and what went wrong.
FocusScope {
    id: side

    required property SignInModel model
    required property bool landscape

    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        y: side.landscape ? Math.max(120, Math.round((side.height - height) / 2) + 24) : Theme.space24
        width: Math.min(side.width - 2 * Theme.space40, 400)
        spacing: side.landscape ? Theme.space24 : Theme.space16

        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: side.model.prompt
            role: Label.Role.Title
        }

        PinDots {
            anchors.horizontalCenter: parent.horizontalCenter
            length: side.model.length
            filled: side.model.typed
            wrong: side.model.message !== ""
        }

        Label {
            width: parent.width
            height: Math.max(implicitHeight, Theme.space24)
            horizontalAlignment: Text.AlignHCenter
            text: side.model.message
            role: Label.Role.Label
            color: Theme.critical
            Accessible.role: Accessible.AlertMessage
        }

        PinPad {
            objectName: "signIn.pad"
            anchors.horizontalCenter: parent.horizontalCenter
            enabled: side.model.chosen && !side.model.locked && !side.model.busy
            onDigit: value => side.model.press(value)
            onBackspace: side.model.erase()
        }

        TextLink {
            objectName: "signIn.forgotten"
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("I forgot my PIN")
            onClicked: side.model.forgotten()
        }
    }
}
