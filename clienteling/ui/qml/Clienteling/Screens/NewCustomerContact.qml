import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Their name, and ways to reach them.
Column {
    id: fields

    required property NewCustomerModel model

    // Enter in the last one.
    signal accepted

    function errorOf(field: string): string {
        return fields.model.wrongField === field ? fields.model.error : "";
    }

    spacing: Theme.space24

    Field {
        id: name

        objectName: "new.name"
        width: parent.width
        label: qsTr("Name, as they give it")
        text: fields.model.name
        error: fields.errorOf("name")
        focus: true
        onEdited: text => fields.model.edit("name", text)
        onAccepted: phone.forceActiveFocus()
    }
    Field {
        id: phone

        objectName: "new.phone"
        width: parent.width
        label: qsTr("Phone")
        text: fields.model.phone
        error: fields.errorOf("phone")
        inputMethodHints: Qt.ImhDialableCharactersOnly
        onEdited: text => fields.model.edit("phone", text)
        onAccepted: email.forceActiveFocus()
    }
    Field {
        id: email

        objectName: "new.email"
        width: parent.width
        label: qsTr("E-mail")
        text: fields.model.email
        error: fields.errorOf("email")
        inputMethodHints: Qt.ImhEmailCharactersOnly
        onEdited: text => fields.model.edit("email", text)
        onAccepted: fields.accepted()
    }

    Connections {
        target: fields.model

        function onRefused(field: string) {
            const item = { "name": name, "phone": phone, "email": email }[field];
            if (item)
                item.forceActiveFocus(Qt.OtherFocusReason);
        }
    }
}
