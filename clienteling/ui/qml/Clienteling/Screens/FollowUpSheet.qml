pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A task about the customer: what, when, by whom.
EnrichmentSheet {
    id: sheet

    required property FollowUpSheetModel model
    readonly property TextBox box: words.item as TextBox
    readonly property DateField field: day.item as DateField

    state: model
    objectName: "sheet.followUp"
    title: sheet.model.changing ? qsTr("Change follow-up") : qsTr("Follow-up")
    primaryEnabled: sheet.box !== null && sheet.box.text.trim() !== ""
    initialFocus: sheet.box
    wrongItem: sheet.model.due === "" ? sheet.field : sheet.box
    onPrimary: sheet.model.save(sheet.box.text)
    onTurned: {
        sheet.box.text = sheet.model.text;
        sheet.field.restore();
    }

    Part {
        id: words

        width: parent.width
        sourceComponent: TextBox {
            objectName: "followUp.text"
            label: qsTr("What is to be done")
            minimumHeight: 112
            accessibleName: qsTr("What is to be done")
            error: sheet.wrongItem === this ? sheet.error : ""
            onEdited: text => sheet.model.typed(text)
            onPasteRefused: length => sheet.model.refusePaste(length)
        }
    }
    SensitiveNotice {
        width: parent.width
        model: sheet.model
    }
    Label {
        text: qsTr("When")
        role: Label.Role.Label
    }
    Part {
        width: parent.width
        sourceComponent: ChipFlow {
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
    }
    Part {
        id: day

        width: parent.width
        sourceComponent: DateField {
            objectName: "followUp.due"
            label: qsTr("Day")
            value: sheet.model.due
            error: sheet.wrongItem === this ? sheet.error : ""
            onEdited: value => sheet.model.setDue(value)
        }
    }
    Part {
        width: parent.width
        sourceComponent: SelectField {
            objectName: "followUp.seller"
            label: qsTr("Who does it")
            options: sheet.model.sellers
            currentIndex: sheet.model.seller
            onChosen: index => sheet.model.chooseSeller(index)
        }
    }
}
