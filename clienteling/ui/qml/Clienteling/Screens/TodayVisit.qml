import QtQuick
import Clienteling.Controls

// One appointment: the hour, whose, what for.
Pressable {
    id: visit

    required property string customer
    required property string time
    required property string name
    required property string what

    text: name
    accessibleName: qsTr("%1, %2, %3").arg(time).arg(name).arg(what)
    implicitHeight: Math.max(60, words.height + Theme.space12)
    radius: Theme.radiusButton
    fill: Theme.canvas

    contentItem: Item {
        Label {
            id: hour

            x: 14
            y: Theme.space8
            text: visit.time
            role: Label.Role.Strong
            tabular: true
        }
        Column {
            id: words

            x: 76
            y: Theme.space8
            width: parent.width - x
            spacing: 2

            Label {
                width: parent.width
                singleLine: true
                text: visit.name
                role: Label.Role.Strong
            }
            Label {
                width: parent.width
                text: visit.what
                role: Label.Role.Caption
                color: Theme.text2
            }
        }
    }
}
