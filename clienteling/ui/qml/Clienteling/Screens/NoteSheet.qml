pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Quick note: the seller's words, chips learnt from them, a reminder, who sees it.
EnrichmentSheet {
    id: sheet

    required property NoteSheetModel model
    readonly property TextBox box: words.item as TextBox

    state: model
    objectName: "sheet.note"
    title: qsTr("Quick note")
    primaryEnabled: sheet.model.canSave
    initialFocus: sheet.box
    wrongItem: sheet.box
    onPrimary: sheet.model.save()
    onTurned: sheet.box.text = sheet.model.text

    Part {
        id: words

        width: parent.width
        sourceComponent: TextBox {
            objectName: "note.text"
            text: sheet.model.text
            placeholder: qsTr("What the customer says, in their words")
            accessibleName: qsTr("Note")
            error: sheet.error !== "" ? sheet.error : sheet.model.tooLong
            onEdited: text => sheet.model.edit(text)
            onPasteRefused: length => sheet.model.refusePaste(length)
        }
    }

    SensitiveNotice {
        width: parent.width
        model: sheet.model
    }

    Part {
        width: parent.width
        wanted: sheet.model.hasHints || item !== null
        visible: sheet.model.hasHints
        sourceComponent: NoteHints {
            model: sheet.model
        }
    }

    Part {
        width: parent.width
        sourceComponent: Column {
            Divider {
                width: parent.width
            }
            NavRow {
                objectName: "note.reminder"
                width: parent.width
                text: qsTr("Remind me")
                iconName: "calendar-plus"
                value: sheet.model.reminderText
                onClicked: {
                    reminders.wanted = true;
                    (reminders.item as NoteReminderMenu).openAt(this);
                }
            }
            NavRow {
                objectName: "note.audience"
                width: parent.width
                text: qsTr("Who sees it")
                iconName: "users-three"
                value: sheet.model.audiences[sheet.model.audience]
                onClicked: {
                    audiences.wanted = true;
                    (audiences.item as Menu).openAt(this);
                }
            }
        }
    }

    OnDemand {
        id: reminders

        sourceComponent: NoteReminderMenu {
            model: sheet.model
        }
    }

    OnDemand {
        id: audiences

        sourceComponent: Menu {
            MenuRow {
                text: sheet.model.audiences[0]
                iconName: "storefront"
                onTriggered: sheet.model.chooseAudience(0)
            }
            MenuRow {
                text: sheet.model.audiences[1]
                iconName: "buildings"
                onTriggered: sheet.model.chooseAudience(1)
            }
            MenuRow {
                text: sheet.model.audiences[2]
                iconName: "lock-simple"
                onTriggered: sheet.model.chooseAudience(2)
            }
        }
    }

    Connections {
        target: sheet.model

        function onTextReset() {
            if (sheet.box)
                sheet.box.text = sheet.model.text;
        }
    }
}
