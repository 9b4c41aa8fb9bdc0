pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The values that head office sent back, to correct, and what is said of them.
Column {
    id: form

    required property SyncRejectedModel model
    readonly property int count: fields.count

    function values(): list<string> {
        const found = [];
        for (let n = 0; n < fields.count; n++)
            found.push((fields.itemAt(n) as Field).text);
        return found;
    }

    spacing: Theme.space24

    Repeater {
        id: fields

        model: form.model.args

        Field {
            required property string key
            required property string name
            required property string value
            required property bool digits

            objectName: "sync.arg." + key
            width: Math.min(form.width, 560)
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
        text: form.model.along
        color: Theme.text2
        iconColor: Theme.text2
    }

    IconLine {
        objectName: "sync.stillRefused"
        width: parent.width
        visible: text !== ""
        iconName: "warning-circle"
        role: Label.Role.Label
        text: form.model.message
        color: Theme.critical
        iconColor: Theme.critical
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
}
