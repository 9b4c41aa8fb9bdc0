import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The PIN of the chosen seller: prompt, dots, what went wrong, pad, and what to do about a forgotten PIN.
Flickable {
    id: side

    required property SignInModel model
    required property bool landscape
    readonly property int wantedHeight: Math.ceil(column.height + Theme.space32 + Theme.space24)

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    contentHeight: Math.max(height, column.y + column.height + (help.text !== "" ? help.height : 0) + Theme.space24)

    Column {
        id: column

        anchors.horizontalCenter: parent.horizontalCenter
        y: side.landscape ? Math.max(112, Math.round((side.height - height) / 2) + 24)
            : Math.max(Theme.space32, Math.round((side.height - height) / 2) - 20)
        width: Math.min(side.width - 2 * Theme.space40, 440)

        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: side.model.prompt
            role: Label.Role.Title
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        Item {
            width: 1
            height: 21
        }
        PinDots {
            anchors.horizontalCenter: parent.horizontalCenter
            length: side.model.length
            filled: side.model.typed
            wrong: side.model.message !== ""
        }
        Item {
            width: parent.width
            height: Math.max(48, wrong.implicitHeight + Theme.space24)

            Label {
                id: wrong

                objectName: "signIn.message"
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: side.model.message !== "" || !slow.due || !side.model.busy ? side.model.message
                    : qsTr("One moment, the tablet is being opened.")
                role: Label.Role.Label
                color: side.model.message !== "" ? Theme.critical : Theme.text2
                Accessible.role: Accessible.AlertMessage
            }
        }
        PinPad {
            objectName: "signIn.pad"
            anchors.horizontalCenter: parent.horizontalCenter
            enabled: side.model.chosen && !side.model.locked && !side.model.busy
            onDigit: value => side.model.press(value)
            onBackspace: side.model.erase()
        }
        Item {
            width: 1
            height: Theme.space16
        }
        TextLink {
            objectName: "signIn.forgotten"
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("No PIN, or forgotten?")
            onClicked: side.model.forgotten()
        }
    }

    Label {
        id: help

        objectName: "signIn.help"
        anchors.horizontalCenter: parent.horizontalCenter
        y: column.y + column.height
        width: column.width
        horizontalAlignment: Text.AlignHCenter
        text: side.model.help
        role: Label.Role.Caption
        color: Theme.text2
        Accessible.role: Accessible.AlertMessage
    }

    // A PIN takes a moment, and longer right after the start; it is said when it can be felt.
    Timer {
        id: slow

        property bool due: false

        interval: 300
        running: side.model.busy
        // It also stops by itself, when it is due.
        onRunningChanged: due = !running && side.model.busy
    }

    ScrollMark {
        flickable: side
    }
}
