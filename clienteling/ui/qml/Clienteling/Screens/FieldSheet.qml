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
    primaryText: sheet.choosing ? "" : qsTr("Save")
    initialFocus: sheet.choosing ? null : value
    wrongItem: sheet.choosing ? null : value
    onPrimary: sheet.model.save(value.text)
    onTurned: value.text = sheet.model.value

    Field {
        id: value

        objectName: "field.value"
        width: parent.width
        visible: !sheet.choosing
        label: sheet.model.label
        error: sheet.error
        onEdited: sheet.model.retyped()
        onAccepted: sheet.model.save(text)
    }
    Label {
        width: parent.width
        visible: sheet.choosing
        text: qsTr("Tap to save")
        role: Label.Role.Caption
        color: Theme.text2
    }
    ChipFlow {
        width: parent.width
        visible: sheet.choosing
        large: true

        Repeater {
            model: sheet.model.options

            Chip {
                required property int index
                required property string modelData

                objectName: "field.option"
                text: modelData
                large: true
                kind: index === sheet.model.option ? Chip.Kind.Chosen : Chip.Kind.Offered
                onClicked: sheet.model.saveOption(index)
            }
        }
    }
}
