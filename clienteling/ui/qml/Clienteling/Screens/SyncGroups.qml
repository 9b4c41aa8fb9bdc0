pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Title, connection, the four groups with their counts, and Sync now.
FocusScope {
    id: side

    required property SyncModel model
    required property bool landscape

    signal chosen

    Label {
        id: title

        x: side.landscape ? 28 : Theme.space40
        y: 36
        text: qsTr("Sync")
        role: Label.Role.Title
    }

    IconLine {
        id: connection

        x: title.x
        y: title.y + title.height + Theme.space12
        width: side.width - 2 * x
        iconName: side.model.connectionIcon === "offline" ? "cloud-slash" : "cloud-check"
        text: side.model.connectionText
        color: Theme.text2
        iconColor: Theme.text2
    }

    Column {
        anchors.top: connection.bottom
        anchors.topMargin: Theme.space32
        x: side.landscape ? Theme.space12 : Theme.space24
        width: side.width - 2 * x
        spacing: Theme.space4

        Repeater {
            model: side.model.groups

            ListRow {
                id: row

                required property string key
                required property string caption
                required property string count
                required property string groupTitle
                required property string groupIcon
                required property bool selected

                objectName: "sync.group." + key
                width: parent.width
                title: groupTitle
                subtitle: caption
                iconName: groupIcon
                current: selected && side.landscape
                dividerShown: false
                accessibleName: qsTr("%1, %2, %3").arg(groupTitle).arg(count).arg(caption)
                onClicked: {
                    side.model.choose(key);
                    side.chosen();
                }

                Label {
                    text: row.count
                    role: Label.Role.Strong
                }
            }
        }
    }

    Button {
        objectName: "sync.now"
        x: title.x
        width: side.width - 2 * x
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        text: qsTr("Sync now")
        iconName: "arrows-clockwise"
        kind: Button.Kind.Secondary
        busy: side.model.syncing
        onClicked: side.model.syncNow()
    }
}
