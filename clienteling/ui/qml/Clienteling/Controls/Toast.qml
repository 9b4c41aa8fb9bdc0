import QtQuick
import QtQuick.Layouts

// What just happened, with Undo for 15 seconds. One at a time; it waits while its button has the focus or is hovered.
Rectangle {
    id: toast

    property string message: ""
    property bool undoable: false
    // Something did not work.
    property bool trouble: false
    property int seconds: 15
    property int remaining: 0

    signal undo
    // The time is over or something newer took the place; what happened stands.
    signal expired

    function show(text: string, canUndo: bool) {
        if (visible)
            toast.expired();
        message = text;
        undoable = canUndo;
        trouble = false;
        remaining = seconds;
        visible = true;
    }

    // Says that something did not work.
    function warn(text: string) {
        show(text, false);
        trouble = true;
    }

    function dismiss() {
        visible = false;
    }

    visible: false
    implicitWidth: Math.min(720, parent ? parent.width : 720)
    implicitHeight: Math.max(60, row.implicitHeight + Theme.space12)
    radius: Theme.radiusButton
    color: Theme.inverted
    Accessible.role: Accessible.AlertMessage
    Accessible.name: message

    Timer {
        interval: 1000
        repeat: true
        running: toast.visible && !undoButton.activeFocus && !undoButton.hovered
        onTriggered: {
            toast.remaining -= 1;
            if (toast.remaining > 0)
                return;
            toast.dismiss();
            toast.expired();
        }
    }

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: 20
        anchors.rightMargin: toast.undoable ? Theme.space12 : 20
        spacing: 12

        Icon {
            name: toast.trouble ? "warning-circle" : "check"
            color: Theme.invertedInk
        }

        Label {
            Layout.fillWidth: true
            color: Theme.invertedInk
            text: toast.message
            Accessible.ignored: true
        }

        ToastButton {
            id: undoButton

            objectName: "toast.undo"

            visible: toast.undoable
            text: qsTr("Undo")
            secondsLeft: toast.remaining
            onClicked: {
                toast.dismiss();
                toast.undo();
            }
        }
    }
}
