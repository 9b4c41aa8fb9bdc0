pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Who it may already be, with the reason, and "it is this one".
Item {
    id: side

    required property NewCustomerModel model
    required property bool landscape

    implicitHeight: column.height

    Column {
        id: column

        width: parent.width
        spacing: Theme.space8

        Label {
            width: parent.width
            visible: side.model.hasLikely || side.landscape
            text: side.model.hasLikely ? qsTr("Is it one of these?") : qsTr("Nobody like this yet")
            role: Label.Role.Heading
        }
        Label {
            width: parent.width
            visible: !side.model.hasLikely && side.landscape
            text: qsTr("While you type, customers we already know appear here.")
            role: Label.Role.Caption
            color: Theme.text2
        }

        Repeater {
            model: side.model.likely

            ListRow {
                id: row

                required property string key
                required property string name
                required property string because

                objectName: "new.likely"
                width: column.width
                title: name
                subtitle: because
                inset: 0
                onClicked: side.model.itIs(key)

                Button {
                    objectName: "new.itIs"
                    text: qsTr("It is this one")
                    kind: Button.Kind.Secondary
                    accessibleName: qsTr("It is this one: %1").arg(row.name)
                    onClicked: side.model.itIs(row.key)
                }
                IconButton {
                    objectName: "new.itIsNot"
                    iconName: "x"
                    text: qsTr("Not this one: %1").arg(row.name)
                    onClicked: side.model.itIsNot(row.key)
                }
            }
        }
    }
}
