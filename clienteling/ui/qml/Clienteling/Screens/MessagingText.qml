pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// By which way, what it says, and how it reads with the first of them.
Column {
    id: part

    required property MessagingList model

    spacing: Theme.space16

    Label {
        width: parent.width
        visible: text !== ""
        paragraph: true
        color: Theme.text2
        text: part.model.cut
    }
    Part {
        width: parent.width
        sourceComponent: ChipFlow {
            large: true

            Repeater {
                model: part.model.wayNames

                Chip {
                    required property string modelData
                    required property int index

                    objectName: "messaging.way"
                    large: true
                    text: modelData
                    kind: part.model.wayIndex === index ? Chip.Kind.Chosen : Chip.Kind.Offered
                    onClicked: part.model.chooseWay(index)
                }
            }
        }
    }
    Part {
        id: box

        readonly property TextBox words: item as TextBox

        width: parent.width
        sourceComponent: TextBox {
            objectName: "messaging.text"
            label: qsTr("What you write")
            placeholder: qsTr("The words below are filled in for each customer")
            minimumHeight: 150
            text: part.model.text
            error: part.model.tooLong
            onEdited: text => part.model.edit(text)
        }
    }
    Part {
        width: parent.width
        sourceComponent: ChipFlow {
            large: true

            Repeater {
                model: part.model.slotNames

                Chip {
                    required property string modelData
                    required property int index

                    objectName: "messaging.slot"
                    large: true
                    text: modelData
                    kind: Chip.Kind.Offered
                    accessibleName: qsTr("Fill in: %1").arg(modelData)
                    Accessible.role: Accessible.Button
                    onClicked: {
                        box.words.text = box.words.text + part.model.slotWords[index];
                        part.model.edit(box.words.text);
                    }
                }
            }
        }
    }
    Repeater {
        model: part.model.previews

        Card {
            id: card

            required property string name
            required property string text

            objectName: "messaging.preview"
            width: parent?.width ?? 0

            Label {
                width: parent.width
                role: Label.Role.Caption
                color: Theme.text2
                text: qsTr("For %1").arg(card.name)
            }
            Label {
                width: parent.width
                paragraph: true
                text: card.text
            }
        }
    }

    Connections {
        target: part.model

        function onTextChanged() {
            if (box.words)
                box.words.text = part.model.text;
        }
    }
}
