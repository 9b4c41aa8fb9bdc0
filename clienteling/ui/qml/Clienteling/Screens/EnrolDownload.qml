import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The first download: how far, how much, how long; it may be interrupted.
Column {
    id: download

    required property EnrolModel model
    readonly property bool stopped: model.step === "failed"

    spacing: Theme.space16

    Label {
        width: parent.width
        text: download.stopped ? qsTr("The download has stopped") : qsTr("Fetching your customers")
        role: Label.Role.Display
    }
    Label {
        width: parent.width
        text: download.stopped ? download.model.message
            : qsTr("You can switch the tablet off: it goes on where it stopped.")
        role: Label.Role.Body
        color: download.stopped ? Theme.critical : Theme.text2
        paragraph: true
    }
    Item {
        width: 1
        height: Theme.space8
    }
    ProgressBar {
        width: parent.width
        value: download.model.fraction
        name: qsTr("First download")
    }
    Label {
        width: parent.width
        text: download.model.rowsText
        role: Label.Role.Label
    }
    Label {
        width: parent.width
        text: download.model.sizeText
        role: Label.Role.Caption
        color: Theme.text2
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
