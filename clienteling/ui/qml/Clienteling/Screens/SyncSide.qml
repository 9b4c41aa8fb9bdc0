pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// One of two values: the value large, the seller's words, who, when, where.
ChoiceCard {
    id: card

    // Value, quote, who, when, where, icon of where.
    required property list<string> said
    // The other card has a quote: the lines of both stand at one height.
    property bool quoteRoom: false
    readonly property int valueSize: said[0].length <= 8 ? 52 : said[0].length <= 16 ? 34 : 24

    text: caption
    accessibleName: [caption].concat(said.slice(0, 5)).filter(part => part !== "").join(", ")

    Column {
        width: parent.width
        bottomPadding: 3

        Label {
            width: parent.width
            text: card.said[0]
            role: Label.Role.Display
            font.pixelSize: Math.round(card.valueSize * (card.valueSize > 30 ? Theme.iconScale : Theme.scale))
            maximumLineCount: 8
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            visible: text !== "" || card.quoteRoom
            topPadding: card.valueSize < 52 ? Theme.space8 : 0
            text: card.said[1]
            Accessible.ignored: true
        }
        Item {
            width: 1
            height: 20
        }
        Divider {
            width: parent.width
        }
        Item {
            width: 1
            height: 19
        }
        Repeater {
            model: [["user-circle", card.said[2]], ["clock", card.said[3]], [card.said[5], card.said[4]]]

            IconLine {
                required property list<string> modelData
                required property int index

                width: parent.width
                height: implicitHeight + (index < 2 ? 14 : 0)
                iconName: modelData[0]
                iconSize: Theme.iconMedium
                role: Label.Role.Body
                text: modelData[1]
                Accessible.ignored: true
            }
        }
    }
}
