pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What became of the list.
Column {
    id: done

    required property MessagingModel model

    spacing: Theme.space12

    Label {
        width: parent.width
        visible: left.count > 0
        role: Label.Role.Heading
        text: qsTr("Left out")
        Accessible.role: Accessible.Heading
    }
    Repeater {
        id: left

        model: done.model.leftOut

        Label {
            required property string said

            objectName: "messaging.leftOut"
            width: parent?.width ?? 0
            text: said
        }
    }
    TextLink {
        objectName: "messaging.takeBack"
        visible: done.model.last !== ""
        width: Math.min(implicitWidth, parent.width)
        text: qsTr("Not sent to %1 after all").arg(done.model.last)
        onClicked: done.model.takeBack()
    }
    Button {
        objectName: "messaging.again"
        visible: done.model.laterCount > 0
        width: Math.min(implicitWidth, parent.width)
        kind: Button.Kind.Secondary
        iconName: "arrow-clockwise"
        text: qsTr("Try those again whose hour it was not")
        onClicked: done.model.again()
    }
}
