pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// Somebody of another store, as far as they may be seen, and taking them over.
Card {
    id: person

    required property string key
    required property string name
    required property string detail
    required property list<string> contacts
    required property string said

    signal take

    objectName: "lookup.person"

    Label {
        width: parent.width
        text: person.name
        role: Label.Role.Heading
    }
    Label {
        width: parent.width
        visible: text !== ""
        text: person.detail
        role: Label.Role.Caption
        color: Theme.text2
    }
    Repeater {
        model: person.contacts

        Label {
            required property string modelData

            width: parent?.width ?? 0
            text: modelData
        }
    }
    IconLine {
        objectName: "lookup.said"
        width: parent.width
        visible: text !== ""
        iconName: "check"
        text: person.said
    }
    Button {
        objectName: "lookup.take"
        visible: person.said === ""
        width: Math.min(implicitWidth, parent.width)
        kind: Button.Kind.Secondary
        iconName: "plus"
        text: qsTr("Add to my book")
        accessibleName: qsTr("Add to my book: %1").arg(person.name)
        onClicked: person.take()
    }
}
