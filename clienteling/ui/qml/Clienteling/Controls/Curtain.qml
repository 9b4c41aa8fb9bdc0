import QtQuick
import QtQuick.Templates as T

// Stands before everything, sheets and menus too: nothing is seen or tapped behind it.
T.Popup {
    parent: T.Overlay.overlay
    z: 1
    width: parent ? parent.width : 0
    height: parent ? parent.height : 0
    modal: true
    dim: false
    focus: true
    closePolicy: T.Popup.NoAutoClose
    background: Rectangle {
        objectName: "curtain"
        color: Theme.canvas
    }
    contentItem: Item {
        LogoMark {
            anchors.centerIn: parent
            size: 40
        }
    }
}
