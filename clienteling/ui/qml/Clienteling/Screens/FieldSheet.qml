pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// One field of Details: typed, or one of its choices.
EnrichmentSheet {
    id: sheet

    required property FieldSheetModel model
    readonly property Field field: value.item as Field
    readonly property bool choosing: sheet.model.options.length > 0

    state: model
    objectName: "sheet.field"
    title: sheet.model.label
    primaryText: sheet.choosing ? "" : qsTr("Save")
    initialFocus: sheet.choosing ? null : sheet.field
    wrongItem: sheet.choosing ? null : sheet.field
    onPrimary: sheet.model.save(sheet.field.text)
    onTurned: sheet.field.text = sheet.model.value

    Part {
        id: value

        width: parent.width
        visible: !sheet.choosing
        sourceComponent: Field {
            objectName: "field.value"
            label: sheet.model.label
            error: sheet.error
            onEdited: sheet.model.retyped()
            onAccepted: sheet.model.save(text)
        }
    }
    Label {
        width: parent.width
        visible: sheet.choosing
        text: qsTr("Tap to save")
        role: Label.Role.Caption
        color: Theme.text2
    }
    ChipFlow {
        id: flow

        width: parent.width
        visible: sheet.choosing
        large: true

        Repeater {
            model: sheet.model.options

            Part {
                id: option

                required property int index
                required property string modelData

                joined: index % 4 > 0
                sourceComponent: Chip {
                    objectName: "field.option"
                    rightInset: flow.chipGap
                    text: option.modelData
                    large: true
                    kind: option.index === sheet.model.option ? Chip.Kind.Chosen : Chip.Kind.Offered
                    onClicked: sheet.model.saveOption(option.index)
                }
            }
        }
    }
}
