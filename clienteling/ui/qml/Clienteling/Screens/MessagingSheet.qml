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
    wanted: step !== ""
    onPrimary: step === "turn" ? sheet.model.sent() : step === "done" ? sheet.model.end() : sheet.model.begin()
    onCloseWanted: sheet.model.close()

    component Step: Part {
        required property string step

        width: parent?.width ?? 0
        wanted: sheet.step === step
        visible: wanted
        opacity: lit ? 1 : 0
        enabled: lit
    }

    IconLine {
        objectName: "messaging.error"
        width: parent.width
        visible: text !== ""
        role: Label.Role.Body
        iconName: "warning"
        iconColor: Theme.critical
        text: sheet.model.error
    }
    Step {
        step: "list"
        sourceComponent: Column {
            spacing: Theme.space24

            MessagingText {
                width: parent.width
                model: sheet.model.people
            }
            Part {
                width: parent.width
                sourceComponent: MessagingPeople {
                    model: sheet.model.people
                }
            }
        }
    }
    Step {
        step: "turn"
        sourceComponent: MessagingTurn {
            model: sheet.model
        }
    }
    Step {
        step: "done"
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
    }
}
