pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts

// One sentence and at most one action, in the place of what is not there. EmptyState and ErrorState are made from it.
ColumnLayout {
    id: message

    property string text: ""
    property string iconName: ""
    property color iconColor: Theme.text2
    property string actionText: ""
    property string actionIcon: ""
    property bool primaryAction: false

    signal action

    spacing: Theme.space16

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space12

        Icon {
            Layout.alignment: Qt.AlignTop
            visible: name !== ""
            name: message.iconName
            color: message.iconColor
        }

        Label {
            Layout.fillWidth: true
            paragraph: true
            text: message.text
            color: Theme.text2
        }
    }

    // Most of these are never seen.
    OnDemand {
        Layout.maximumWidth: message.width
        visible: message.actionText !== ""
        wanted: message.visible && message.actionText !== ""
        sourceComponent: Button {
            kind: message.primaryAction ? Button.Kind.Primary : Button.Kind.Secondary
            text: message.actionText
            iconName: message.actionIcon
            onClicked: message.action()
        }
    }
}
