pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A date that comes back every year; the year may stay open.
EnrichmentSheet {
    id: sheet

    required property DateSheetModel model
    readonly property DateField field: day.item as DateField
    readonly property Field label: words.item as Field

    state: model
    objectName: "sheet.date"
    title: qsTr("Important date")
    primaryEnabled: (sheet.field?.currentValue ?? "") !== "" || (sheet.field?.half ?? false)
    wrongItem: sheet.field
    onPrimary: sheet.model.save(sheet.field.currentValue, sheet.label.text)
    onTurned: {
        sheet.label.text = sheet.model.label;
        sheet.field.restore();
    }

    Part {
        width: parent.width
        sourceComponent: SelectField {
            objectName: "date.kind"
            label: qsTr("What is it?")
            options: sheet.model.kinds
            currentIndex: sheet.model.kind
            onChosen: index => sheet.model.chooseKind(index)
        }
    }
    Part {
        id: day

        width: parent.width
        sourceComponent: DateField {
            objectName: "date.day"
            label: qsTr("When")
            yearOptional: true
            dayOptional: true
            value: sheet.model.value
            error: sheet.error
            onEdited: sheet.model.retyped()
        }
    }
    Part {
        id: words

        width: parent.width
        sourceComponent: Field {
            objectName: "date.label"
            label: qsTr("Whose, or what for")
            onAccepted: {
                if (sheet.primaryEnabled)
                    sheet.model.save(sheet.field.currentValue, text);
            }
        }
    }
    Button {
        objectName: "date.remove"
        visible: sheet.model.changing
        text: qsTr("Remove")
        iconName: "trash"
        kind: Button.Kind.Quiet
        onClicked: sheet.model.remove()
    }
}
