import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The first download: how far, how much, how long; why it stopped, and the way on.
Column {
    id: download

    required property EnrolModel model
    readonly property bool stopped: model.step === "failed"

    spacing: Theme.space12

    Label {
        width: parent.width
        text: download.model.rowsText
        role: Label.Role.Heading
    }
    ProgressBar {
        objectName: "enrol.progress"
        width: parent.width
        value: download.model.fraction
        name: qsTr("First download")
    }
    Label {
        width: parent.width
        visible: text !== ""
        text: download.model.sizeText
        role: Label.Role.Caption
        color: Theme.text2
    }
    Item {
        width: 1
        height: Theme.space12
        visible: download.stopped
    }
    IconLine {
        objectName: "enrol.stopped"
        width: parent.width
        visible: download.stopped
        iconName: "warning-circle"
        role: Label.Role.Label
        text: download.model.message
        color: Theme.attention
        iconColor: Theme.attention
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    Item {
        width: 1
        height: Theme.space4
        visible: download.stopped
    }
    Button {
        objectName: "enrol.again"
        visible: download.stopped
        text: qsTr("Go on")
        iconName: "arrow-clockwise"
        kind: Button.Kind.Primary
        onClicked: download.model.tryAgain()
    }
}
