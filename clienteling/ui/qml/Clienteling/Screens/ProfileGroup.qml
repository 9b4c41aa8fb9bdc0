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

        Repeater {
            model: group.labels

            Chip {
                id: chip

                required property int index
                required property string modelData
                readonly property string look: group.looks[index] ?? ""

                objectName: "profile.preference"
                width: Math.min(implicitWidth, group.width + rightInset)
                text: modelData
                kind: look.includes("safety") ? Chip.Kind.Allergy : Chip.Kind.Fact
                pending: look.includes("waiting")
                onClicked: group.page.popover.showFact(chip, "preference", group.keys[index])
            }
        }

        Repeater {
            model: group.missingLabels

            Chip {
                required property int index
                required property string modelData

                objectName: "profile.ask." + group.missing[index]
                width: Math.min(implicitWidth, group.width + rightInset)
                text: modelData
                kind: Chip.Kind.Offered
                accessibleName: qsTr("Add: %1").arg(modelData)
                Accessible.role: Accessible.Button
                onClicked: group.page.app.sheets.openPreference(group.page.customer, group.missing[index])
            }
        }
    }
}
