import QtQuick
import Clienteling.Controls

// Buttons, tabs, links.
Column {
    id: part

    property string say: ""

    function words(text: string): string {
        return say !== "" ? say : text;
    }

    spacing: Theme.space16

    Label {
        width: parent.width
        role: Label.Role.Display
        text: part.words("Margarita Garcés Ibarra")
    }

    Flow {
        width: parent.width
        spacing: Theme.space12

        Button {
            objectName: "primary"
            kind: Button.Kind.Primary
            iconName: "note-pencil"
            text: part.words("Quick note")
        }

        Button {
            iconName: "chat-circle"
            text: part.words("Message")
        }

        Button {
            text: part.words("Ask her later")
        }

        Button {
            kind: Button.Kind.Quiet
            text: part.words("Esqueci meu PIN")
        }

        Button {
            kind: Button.Kind.Primary
            busy: true
            text: part.words("Saving")
        }

        IconButton {
            filled: true
            implicitWidth: Theme.control
            implicitHeight: Theme.control
            iconName: "dots-three"
            text: part.words("More")
        }

        IconButton {
            iconName: "arrow-left"
            text: part.words("Back")
        }

        ConnectionButton {
            connection: "online"
        }
    }

    Tabs {
        objectName: "tabs"
        width: parent.width
        labels: [part.words("Overview"), part.words("Timeline"), part.words("Closet"), "Preferences", "Dates", "Consents", "Details"]
        onChosen: index => currentIndex = index
    }

    GalleryChips {
        width: parent.width
        say: part.say
    }

    SectionHeader {
        width: parent.width
        title: part.words("Preferences")
        actionText: part.words("Add")
    }

    Switch {
        objectName: "switch"
        width: parent.width
        text: part.words("Dark")
        detail: part.words("Easier on the eyes in the evening")
    }

    Switch {
        width: parent.width
        text: part.words("Less motion")
        checked: true
    }

    NavRow {
        width: parent.width
        iconName: "calendar-plus"
        text: part.words("Recordármelo")
        value: part.words("15 de abril")
    }

    NavRow {
        width: parent.width
        iconName: "users-three"
        text: part.words("Quién la ve")
        value: part.words("Mi tienda")
    }
}
