import QtQuick
import Clienteling.Controls

// One appointment: the hour, whose, what for.
Pressable {
    id: visit

    required property string customer
    required property string time
    required property string name
    required property string what
    property int inset: 0

    objectName: "today.visit"
    text: name
    accessibleName: qsTr("%1, %2, %3").arg(time).arg(name).arg(what)
    implicitHeight: Math.max(60, words.y + words.implicitHeight + Theme.space8)
    radius: Theme.radiusButton
    fill: Theme.canvas

    contentItem: Item {
        Label {
            id: hour

            x: visit.inset
            y: Theme.space8
            text: visit.time
            role: Label.Role.Strong
            Accessible.ignored: true
        }
        Column {
            id: words

            x: visit.inset + Math.max(62, hour.implicitWidth + Theme.space16)
            y: Theme.space8
            width: parent.width - x
            spacing: 2

            Label {
                width: parent.width
                singleLine: true
                text: visit.name
                role: Label.Role.Strong
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: visit.what
                role: Label.Role.Caption
                color: Theme.text2
                Accessible.ignored: true
            }
        }
    }
}
