pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What it is about, then one tap on the value, or words of one's own.
EnrichmentSheet {
    id: sheet

    required property PreferenceSheetModel model
    readonly property Field field: own.item as Field

    state: model
    objectName: "sheet.preference"
    title: qsTr("Preference")
    primaryText: sheet.model.freeText ? qsTr("Save") : ""
    primaryEnabled: sheet.field !== null && sheet.field.text.trim() !== ""
    wrongItem: sheet.model.freeText ? sheet.field : null
    onPrimary: sheet.model.saveValue(sheet.field.text)
    onTurned: sheet.field.text = ""

    Part {
        width: parent.width
        visible: !sheet.model.nothingToChoose
        sourceComponent: SelectField {
            objectName: "preference.what"
            label: qsTr("What is it about?")
            placeholder: qsTr("Choose one")
            options: sheet.model.names
            currentIndex: sheet.model.index
            onChosen: index => sheet.model.choose(index)
        }
    }

    OnDemand {
        width: parent.width
        wanted: sheet.model.nothingToChoose
        visible: sheet.model.nothingToChoose
        sourceComponent: EmptyState {
            iconName: "heart"
            text: qsTr("Head office has not said yet which preferences are kept. A quick note keeps the words meanwhile.")
        }
    }
    Label {
        width: parent.width
        visible: chips.count > 0
        text: qsTr("Tap to save")
        role: Label.Role.Caption
        color: Theme.text2
    }

    ChipFlow {
        id: flow

        width: parent.width
        large: true

        Repeater {
            id: chips

            model: sheet.model.values

            Part {
                id: value

                required property int index
                required property string key
                required property string label
                required property bool held

                joined: index % 4 > 0
                sourceComponent: Chip {
                    objectName: "preference.value." + value.key
                    rightInset: flow.chipGap
                    text: value.label
                    large: true
                    kind: value.held ? Chip.Kind.Chosen : Chip.Kind.Offered
                    onClicked: sheet.model.saveValue(value.key)
                }
            }
        }
    }

    Part {
        id: own

        width: parent.width
        visible: sheet.model.freeText
        sourceComponent: Field {
            objectName: "preference.own"
            label: chips.count > 0 ? qsTr("Something else") : qsTr("Value")
            error: sheet.error
            onEdited: sheet.model.retyped()
            onAccepted: if (text.trim() !== "")
                sheet.model.saveValue(text)
        }
    }
}
