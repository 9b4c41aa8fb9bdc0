import QtQuick
import Clienteling.Controls

// Rows and filters.
Column {
    id: part

    property string say: ""

    function words(text: string): string {
        return say !== "" ? say : text;
    }

    spacing: 4

    ListRow {
        objectName: "row"
        width: parent.width
        current: true
        titleParts: [part.words("Margarita "), part.words("Gar"), part.words("cés Ibarra")]
        subtitle: part.words("Gold  ·  bought 21 days ago")
    }

    ListRow {
        width: parent.width
        titleParts: ["", part.words("Gar"), part.words("azi Ugarte")]
        subtitle: part.words("Silver  ·  bought 8 days ago")
    }

    ListRow {
        width: parent.width
        strongTitle: false
        title: part.words("Rosalía Montes")
        subtitleParts: ["Note: “looks for a ", part.words("gar"), "ment bag”"]
    }

    ListRow {
        width: parent.width
        inset: 0
        title: part.words("Beatriz Olmedo")
        subtitleIcon: "warning-circle"
        subtitle: part.words("Su bolso vuelve hoy del taller")
        tone: "critical"

        Label {
            tabular: true
            text: part.words("64 d")
        }

        ConsentIcons {
            email: "allowed"
            whatsapp: "allowed"
            sms: "unknown"
            phone: "refused"
        }

        IconButton {
            objectName: "done"
            filled: true
            iconName: "check"
            iconColor: Theme.accent
            text: part.words("Done")
        }
    }

    FilterRow {
        width: Math.min(280, parent.width)
        current: true
        iconName: "list"
        text: part.words("Todo")
        count: 14
    }

    FilterRow {
        width: Math.min(280, parent.width)
        iconName: "warning-circle"
        text: part.words("Reclamación abierta")
        count: 1
    }

    Item {
        width: parent.width
        height: bar.height + 20

        BottomBar {
            id: bar

            width: parent.width
            currentSection: "customers"
            waitingCount: 3
        }
    }
}
