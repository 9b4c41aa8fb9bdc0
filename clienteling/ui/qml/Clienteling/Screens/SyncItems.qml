pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The rows of the chosen group; under a conflict or a rejection: those that come next.
Column {
    id: list

    required property SyncModel model
    readonly property bool below: (model.group === "decide" && model.conflict.there)
        || (model.group === "back" && model.rejected.there)

    topPadding: below ? Theme.space16 : 0

    Label {
        width: parent.width
        bottomPadding: Theme.space24
        visible: !list.below && !list.model.failed
        text: list.model.groupTitle
        role: Label.Role.Display
        font.pixelSize: Math.round(30 * Theme.scale)
        Accessible.role: Accessible.Heading
    }
    Label {
        width: parent.width
        bottomPadding: Theme.space12
        visible: list.below && rows.count > 0
        text: qsTr("Next")
        role: Label.Role.Heading
        Accessible.role: Accessible.Heading
    }
    Divider {
        width: parent.width
        visible: rows.count > 0
    }
    Skeleton {
        x: -Theme.space16
        width: parent.width
        rowHeight: 72
        active: list.model.loading
    }
    EmptyState {
        width: parent.width
        visible: !list.below && rows.count === 0 && !list.model.loading && !list.model.failed
        iconName: "check-circle"
        text: list.model.emptyText
    }

    Repeater {
        id: rows

        model: list.model.items

        Part {
            id: row

            required property string key
            required property string headline
            required property string detail
            required property string badge
            required property string badgeText

            width: list.width
            // Its place before it is made: else all below would move with each row that comes.
            height: Math.max(72, implicitHeight)
            sourceComponent: ListRow {
                objectName: "sync.item"
                minimumHeight: 72
                compact: true
                title: row.headline
                subtitle: row.detail
                inset: 0
                onClicked: list.model.openItem(row.key)

                Badge {
                    visible: row.badge !== ""
                    kind: row.badge === "conflict" ? Badge.Kind.Conflict : Badge.Kind.Rejected
                    text: row.badgeText
                }
                Icon {
                    name: "caret-right"
                    size: Theme.iconSmall
                    color: Theme.text
                }
            }
        }
    }

    TextLink {
        objectName: "sync.more"
        visible: text !== ""
        text: list.model.moreText
        onClicked: list.model.more()
    }
}
