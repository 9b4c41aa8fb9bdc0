pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
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
        y: 35
        text: qsTr("Sync")
        role: Label.Role.Title
        font.pixelSize: Math.round(26 * Theme.scale)
        Accessible.role: Accessible.Heading
    }

    IconLine {
        id: connection

        x: title.x
        y: title.y + title.height + 11
        width: side.width - 2 * x
        iconName: side.model.connectionIcon === "offline" ? "cloud-slash"
            : side.model.connectionIcon === "slow" ? "cloud-arrow-up" : "cloud-check"
        iconSize: Theme.iconMedium
        role: Label.Role.Label
        font.weight: Font.Normal
        text: side.model.connectionText
        color: Theme.text2
    }

    ScrollColumn {
        anchors.top: connection.bottom
        anchors.topMargin: 26 - ring
        anchors.bottom: now.top
        anchors.bottomMargin: Theme.space12

        readonly property int ring: 6

        width: side.width
        sideMargin: side.landscape ? Theme.space12 : Theme.space24
        bottomMarginExtra: 0
        spacing: Theme.space4

        Item {
            width: 1
            height: 2
        }
        SyncUnknown {
            width: parent.width
            model: side.model
        }
        SyncNotice {
            width: parent.width
            model: side.model
        }
        Repeater {
            model: side.model.groups

            Part {
                id: group

                required property string key
                required property string caption
                required property string count
                required property string groupTitle
                required property string groupIcon
                required property bool selected

                width: parent.width
                focus: selected
                sourceComponent: ListRow {
                    id: row

                    objectName: "sync.group." + group.key
                    minimumHeight: 76
                    compact: true
                    titleWraps: true
                    title: group.groupTitle
                    subtitle: group.caption
                    iconName: group.groupIcon
                    current: group.selected && side.landscape
                    dividerShown: false
                    focus: true
                    accessibleName: qsTr("%1, %2, %3").arg(group.groupTitle).arg(group.count).arg(group.caption)
                    onClicked: {
                        side.model.choose(group.key);
                        side.chosen();
                    }

                    Label {
                        Layout.preferredHeight: row.height - 30
                        Layout.rightMargin: 2
                        text: group.count
                        role: Label.Role.Heading
                        Accessible.ignored: true
                    }
                }
            }
        }
    }

    Button {
        id: now

        objectName: "sync.now"
        x: title.x
        width: side.width - 2 * x
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        text: side.model.syncing ? qsTr("Exchanging with head office") : qsTr("Sync now")
        iconName: "arrows-clockwise"
        kind: Button.Kind.Secondary
        busy: side.model.syncing
        onClicked: side.model.syncNow()
    }
}
