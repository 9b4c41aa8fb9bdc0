import QtQuick
import QtQuick.Templates as T

// What every tappable control is made from: no style of its own, keyboard, focus ring, one tone of hover tint.
T.AbstractButton {
    id: control

    property real radius: Theme.radiusButton
    property color fill: "transparent"
    property color strokeColor: "transparent"
    property int strokeWidth: 0
    // Spoken instead of `text` where the text alone would not do.
    property string accessibleName: ""
    readonly property bool showsFocus: visualFocus

    topPadding: 0
    bottomPadding: 0
    leftPadding: 0
    rightPadding: 0
    topInset: 0
    bottomInset: 0
    leftInset: 0
    rightInset: 0
    hoverEnabled: true
    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    opacity: enabled ? 1 : 0.45

    Keys.onReturnPressed: control.click()
    Keys.onEnterPressed: control.click()

    Accessible.role: Accessible.Button
    Accessible.name: accessibleName !== "" ? accessibleName : text

    background: Rectangle {
        radius: control.radius
        color: control.down ? Theme.tint(control.fill, 2) : control.hovered ? Theme.tint(control.fill, 1) : control.fill
        border.width: control.strokeWidth
        border.color: control.strokeColor

        Behavior on color {
            ColorAnimation { duration: Theme.motionState }
        }
    }

    FocusRing {
        anchors.topMargin: control.topInset - gap - 2
        anchors.bottomMargin: control.bottomInset - gap - 2
        anchors.leftMargin: control.leftInset - gap - 2
        anchors.rightMargin: control.rightInset - gap - 2
        shown: control.showsFocus
        controlRadius: control.radius
    }
}
