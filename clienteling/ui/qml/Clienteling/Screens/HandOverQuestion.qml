pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// One purpose, made in a turn of its own: the wording to the letter, and the ways that are allowed.
Part {
    id: question

    required property string key
    required property string heading
    required property string wording
    required property list<string> channels
    required property list<string> names
    required property list<string> on

    signal toggled(channel: string)

    sourceComponent: Card {
        Label {
            width: parent.width
            text: question.heading
            role: Label.Role.Heading
        }
        Label {
            width: parent.width
            text: question.wording
            paragraph: true
        }
        ChipFlow {
            width: parent.width
            large: true

            Repeater {
                model: question.channels

                Chip {
                    required property int index
                    required property string modelData
                    readonly property bool chosen: question.on[index] === "yes"

                    objectName: "handOver." + question.key + "." + modelData
                    large: true
                    text: question.names[index] ?? ""
                    accessibleName: qsTr("%1: %2").arg(question.heading).arg(text)
                    kind: chosen ? Chip.Kind.Chosen : Chip.Kind.Offered
                    onClicked: question.toggled(modelData)
                }
            }
        }
    }
}
