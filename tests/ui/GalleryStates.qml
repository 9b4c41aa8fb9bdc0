import QtQuick
import Clienteling.Controls

// States: badges, progress, empty, loading, error.
Column {
    id: part

    property string say: ""

    function words(text: string): string {
        return say !== "" ? say : text;
    }

    spacing: Theme.space24

    Flow {
        width: parent.width
        spacing: Theme.space12

        Badge {
            kind: Badge.Kind.Tier
            text: part.words("Gold")
        }

        Badge {
            kind: Badge.Kind.Pending
            text: part.words("Waiting to send")
        }

        Badge {
            kind: Badge.Kind.Conflict
            text: part.words("To decide")
        }

        Badge {
            kind: Badge.Kind.Rejected
            text: part.words("Sent back")
        }

        Badge {
            kind: Badge.Kind.Offline
            text: part.words("Sem conexão · 3 guardados aqui")
        }
    }

    ProgressBar {
        width: parent.width
        value: 0.4
        name: part.words("First download")
    }

    EmptyState {
        width: parent.width
        iconName: "magnifying-glass"
        text: part.words("No one by that name yet")
        actionText: part.words("New customer")
        actionIcon: "user-plus"
    }

    ErrorState {
        width: parent.width
        text: part.words("Head office did not answer. Everything you add is saved here.")
        actionText: part.words("Try again")
    }

    Skeleton {
        width: parent.width
        active: true
        due: true
        rows: 2
    }

    IconLine {
        width: parent.width
        iconName: "cloud-slash"
        color: Theme.text2
        text: part.words("Sin conexión. Se guarda aquí y sale en cuanto vuelva.")
    }

    Toast {
        objectName: "toast"
        width: parent.width
        visible: true
        message: part.words("Calçado 38 guardado")
        undoable: true
        remaining: 12
    }
}
