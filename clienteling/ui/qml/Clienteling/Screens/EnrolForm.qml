import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Head office's address and the one-time code.
FocusScope {
    id: form

    required property EnrolModel model

    implicitHeight: column.height

    function send() {
        form.model.enrol(address.text, code.text);
    }

    Column {
        id: column

        width: parent.width
        spacing: Theme.space24

        Label {
            width: parent.width
            text: qsTr("Set up this tablet")
            role: Label.Role.Display
        }
        Label {
            width: parent.width
            text: qsTr("IT or head office gives you an address and a code for this store. The code works once.")
            role: Label.Role.Body
            color: Theme.text2
            paragraph: true
        }
        Field {
            id: address

            objectName: "enrol.address"
            width: parent.width
            label: qsTr("Head office's address")
            placeholder: "https://"
            inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase
            error: form.model.wrongField === "address" ? form.model.message : ""
            focus: true
            onAccepted: code.forceActiveFocus()
        }
        Field {
            id: code

            objectName: "enrol.code"
            width: parent.width
            label: qsTr("One-time code")
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhPreferUppercase
            error: form.model.wrongField === "code" ? form.model.message : ""
            onAccepted: form.send()
        }
        Button {
            objectName: "enrol.send"
            text: qsTr("Set up")
            iconName: "device-tablet"
            kind: Button.Kind.Primary
            busy: form.model.busy
            onClicked: form.send()
        }
    }
}
