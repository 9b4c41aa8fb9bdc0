import QtQuick
import Clienteling.Controls

// Everything that is typed or picked.
Column {
    id: part

    property string say: ""

    function words(text: string): string {
        return say !== "" ? say : text;
    }

    spacing: Theme.space24

    SearchField {
        objectName: "search"
        width: parent.width
        text: part.words("gar")
    }

    Field {
        objectName: "field"
        width: parent.width
        label: part.words("E-mail")
        placeholder: part.words("name@example.org")
        text: part.words("")
    }

    Field {
        width: parent.width
        label: part.words("Phone")
        text: part.words("12")
        error: part.words("A phone number has at least six digits.")
    }

    Field {
        width: parent.width
        label: part.words("PIN")
        password: true
        text: "1234"
        help: part.words("Six digits that only you know.")
    }

    SelectField {
        objectName: "select"
        width: parent.width
        label: part.words("Language")
        options: [part.words("English"), part.words("Español"), part.words("Português")]
        currentIndex: 0
        onChosen: index => currentIndex = index
    }

    DateField {
        objectName: "date"
        width: parent.width
        label: part.words("Birthday")
        value: "1984-02-29"
    }

    TextBox {
        objectName: "box"
        width: parent.width
        text: part.words("Quiere salón negro, talla 38, para una boda en mayo. Alergia al níquel: solo hebillas de latón.")
        placeholder: part.words("Lo que diga la clienta, con sus palabras")
        accessibleName: "Note"
    }
}
