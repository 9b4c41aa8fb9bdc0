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

    Connections {
        target: form.model

        function onRefused(field: string) {
            (field === "address" ? address : code).forceActiveFocus();
        }
    }

    Column {
        id: column

        width: parent.width
        spacing: Theme.space24

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
            text: form.model.busy ? qsTr("Asking head office") : qsTr("Set up")
            iconName: "device-tablet"
            kind: Button.Kind.Primary
            busy: form.model.busy
            onClicked: form.send()
        }
    }
}
