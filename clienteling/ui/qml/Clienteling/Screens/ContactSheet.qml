import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A new way to reach the customer, or the right value of one.
EnrichmentSheet {
    id: sheet

    required property ContactSheetModel model

    state: model
    objectName: "sheet.contact"
    title: sheet.model.correcting ? qsTr("Correct contact") : qsTr("New contact")
    primaryEnabled: value.text.trim() !== ""
    initialFocus: value
    wrongItem: value
    onPrimary: sheet.model.save(value.text, label.text)
    onTurned: {
        value.text = sheet.model.value;
        label.text = "";
    }

    SelectField {
        objectName: "contact.kind"
        width: parent.width
        visible: !sheet.model.correcting
        label: qsTr("Kind")
        options: sheet.model.kinds
        currentIndex: sheet.model.kind
        onChosen: index => sheet.model.chooseKind(index)
    }
    Field {
        id: value

        objectName: "contact.value"
        width: parent.width
        label: sheet.model.kinds[sheet.model.kind] ?? ""
        error: sheet.error
        inputMethodHints: sheet.model.kind === 0 ? Qt.ImhEmailCharactersOnly
            : sheet.model.kind === 1 ? Qt.ImhDialableCharactersOnly : Qt.ImhNone
        onEdited: sheet.model.retyped()
        onAccepted: {
            if (label.visible)
                label.forceActiveFocus();
            else if (text.trim() !== "")
                sheet.model.save(text, label.text);
        }
    }
    Field {
        id: label

        objectName: "contact.label"
        width: parent.width
        visible: !sheet.model.correcting
        label: qsTr("Label (work, home ...)")
        onAccepted: {
            if (value.text.trim() !== "")
                sheet.model.save(value.text, text);
        }
    }
    Button {
        objectName: "contact.remove"
        visible: sheet.model.correcting
        text: qsTr("Remove")
        iconName: "trash"
        kind: Button.Kind.Quiet
        onClicked: sheet.model.remove()
    }
}
