import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A task about the customer: what, when, by whom.
EnrichmentSheet {
    id: sheet

    required property FollowUpSheetModel model

    state: model
    objectName: "sheet.followUp"
    title: sheet.model.changing ? qsTr("Change follow-up") : qsTr("Follow-up")
    primaryEnabled: words.text.trim() !== "" && sheet.model.due !== ""
    initialFocus: words
    onPrimary: sheet.model.save(words.text)

    TextBox {
        id: words

        objectName: "followUp.text"
        width: parent.width
        label: qsTr("What is to be done")
        minimumHeight: 112
        accessibleName: qsTr("What is to be done")
    }
    Label {
        text: qsTr("When")
        role: Label.Role.Label
    }
    ChipFlow {
        width: parent.width
        large: true

        Chip {
            objectName: "followUp.tomorrow"
            text: qsTr("Tomorrow")
            large: true
            kind: Chip.Kind.Offered
            onClicked: sheet.model.dueIn(1)
        }
        Chip {
            objectName: "followUp.week"
            text: qsTr("In a week")
            large: true
            kind: Chip.Kind.Offered
            onClicked: sheet.model.dueIn(7)
        }
        Chip {
            objectName: "followUp.month"
            text: qsTr("In a month")
            large: true
            kind: Chip.Kind.Offered
            onClicked: sheet.model.dueIn(30)
        }
    }
    DateField {
        objectName: "followUp.due"
        width: parent.width
        label: qsTr("Day")
        value: sheet.model.due
        onEdited: value => sheet.model.setDue(value)
    }
    SelectField {
        objectName: "followUp.seller"
        width: parent.width
        label: qsTr("Who does it")
        options: sheet.model.sellers
        currentIndex: sheet.model.seller
        onChosen: index => sheet.model.chooseSeller(index)
    }

    Connections {
        target: sheet.model

        function onOpenedChanged() {
            words.text = sheet.model.text;
        }
    }
}
