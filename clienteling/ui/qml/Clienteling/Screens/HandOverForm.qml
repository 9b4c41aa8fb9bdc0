pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Somebody new fills in who they are.
Card {
    id: form

    required property HandOverModel model

    // A field that must be looked at is so far down from the top of the form.
    signal reached(place: real)

    function errorOf(field: string): string {
        return form.model.wrongField === field ? form.model.error : "";
    }

    Label {
        width: parent.width
        text: qsTr("Who you are")
        role: Label.Role.Heading
    }
    Field {
        id: name

        objectName: "handOver.name"
        width: parent.width
        label: qsTr("Your name")
        text: form.model.typedName
        error: form.errorOf("name")
        onEdited: text => form.model.edit("name", text)
        onAccepted: phone.forceActiveFocus()
    }
    Field {
        id: phone

        objectName: "handOver.phone"
        width: parent.width
        label: qsTr("Your phone number, if you like")
        text: form.model.phone
        error: form.errorOf("phone")
        inputMethodHints: Qt.ImhDialableCharactersOnly
        onEdited: text => form.model.edit("phone", text)
        onAccepted: email.forceActiveFocus()
    }
    Field {
        id: email

        objectName: "handOver.email"
        width: parent.width
        label: qsTr("Your e-mail address, if you like")
        text: form.model.email
        error: form.errorOf("email")
        inputMethodHints: Qt.ImhEmailCharactersOnly
        onEdited: text => form.model.edit("email", text)
    }
    Part {
        id: birthday

        width: parent.width
        sourceComponent: DateField {
            id: field

            objectName: "handOver.birthday"
            label: qsTr("Your birthday, if you like (the year may stay open)")
            yearOptional: true
            value: form.model.birthday
            error: form.errorOf("birthday")
            focus: true
            onEdited: value => form.model.edit("birthday", field.half ? "?" : value)
        }
    }

    Connections {
        target: form.model

        function onRefused(field: string) {
            const item = { "name": name, "phone": phone, "email": email, "birthday": birthday }[field];
            if (item) {
                form.reached(item.y);
                item.forceActiveFocus(Qt.OtherFocusReason);
            }
        }
    }
}
