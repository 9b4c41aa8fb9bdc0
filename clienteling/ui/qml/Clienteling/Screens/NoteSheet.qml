pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Quick note: the seller's words, chips learnt from them, a reminder, who sees it.
EnrichmentSheet {
    id: sheet

    required property NoteSheetModel model

    state: model
    objectName: "sheet.note"
    title: qsTr("Quick note")
    primaryEnabled: sheet.model.canSave
    initialFocus: words
    wrongItem: words
    onPrimary: sheet.model.save()
    onTurned: words.text = sheet.model.text

    TextBox {
        id: words

        objectName: "note.text"
        width: parent.width
        text: sheet.model.text
        placeholder: qsTr("What the customer says, in their words")
        accessibleName: qsTr("Note")
        error: sheet.error !== "" ? sheet.error : sheet.model.tooLong
        onEdited: text => sheet.model.edit(text)
        onPasteRefused: length => sheet.model.refusePaste(length)
    }

    SensitiveNotice {
        width: parent.width
        model: sheet.model
    }

    NoteHints {
        width: parent.width
        visible: sheet.model.hasHints
        model: sheet.model
    }

    Column {
        width: parent.width

        Divider {
            width: parent.width
        }
        NavRow {
            objectName: "note.reminder"
            width: parent.width
            text: qsTr("Remind me")
            iconName: "calendar-plus"
            value: sheet.model.reminderText
            onClicked: reminders.openAt(this)
        }
        NavRow {
            objectName: "note.audience"
            width: parent.width
            text: qsTr("Who sees it")
            iconName: "users-three"
            value: sheet.model.audiences[sheet.model.audience]
            onClicked: audiences.openAt(this)
        }
    }

    NoteReminderMenu {
        id: reminders

        model: sheet.model
    }

    Menu {
        id: audiences

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

    Connections {
        target: sheet.model

        function onTextReset() {
            words.text = sheet.model.text;
        }
    }
}
