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
    primaryEnabled: words.text.trim() !== ""
    initialFocus: words
    wrongItem: sheet.model.due === "" ? day : words
    onPrimary: sheet.model.save(words.text)
    onTurned: {
        words.text = sheet.model.text;
        day.restore();
    }

    TextBox {
        id: words

        objectName: "followUp.text"
        width: parent.width
        label: qsTr("What is to be done")
        minimumHeight: 112
        accessibleName: qsTr("What is to be done")
        error: sheet.wrongItem === words ? sheet.error : ""
        onEdited: text => sheet.model.typed(text)
        onPasteRefused: length => sheet.model.refusePaste(length)
    }
    SensitiveNotice {
        width: parent.width
        model: sheet.model
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
            kind: sheet.model.days === 1 ? Chip.Kind.Chosen : Chip.Kind.Offered
            onClicked: sheet.model.dueIn(1)
        }
        Chip {
            objectName: "followUp.week"
            text: qsTr("In a week")
            large: true
            kind: sheet.model.days === 7 ? Chip.Kind.Chosen : Chip.Kind.Offered
            onClicked: sheet.model.dueIn(7)
        }
        Chip {
            objectName: "followUp.month"
            text: qsTr("In a month")
            large: true
            kind: sheet.model.days === 30 ? Chip.Kind.Chosen : Chip.Kind.Offered
            onClicked: sheet.model.dueIn(30)
        }
    }
    DateField {
        id: day

        objectName: "followUp.due"
        width: parent.width
        label: qsTr("Day")
        value: sheet.model.due
        error: sheet.wrongItem === day ? sheet.error : ""
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
}
