import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A date that comes back every year; the year may stay open.
EnrichmentSheet {
    id: sheet

    required property DateSheetModel model

    state: model
    objectName: "sheet.date"
    title: qsTr("Important date")
    primaryEnabled: day.currentValue !== "" || day.half
    wrongItem: day
    onPrimary: sheet.model.save(day.currentValue, words.text)
    onTurned: {
        words.text = sheet.model.label;
        day.restore();
    }

    SelectField {
        objectName: "date.kind"
        width: parent.width
        label: qsTr("What is it?")
        options: sheet.model.kinds
        currentIndex: sheet.model.kind
        onChosen: index => sheet.model.chooseKind(index)
    }
    DateField {
        id: day

        objectName: "date.day"
        width: parent.width
        label: qsTr("When")
        yearOptional: true
        dayOptional: true
        value: sheet.model.value
        error: sheet.error
        onEdited: sheet.model.retyped()
    }
    Field {
        id: words

        objectName: "date.label"
        width: parent.width
        label: qsTr("Whose, or what for")
        onAccepted: {
            if (sheet.primaryEnabled)
                sheet.model.save(day.currentValue, text);
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
