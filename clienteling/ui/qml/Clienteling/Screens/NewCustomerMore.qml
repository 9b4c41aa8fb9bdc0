import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Their language and their birthday.
Column {
    id: fields

    required property NewCustomerModel model

    // From the field before.
    function start() {
        language.forceActiveFocus(Qt.TabFocusReason);
    }

    spacing: Theme.space24

    SelectField {
        id: language

        objectName: "new.language"
        width: parent.width
        label: qsTr("Language")
        options: fields.model.languages
        currentIndex: fields.model.language
        onChosen: index => fields.model.chooseLanguage(index)
    }
    DateField {
        id: birthday

        objectName: "new.birthday"
        width: parent.width
        label: qsTr("Birthday (the year may stay open)")
        yearOptional: true
        value: fields.model.birthday
        error: fields.model.wrongField === "birthday" ? fields.model.error : ""
        onEdited: value => fields.model.edit("birthday", birthday.half ? "?" : value)
    }

    Connections {
        target: fields.model

        function onCleared() {
            birthday.restore();
        }
        function onRefused(field: string) {
            if (field === "birthday")
                birthday.forceActiveFocus(Qt.OtherFocusReason);
        }
    }
}
