import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What can be done about two values for one thing, and what becomes of the other one.
Item {
    id: answer

    required property SyncConflictModel model
    readonly property bool beside: actions.childrenRect.width + Theme.space24 + promise.implicitWidth <= width

    implicitHeight: beside ? actions.height : actions.height + Theme.space16 + promise.height

    Flow {
        id: actions

        width: parent.width
        spacing: Theme.space12

        Button {
            objectName: "sync.keep"
            width: Math.min(implicitWidth, answer.width)
            text: answer.model.keepText
            iconName: "check"
            kind: Button.Kind.Primary
            enabled: answer.model.choice !== ""
            onClicked: answer.model.keep()
        }
        Button {
            id: later

            objectName: "sync.later"
            text: qsTr("Ask later")
            onClicked: answer.model.later()
        }
        Button {
            objectName: "sync.openCustomer"
            text: qsTr("Open profile")
            kind: Button.Kind.Quiet
            height: later.height
            onClicked: answer.model.openCustomer()
        }
    }
    Label {
        id: promise

        x: answer.beside ? parent.width - width : 0
        y: answer.beside ? Math.round((actions.height - height) / 2) : actions.height + Theme.space16
        width: Math.min(implicitWidth, answer.width)
        text: qsTr("The other value stays in the history.")
        role: Label.Role.Caption
        color: Theme.text2
    }
}
