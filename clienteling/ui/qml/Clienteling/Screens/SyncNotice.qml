pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Something that happened by itself and needs nobody; gone once it was read.
Column {
    id: notice

    required property SyncModel model

    objectName: "sync.notice"
    visible: model.notice !== ""
    leftPadding: Theme.space16
    rightPadding: Theme.space16
    bottomPadding: Theme.space12

    IconLine {
        width: notice.width - notice.leftPadding - notice.rightPadding
        iconName: "device-tablet"
        iconSize: Theme.iconMedium
        role: Label.Role.Label
        font.weight: Font.Normal
        text: notice.model.notice
    }
    TextLink {
        objectName: "sync.notice.read"
        text: qsTr("Understood")
        onClicked: notice.model.noticeRead()
    }
}
