pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// One customer: copy the number, copy the text, send it where one writes, say so.
Column {
    id: turn

    required property MessagingModel model

    spacing: Theme.space16

    ProgressBar {
        width: parent.width
        value: turn.model.fraction
    }
    IconLine {
        objectName: "messaging.skipped"
        width: parent.width
        visible: text !== ""
        iconName: "info"
        text: turn.model.skipped
    }
    Label {
        width: parent.width
        paragraph: true
        color: Theme.text2
        text: qsTr("Copy the number or address, then the text, and send it as you always do. Then say so here.")
    }
    Repeater {
        model: turn.model.ways

        ProfileWay {
            width: parent?.width ?? 0
            onClicked: turn.model.choose(key)
        }
    }
    Card {
        width: parent.width

        Label {
            objectName: "messaging.made"
            width: parent.width
            paragraph: true
            text: turn.model.text
        }
        Button {
            objectName: "messaging.copyText"
            width: Math.min(implicitWidth, parent.width)
            kind: Button.Kind.Secondary
            iconName: "copy"
            text: qsTr("Copy the text")
            onClicked: turn.model.copyText()
        }
    }
    TextLink {
        objectName: "messaging.takeBack"
        visible: turn.model.last !== ""
        width: Math.min(implicitWidth, parent.width)
        text: qsTr("Not sent to %1 after all").arg(turn.model.last)
        onClicked: turn.model.takeBack()
    }
    Button {
        objectName: "messaging.leaveOut"
        width: Math.min(implicitWidth, parent.width)
        kind: Button.Kind.Quiet
        iconName: "arrow-right"
        text: qsTr("Leave out, next")
        onClicked: turn.model.leaveOut()
    }
}
