pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Who is on the list. Whoever may not be written to now is asked about again at their turn.
Column {
    id: part

    required property MessagingList model

    Item {
        width: parent.width
        height: Math.max(Theme.target, title.height)

        Label {
            id: title

            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - all.width - Theme.space12
            role: Label.Role.Heading
            text: qsTr("To whom")
            Accessible.role: Accessible.Heading
        }
        TextLink {
            id: all

            objectName: "messaging.all"
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("All or nobody")
            onClicked: part.model.toggleAll()
        }
    }
    Repeater {
        model: part.model.rows

        MessagingPerson {
            width: parent?.width ?? 0
            onClicked: part.model.toggle(key)
        }
    }
    TextLink {
        objectName: "messaging.more"
        visible: part.model.hiddenCount > 0
        text: qsTr("Show more, %1 left").arg(part.model.hiddenCount)
        onClicked: part.model.more()
    }
}
