pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// One text to several: the list, then one customer after the other, then what became of it.
Sheet {
    id: sheet

    required property MessagingModel model
    readonly property string step: model.step

    objectName: "sheet.messaging"
    title: step === "turn" ? model.name : step === "done" ? qsTr("All had their turn") : qsTr("Message these customers")
    subtitle: step === "turn" ? model.place : step === "done" ? model.outcome : model.people.summary
    primaryText: step === "turn" ? qsTr("Sent, next") : step === "done" ? qsTr("Done") : qsTr("Begin")
    primaryEnabled: step === "turn" ? model.copied : step === "done" || model.people.ready
    busy: model.busy
    onPrimary: step === "turn" ? sheet.model.sent() : step === "done" ? sheet.model.end() : sheet.model.begin()
    onCloseWanted: sheet.model.close()
    // Made because it is wanted.
    Component.onCompleted: if (sheet.step !== "")
        sheet.open()

    IconLine {
        objectName: "messaging.error"
        width: parent.width
        visible: text !== ""
        role: Label.Role.Body
        iconName: "warning"
        iconColor: Theme.critical
        text: sheet.model.error
    }
    Loader {
        width: parent.width
        active: sheet.step === "list"
        visible: active
        sourceComponent: Column {
            spacing: Theme.space24

            MessagingText {
                width: parent.width
                model: sheet.model.people
            }
            MessagingPeople {
                width: parent.width
                model: sheet.model.people
            }
        }
    }
    Loader {
        width: parent.width
        active: sheet.step === "turn"
        visible: active
        sourceComponent: MessagingTurn {
            model: sheet.model
        }
    }
    Loader {
        width: parent.width
        active: sheet.step === "done"
        visible: active
        sourceComponent: MessagingDone {
            model: sheet.model
        }
    }

    OnDemand {
        wanted: sheet.model.reveal.asking
        sourceComponent: RevealSheet {
            model: sheet.model.reveal
        }
    }

    Connections {
        target: sheet.model

        // The button that was tapped is off now: without this nothing would have the focus, nor hear Escape.
        function onTurned() {
            sheet.contentItem.forceActiveFocus(Qt.OtherFocusReason);
        }
        function onStepChanged() {
            if (sheet.model.step !== "")
                sheet.open();
            else
                sheet.close();
        }
    }
}
