pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// One field of Details: typed, or one of its choices.
EnrichmentSheet {
    id: sheet

    required property FieldSheetModel model
    readonly property bool choosing: sheet.model.options.length > 0

    state: model
    objectName: "sheet.field"
    title: sheet.model.label
    primaryEnabled: !sheet.choosing
    initialFocus: sheet.choosing ? null : value
    onPrimary: sheet.model.save(value.text)

    Field {
        id: value

        objectName: "field.value"
        width: parent.width
        visible: !sheet.choosing
        label: sheet.model.label
        maximumLength: 200
        onAccepted: sheet.model.save(text)
    }
    Repeater {
        model: sheet.model.options

        ChoiceCard {
            id: card

            required property int index
            required property string modelData

            objectName: "field.option"
            width: parent.width
            text: modelData
            chosen: index === sheet.model.option
            onClicked: sheet.model.saveOption(index)

            Label {
                width: parent.width
                text: card.modelData
                role: Label.Role.Strong
            }
        }
    }

    Connections {
        target: sheet.model

        function onOpenedChanged() {
            value.text = sheet.model.value;
        }
    }
}
