import QtQuick
import QtQuick.Window
import Clienteling.Controls

// The app cannot start: one sentence that says what to do.
Window {
    id: trouble

    required property string sentence
    required property bool dark

    width: 640
    height: 400
    minimumWidth: 480
    minimumHeight: 320
    visible: true
    color: Theme.canvas
    title: qsTr("Clienteling")

    Binding {
        target: Theme
        property: "dark"
        value: trouble.dark
    }

    ScrollColumn {
        anchors.fill: parent
        anchors.topMargin: Theme.space40
        sideMargin: Theme.space40
        spacing: Theme.space24

        LogoMark {}
        Label {
            width: parent.width
            text: qsTr("The app cannot start")
            role: Label.Role.Title
            wrapMode: Text.Wrap
        }
        Label {
            objectName: "trouble.sentence"
            width: parent.width
            text: trouble.sentence
            paragraph: true
        }
        Button {
            objectName: "trouble.close"
            text: qsTr("Close")
            kind: Button.Kind.Primary
            onClicked: trouble.close()
        }
    }
}
