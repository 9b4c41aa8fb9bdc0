pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A new way to reach the customer, or the right value of one.
EnrichmentSheet {
    id: sheet

    required property ContactSheetModel model
    readonly property Field field: value.item as Field
    readonly property Field words: label.item as Field

    state: model
    objectName: "sheet.contact"
    title: sheet.model.correcting ? qsTr("Correct contact") : qsTr("New contact")
    primaryEnabled: sheet.field !== null && sheet.field.text.trim() !== ""
    initialFocus: sheet.field
    wrongItem: sheet.field
    onPrimary: sheet.model.save(sheet.field.text, sheet.words.text)
    onTurned: {
        sheet.field.text = sheet.model.value;
        sheet.words.text = "";
    }

    Part {
        width: parent.width
        visible: !sheet.model.correcting
        sourceComponent: SelectField {
            objectName: "contact.kind"
            label: qsTr("Kind")
            options: sheet.model.kinds
            currentIndex: sheet.model.kind
            onChosen: index => sheet.model.chooseKind(index)
        }
    }
    Part {
        id: value

        width: parent.width
        sourceComponent: Field {
            objectName: "contact.value"
            label: sheet.model.kinds[sheet.model.kind] ?? ""
            error: sheet.error
            inputMethodHints: sheet.model.kind === 0 ? Qt.ImhEmailCharactersOnly
                : sheet.model.kind === 1 ? Qt.ImhDialableCharactersOnly : Qt.ImhNone
            onEdited: sheet.model.retyped()
            onAccepted: {
                if (label.visible)
                    sheet.words.forceActiveFocus();
                else if (text.trim() !== "")
                    sheet.model.save(text, sheet.words.text);
            }
        }
    }
    Part {
        id: label

        width: parent.width
        visible: !sheet.model.correcting
        joined: true
        sourceComponent: Field {
            objectName: "contact.label"
            label: qsTr("Label (work, home ...)")
            onAccepted: {
                if (sheet.field.text.trim() !== "")
                    sheet.model.save(sheet.field.text, text);
            }
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
