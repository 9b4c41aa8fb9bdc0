pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The words of a note, to be put differently.
EnrichmentSheet {
    id: sheet

    required property NoteEditModel model
    readonly property TextBox box: words.item as TextBox

    state: model
    objectName: "sheet.noteEdit"
    title: qsTr("Change the words")
    primaryEnabled: sheet.model.canSave
    initialFocus: sheet.box
    wrongItem: sheet.box
    onPrimary: sheet.model.save()
    onTurned: sheet.box.text = sheet.model.text

    Part {
        id: words

        width: parent.width
        sourceComponent: TextBox {
            objectName: "noteEdit.text"
            text: sheet.model.text
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
}
