pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// May we send offers and news? Asked per means; nothing is preselected.
Column {
    id: asks

    required property NewCustomerModel model

    spacing: Theme.space12

    Label {
        width: parent.width
        text: qsTr("May we send you offers and news?")
        role: Label.Role.Heading
    }
    Label {
        objectName: "new.wording"
        width: parent.width
        text: asks.model.wording
        paragraph: true
        color: Theme.text2
    }

    Repeater {
        model: asks.model.asks

        Part {
            id: ask

            required property int index
            required property string key
            required property string label
            required property string answer

            width: asks.width
            joined: index % 2 > 0
            sourceComponent: Item {
                implicitHeight: Math.max(Theme.target, words.height)

                Label {
                    id: words

                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - answers.width - Theme.space12
                    text: ask.label
                    role: Label.Role.Body
                }
                Row {
                    id: answers

                    anchors.right: parent.right
                    spacing: Theme.space8

                    Chip {
                        objectName: "new.yes." + ask.key
                        text: qsTr("Yes")
                        accessibleName: qsTr("%1: yes").arg(ask.label)
                        large: true
                        kind: ask.answer === "granted" ? Chip.Kind.Chosen : Chip.Kind.Offered
                        onClicked: asks.model.answer(ask.key, "granted")
                    }
                    Chip {
                        objectName: "new.no." + ask.key
                        text: qsTr("No")
                        accessibleName: qsTr("%1: no").arg(ask.label)
                        large: true
                        kind: ask.answer === "withdrawn" ? Chip.Kind.Chosen : Chip.Kind.Offered
                        onClicked: asks.model.answer(ask.key, "withdrawn")
                    }
                }
            }
        }
    }
}
