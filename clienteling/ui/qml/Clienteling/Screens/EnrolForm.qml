import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Head office's address and the one-time code; the passphrase where the key of the tablet needs one.
FocusScope {
    id: form

    required property EnrolModel model

    implicitHeight: column.height

    readonly property bool opening: form.model.step === "passphrase"

    function send() {
        if (form.opening)
            form.model.unlock(passphrase.text);
        else
            form.model.enrol(address.text, code.text, passphrase.text);
    }

    Connections {
        target: form.model

        function onRefused(field: string) {
            (field === "address" ? address : field === "passphrase" ? passphrase : code).forceActiveFocus();
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
            visible: !form.opening
            label: qsTr("Head office's address")
            placeholder: "https://"
            Component.onCompleted: text = form.model.address
            inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase
            error: form.model.wrongField === "address" ? form.model.message : ""
            focus: !form.opening
            onAccepted: code.forceActiveFocus()
        }
        Field {
            id: code

            objectName: "enrol.code"
            width: parent.width
            visible: !form.opening
            label: qsTr("One-time code")
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhPreferUppercase
            error: form.model.wrongField === "code" ? form.model.message : ""
            onAccepted: form.send()
        }
        Field {
            id: passphrase

            objectName: "enrol.passphrase"
            width: parent.width
            visible: form.model.needsPassphrase
            label: qsTr("Passphrase of this tablet")
            help: form.opening ? "" : qsTr("At least 12 characters. It is asked at every start; nobody can find it out for you.")
            password: true
            maximumLength: 1000
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase | Qt.ImhSensitiveData
            error: form.model.wrongField === "passphrase" ? form.model.message : ""
            focus: form.opening
            onAccepted: form.send()
        }
        Button {
            objectName: "enrol.send"
            text: form.opening ? qsTr("Open") : form.model.busy ? qsTr("Asking head office")
                : form.model.again ? qsTr("Enrol again") : qsTr("Set up")
            iconName: form.opening ? "lock-key" : "device-tablet"
            kind: Button.Kind.Primary
            busy: form.model.busy
            onClicked: form.send()
        }
        Button {
            objectName: "enrol.notNow"
            visible: form.model.again && !form.model.busy
            text: qsTr("Not now")
            kind: Button.Kind.Quiet
            onClicked: form.model.notNow()
        }
    }
}
