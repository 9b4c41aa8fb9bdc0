pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Name, ways to reach them, language, birthday, what they allow.
FocusScope {
    id: form

    required property NewCustomerModel model
    required property HandOverModel hands
    // Whether there is no room for the button above the form.
    property bool offering: false

    function handOver() {
        form.hands.register(form.model.name, form.model.phone, form.model.email, form.model.birthday,
            form.model.language, form.model.inBook);
    }
    function errorOf(field: string): string {
        return form.model.wrongField === field ? form.model.error : "";
    }

    ScrollColumn {
        id: column

        // The mark of the scrolling and the rings of the focus stand beside the fields, not on them.
        anchors.fill: parent
        anchors.leftMargin: -Theme.space12
        anchors.rightMargin: -Theme.space12
        sideMargin: Theme.space12
        spacing: Theme.space24

        IconLine {
            objectName: "new.error"
            width: parent.width
            visible: form.model.wrongField === "" && form.model.error !== ""
            iconName: "warning-circle"
            iconColor: Theme.critical
            color: Theme.critical
            text: form.model.error
            role: Label.Role.Label
            Accessible.role: Accessible.AlertMessage
        }
        Button {
            objectName: "new.handOver"
            text: qsTr("Let the customer fill it in")
            iconName: "pencil"
            visible: form.offering
            enabled: !form.model.busy
            onClicked: form.handOver()
        }
        Field {
            id: name

            objectName: "new.name"
            width: parent.width
            label: qsTr("Name, as they give it")
            text: form.model.name
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
            text: form.model.phone
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
            text: form.model.email
            error: form.errorOf("email")
            inputMethodHints: Qt.ImhEmailCharactersOnly
            onEdited: text => form.model.edit("email", text)
            onAccepted: language.forceActiveFocus(Qt.TabFocusReason)
        }
        SelectField {
            id: language

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
            value: form.model.birthday
            error: form.errorOf("birthday")
            onEdited: value => form.model.edit("birthday", birthday.half ? "?" : value)
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
        Button {
            objectName: "new.clear"
            visible: form.model.touched
            text: qsTr("Empty the form")
            iconName: "trash"
            kind: Button.Kind.Quiet
            onClicked: form.model.clear()
        }
    }

    Connections {
        target: form.model

        function onCleared() {
            birthday.restore();
        }
        function onRefused(field: string) {
            const item = { "name": name, "phone": phone, "email": email, "birthday": birthday }[field];
            if (item)
                item.forceActiveFocus(Qt.OtherFocusReason);
            else
                column.contentY = 0;
        }
    }
}
