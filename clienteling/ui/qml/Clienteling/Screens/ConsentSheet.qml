pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The question in the customer's language, and their answer. A no always wins.
EnrichmentSheet {
    id: sheet

    required property ConsentSheetModel model

    state: model
    objectName: "sheet.consent"
    title: qsTr("Consent")
    primaryEnabled: sheet.model.answer !== ""
    onPrimary: sheet.model.save()

    Part {
        width: parent.width
        sourceComponent: SelectField {
            objectName: "consent.purpose"
            label: qsTr("What for")
            options: sheet.model.purposes
            currentIndex: sheet.model.purpose
            onChosen: index => sheet.model.choosePurpose(index)
        }
    }
    Part {
        width: parent.width
        joined: true
        sourceComponent: SelectField {
            objectName: "consent.channel"
            label: qsTr("By which means")
            options: sheet.model.channels
            currentIndex: sheet.model.channel
            onChosen: index => sheet.model.chooseChannel(index)
        }
    }
    Label {
        width: parent.width
        text: sheet.model.now
        role: Label.Role.Caption
        color: Theme.text2
    }
    Label {
        width: parent.width
        text: sheet.model.question
        role: Label.Role.Heading
        paragraph: true
    }
    Part {
        width: parent.width
        sourceComponent: ChoiceCard {
            objectName: "consent.yes"
            text: qsTr("Yes")
            caption: qsTr("The customer says")
            chosen: sheet.model.answer === "granted"
            onClicked: sheet.model.chooseAnswer("granted")

            Label {
                width: parent.width
                text: qsTr("Yes, you may")
                role: Label.Role.Title
            }
        }
    }
    Part {
        width: parent.width
        joined: true
        sourceComponent: ChoiceCard {
            objectName: "consent.no"
            text: qsTr("No")
            caption: qsTr("The customer says")
            chosen: sheet.model.answer === "withdrawn"
            onClicked: sheet.model.chooseAnswer("withdrawn")

            Label {
                width: parent.width
                text: qsTr("No, please do not")
                role: Label.Role.Title
            }
        }
    }
}
