import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What can be done about something that head office sent back.
Flow {
    id: actions

    required property SyncRejectedModel model
    required property SyncRejectedForm form

    spacing: Theme.space12

    Button {
        id: send

        objectName: "sync.sendAgain"
        text: actions.form && actions.form.count > 0 ? qsTr("Fix and send again") : qsTr("Send again")
        iconName: "paper-plane-tilt"
        kind: Button.Kind.Primary
        onClicked: actions.model.sendAgain(actions.form.values())
    }
    Button {
        objectName: "sync.openRejected"
        text: qsTr("Open profile")
        kind: Button.Kind.Quiet
        height: send.height
        onClicked: actions.model.openCustomer()
    }
    Button {
        objectName: "sync.saveRejected"
        text: qsTr("Save all as a file")
        kind: Button.Kind.Quiet
        height: send.height
        onClicked: actions.model.support.ask("quarantine")
    }
}
