pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What head office sent back: why, and the values to correct.
Column {
    id: back

    required property SyncRejectedModel model

    spacing: Theme.space24

    Column {
        width: parent.width
        spacing: 6

        Label {
            width: parent.width
            text: back.model.headline
            role: Label.Role.Display
            font.pixelSize: Math.round(30 * Theme.scale)
            Accessible.role: Accessible.Heading
        }
        Label {
            width: parent.width
            text: back.model.said
            color: Theme.text2
        }
    }

    IconLine {
        width: parent.width
        iconName: "arrow-bend-up-left"
        iconSize: Theme.iconMedium
        role: Label.Role.Strong
        text: back.model.reason
        color: Theme.critical
        iconColor: Theme.critical
    }

    Repeater {
        id: fields

        model: back.model.args

        Field {
            required property string key
            required property string name
            required property string value
            required property bool digits

            objectName: "sync.arg." + key
            width: Math.min(back.width, 560)
            label: name
            text: value
            inputMethodHints: digits ? Qt.ImhDigitsOnly : Qt.ImhNone
        }
    }

    IconLine {
        objectName: "sync.along"
        width: parent.width
        visible: text !== ""
        iconName: "paperclip"
        role: Label.Role.Label
        text: back.model.along
        color: Theme.text2
        iconColor: Theme.text2
    }

    IconLine {
        objectName: "sync.stillRefused"
        width: parent.width
        visible: text !== ""
        iconName: "warning-circle"
        role: Label.Role.Label
        text: back.model.message
        color: Theme.critical
        iconColor: Theme.critical
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }

    Flow {
        width: parent.width
        spacing: Theme.space12

        Button {
            id: send

            objectName: "sync.sendAgain"
            text: fields.count > 0 ? qsTr("Fix and send again") : qsTr("Send again")
            iconName: "paper-plane-tilt"
            kind: Button.Kind.Primary
            onClicked: {
                const values = [];
                for (let n = 0; n < fields.count; n++)
                    values.push((fields.itemAt(n) as Field).text);
                back.model.sendAgain(values);
            }
        }
        Button {
            objectName: "sync.openRejected"
            text: qsTr("Open profile")
            kind: Button.Kind.Quiet
            height: send.height
            onClicked: back.model.openCustomer()
        }
        Button {
            objectName: "sync.saveRejected"
            text: qsTr("Save all as a file")
            kind: Button.Kind.Quiet
            height: send.height
            onClicked: back.model.support.ask("quarantine")
        }
    }

    SupportSheet {
        model: back.model.support
    }
}
