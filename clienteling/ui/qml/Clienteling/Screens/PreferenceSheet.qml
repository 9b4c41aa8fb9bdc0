pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What it is about, then one tap on the value, or words of one's own.
EnrichmentSheet {
    id: sheet

    required property PreferenceSheetModel model

    state: model
    objectName: "sheet.preference"
    title: qsTr("Preference")
    primaryText: sheet.model.freeText ? qsTr("Save") : ""
    primaryEnabled: own.text.trim() !== ""
    wrongItem: sheet.model.freeText ? own : null
    onPrimary: sheet.model.saveValue(own.text)
    onTurned: own.text = ""

    SelectField {
        objectName: "preference.what"
        width: parent.width
        visible: !sheet.model.nothingToChoose
        label: qsTr("What is it about?")
        placeholder: qsTr("Choose one")
        options: sheet.model.names
        currentIndex: sheet.model.index
        onChosen: index => sheet.model.choose(index)
    }

    EmptyState {
        width: parent.width
        visible: sheet.model.nothingToChoose
        iconName: "heart"
        text: qsTr("Head office has not said yet which preferences are kept. A quick note keeps the words meanwhile.")
    }
    Label {
        width: parent.width
        visible: chips.count > 0
        text: qsTr("Tap to save")
        role: Label.Role.Caption
        color: Theme.text2
    }

    ChipFlow {
        width: parent.width
        large: true

        Repeater {
            id: chips

            model: sheet.model.values

            Chip {
                required property string key
                required property string label
                required property bool held

                objectName: "preference.value." + key
                text: label
                large: true
                kind: held ? Chip.Kind.Chosen : Chip.Kind.Offered
                onClicked: sheet.model.saveValue(key)
            }
        }
    }

    Field {
        id: own

        objectName: "preference.own"
        width: parent.width
        visible: sheet.model.freeText
        label: chips.count > 0 ? qsTr("Something else") : qsTr("Value")
        error: sheet.error
        onEdited: sheet.model.retyped()
        onAccepted: if (text.trim() !== "")
            sheet.model.saveValue(text)
    }
}
