pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The words of a note, to be put differently.
EnrichmentSheet {
    id: sheet

    required property NoteEditModel model

    state: model
    objectName: "sheet.noteEdit"
    title: qsTr("Change the words")
    primaryEnabled: sheet.model.canSave
    initialFocus: words
    wrongItem: words
    onPrimary: sheet.model.save()
    onTurned: words.text = sheet.model.text

    TextBox {
        id: words

        objectName: "noteEdit.text"
        width: parent.width
        text: sheet.model.text
        accessibleName: qsTr("Note")
        error: sheet.error !== "" ? sheet.error : sheet.model.tooLong
        onEdited: text => sheet.model.edit(text)
        onPasteRefused: length => sheet.model.refusePaste(length)
    }

    SensitiveNotice {
        width: parent.width
        model: sheet.model
    }
}
