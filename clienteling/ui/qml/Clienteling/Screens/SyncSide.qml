import QtQuick
import Clienteling.Controls

// One of two values: the value large, the seller's words, who, when, where.
ChoiceCard {
    id: card

    // Value, quote, who, when, where.
    required property list<string> said
    required property string place

    text: card.said[0]

    Column {
        width: parent.width
        spacing: Theme.space12

        Label {
            width: parent.width
            text: card.said[0]
            role: Label.Role.Display
            font.pixelSize: Math.round((card.said[0].length > 12 ? 26 : 52) * Theme.scale)
            wrapMode: Text.WrapAnywhere
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: card.said[1]
            role: Label.Role.Body
        }
        Divider {
            width: parent.width
        }
        IconLine {
            width: parent.width
            iconName: "user-circle"
            text: card.said[2]
        }
        IconLine {
            width: parent.width
            iconName: "clock"
            text: card.said[3]
        }
        IconLine {
            width: parent.width
            iconName: card.place
            text: card.said[4]
        }
    }
}
