pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What head office sent back: why, and the values to correct.
Column {
    id: back

    required property SyncModel model

    spacing: Theme.space24

    Label {
        width: parent.width
        text: back.model.rejectedText[0]
        role: Label.Role.Display
    }
    IconLine {
        width: parent.width
        iconName: "arrow-u-up-left"
        text: back.model.rejectedText[1]
        color: Theme.critical
        iconColor: Theme.critical
    }
    Label {
        width: parent.width
        text: back.model.rejectedText[2]
        role: Label.Role.Caption
        color: Theme.text2
    }

    Repeater {
        id: fields

        model: back.model.rejectedArgs

        Field {
            required property string key
            required property string name
            required property string value

            objectName: "sync.arg." + key
            width: Math.min(back.width, 560)
            label: name
            text: value
        }
    }

    Label {
        width: parent.width
        visible: text !== ""
        text: back.model.rejectedMessage
        role: Label.Role.Label
        color: Theme.critical
        Accessible.role: Accessible.AlertMessage
    }

    Flow {
        width: parent.width
        spacing: Theme.space12

        Button {
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
            text: qsTr("Open profile")
            kind: Button.Kind.Quiet
            onClicked: back.model.openCustomer()
        }
    }
}
