pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Head office does not know this tablet any more: whoever has a code can mend it here.
Column {
    id: unknown

    required property SyncModel model

    objectName: "sync.unknown"
    visible: model.unknown
    leftPadding: Theme.space16
    rightPadding: Theme.space16
    bottomPadding: Theme.space16
    spacing: Theme.space12

    IconLine {
        width: unknown.width - unknown.leftPadding - unknown.rightPadding
        iconName: "warning-circle"
        iconSize: Theme.iconMedium
        role: Label.Role.Label
        font.weight: Font.Normal
        text: qsTr("Enrol it again with a new code from IT or head office. Nothing saved here is lost.")
    }
    Button {
        objectName: "sync.enrolAgain"
        width: Math.min(implicitWidth, unknown.width - unknown.leftPadding - unknown.rightPadding)
        text: qsTr("Enrol again")
        iconName: "device-tablet"
        kind: Button.Kind.Secondary
        onClicked: unknown.model.enrolAgain()
    }
}
