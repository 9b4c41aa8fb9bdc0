pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Name, ways to reach them, language, birthday, what they allow.
FocusScope {
    id: form

    required property NewCustomerModel model

    function errorOf(field: string): string {
        return form.model.wrongField === field ? form.model.error : "";
    }

    ScrollColumn {
        anchors.fill: parent
        sideMargin: 0
        spacing: Theme.space24

        Field {
            id: name

            objectName: "new.name"
            width: parent.width
            label: qsTr("Name, as they give it")
            error: form.errorOf("name")
            focus: true
            onEdited: text => form.model.edit("name", text)
            onAccepted: phone.forceActiveFocus()
        }
        Field {
            id: phone

            objectName: "new.phone"
            width: parent.width
            label: qsTr("Phone")
            error: form.errorOf("phone")
            inputMethodHints: Qt.ImhDialableCharactersOnly
            onEdited: text => form.model.edit("phone", text)
            onAccepted: email.forceActiveFocus()
        }
        Field {
            id: email

            objectName: "new.email"
            width: parent.width
            label: qsTr("E-mail")
            error: form.errorOf("email")
            inputMethodHints: Qt.ImhEmailCharactersOnly
            onEdited: text => form.model.edit("email", text)
        }
        SelectField {
            objectName: "new.language"
            width: parent.width
            label: qsTr("Language")
            options: form.model.languages
            currentIndex: form.model.language
            onChosen: index => form.model.chooseLanguage(index)
        }
        DateField {
            id: birthday

            objectName: "new.birthday"
            width: parent.width
            label: qsTr("Birthday (the year may stay open)")
            yearOptional: true
            error: form.errorOf("birthday")
            onEdited: value => form.model.edit("birthday", value)
        }
        NewCustomerConsents {
            width: parent.width
            model: form.model
        }
        Switch {
            objectName: "new.book"
            width: parent.width
            text: qsTr("Add to my book")
            checked: form.model.inBook
            onToggled: form.model.toggleBook()
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: form.model.wrongField === "" ? form.model.error : ""
            role: Label.Role.Label
            color: Theme.critical
            Accessible.role: Accessible.AlertMessage
        }
    }

    Connections {
        target: form.model

        function onCleared() {
            name.text = "";
            phone.text = "";
            email.text = "";
            birthday.value = "";
        }
    }
}
