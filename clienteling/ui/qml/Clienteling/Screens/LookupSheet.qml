pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Asking head office for a customer of another store: why, then who it is.
Sheet {
    id: sheet

    required property LookupModel model

    objectName: "sheet.lookup"
    title: qsTr("Look in other stores")
    subtitle: sheet.model.contact
    primaryText: sheet.model.found ? "" : qsTr("Look")
    primaryIcon: "magnifying-glass"
    primaryEnabled: sheet.model.chosen >= 0
    busy: sheet.model.busy
    onPrimary: sheet.model.look()
    onCloseWanted: sheet.model.close()
    // Made because it is wanted.
    Component.onCompleted: if (sheet.model.opened)
        sheet.open()

    Label {
        width: parent.width
        visible: !sheet.model.found
        paragraph: true
        color: Theme.text2
        text: qsTr("Head office looks for exactly this, and writes down that you asked and why.")
    }
    Label {
        width: parent.width
        visible: !sheet.model.found
        role: Label.Role.Label
        text: qsTr("Why do you ask?")
    }
    ChipFlow {
        width: parent.width
        visible: !sheet.model.found
        large: true

        Repeater {
            model: sheet.model.reasons

            Chip {
                required property string modelData
                required property int index

                objectName: "lookup.reason"
                large: true
                text: modelData
                kind: sheet.model.chosen === index ? Chip.Kind.Chosen : Chip.Kind.Offered
                enabled: !sheet.model.busy
                onClicked: sheet.model.choose(index)
            }
        }
    }
    IconLine {
        objectName: "lookup.message"
        width: parent.width
        visible: text !== ""
        role: Label.Role.Body
        iconName: sheet.model.failed ? "warning" : "info"
        iconColor: sheet.model.failed ? Theme.attention : Theme.text2
        text: sheet.model.message
    }
    Repeater {
        model: sheet.model.rows

        LookupPerson {
            width: parent?.width ?? 0
            onTake: sheet.model.take(key)
        }
    }

    Connections {
        target: sheet.model

        function onOpenedChanged() {
            if (sheet.model.opened)
                sheet.open();
            else
                sheet.close();
        }
    }
}
