pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// One group of preferences: chips of what is known, then outlined ones of what is not.
Column {
    id: group

    required property ProfilePage page
    required property string key
    required property string heading
    required property list<string> keys
    required property list<string> labels
    required property list<string> looks
    required property list<string> missing
    required property list<string> missingLabels

    spacing: Theme.space4

    Label {
        width: parent.width
        role: Label.Role.Heading
        text: group.heading
        Accessible.role: Accessible.Heading
    }

    ChipFlow {
        width: parent.width

        // By number: in other words the same chips say something else.
        Repeater {
            model: group.keys.length

            Chip {
                id: chip

                required property int index
                readonly property string look: group.looks[index] ?? ""

                objectName: "profile.preference"
                width: Math.min(implicitWidth, group.width + rightInset)
                text: group.labels[index] ?? ""
                kind: look.includes("safety") ? Chip.Kind.Allergy : Chip.Kind.Fact
                pending: look.includes("waiting")
                onClicked: group.page.popover.showFact(chip, "preference", group.keys[index])
            }
        }

        Repeater {
            model: group.missing.length

            Chip {
                required property int index

                objectName: "profile.ask." + group.missing[index]
                width: Math.min(implicitWidth, group.width + rightInset)
                text: group.missingLabels[index] ?? ""
                kind: Chip.Kind.Offered
                accessibleName: qsTr("Add: %1").arg(text)
                Accessible.role: Accessible.Button
                onClicked: group.page.app.sheets.openPreference(group.page.customer, group.missing[index])
            }
        }
    }
}
