pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// Somebody on the list: ticked or not, and why they would be left out as things stand. Two are made in one turn.
Part {
    id: person

    required property int index
    required property string key
    required property string name
    required property string reason
    required property bool chosen

    signal clicked

    joined: index % 2 > 0
    sourceComponent: Pressable {
        objectName: "messaging.person"
        implicitHeight: Math.max(56, words.implicitHeight + Theme.space16)
        fill: Qt.alpha(Theme.surface, 0)
        accessibleName: person.reason !== "" ? qsTr("%1, would be left out: %2").arg(person.name).arg(person.reason)
            : person.name
        onClicked: person.clicked()

        Accessible.role: Accessible.CheckBox
        Accessible.checkable: true
        Accessible.checked: person.chosen

        contentItem: Item {
            ChoiceMark {
                id: mark

                anchors.verticalCenter: parent.verticalCenter
                chosen: person.chosen
            }
            Column {
                id: words

                x: mark.width + Theme.space16
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - x
                spacing: 2

                Label {
                    width: parent.width
                    role: Label.Role.Strong
                    text: person.name
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    role: Label.Role.Caption
                    color: Theme.text2
                    text: person.reason !== "" ? qsTr("Would be left out: %1").arg(person.reason) : ""
                    Accessible.ignored: true
                }
            }
        }

        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
}
