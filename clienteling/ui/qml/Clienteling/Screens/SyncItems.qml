pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The rows of the chosen group; under a conflict or a rejection: those that come next.
Column {
    id: list

    required property SyncModel model
    readonly property bool below: (model.group === "decide" && model.hasConflict)
        || (model.group === "back" && model.hasRejected)

    spacing: Theme.space8

    Label {
        width: parent.width
        visible: !list.below
        text: list.model.groupTitle
        role: Label.Role.Display
    }
    Item {
        width: 1
        height: list.below ? 0 : Theme.space12
    }
    SectionHeader {
        width: parent.width
        visible: list.below && rows.count > 0
        title: qsTr("Next")
    }
    EmptyState {
        width: parent.width
        visible: !list.below && rows.count === 0
        iconName: "check-circle"
        text: list.model.emptyText
    }

    Repeater {
        id: rows

        model: list.model.items

        ListRow {
            id: row

            required property string key
            required property string headline
            required property string detail
            required property string badge
            required property string badgeText

            objectName: "sync.item"
            width: list.width
            title: headline
            subtitle: detail
            inset: 0
            onClicked: list.model.openItem(key)

            Badge {
                visible: row.badge !== ""
                kind: row.badge === "conflict" ? Badge.Kind.Conflict : Badge.Kind.Rejected
                text: row.badgeText
            }
            Icon {
                name: "caret-right"
                size: Theme.iconSmall
                color: Theme.text2
            }
        }
    }
}
