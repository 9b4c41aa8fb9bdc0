pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The store, a greeting, and a tile for every seller.
FocusScope {
    id: side

    required property SignInModel model
    required property SyncModel sync
    required property bool landscape
    readonly property int margin: landscape ? 72 : Theme.space40

    Row {
        id: store

        x: side.margin
        y: side.landscape ? 64 : Theme.space24
        height: 40
        spacing: Theme.space16

        LogoMark {
            size: 40
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: side.model.storeName
            role: Label.Role.Strong
        }
    }

    Label {
        id: greeting

        x: side.margin
        y: store.y + store.height + (side.landscape ? Theme.space40 + 6 : Theme.space16)
        width: side.width - 2 * side.margin
        text: side.model.greeting
        role: side.landscape ? Label.Role.Display : Label.Role.Title
    }

    EmptyState {
        anchors.top: greeting.bottom
        anchors.topMargin: Theme.space24
        x: side.margin
        width: side.width - 2 * side.margin
        visible: side.model.empty
        iconName: "users"
        text: qsTr("Head office has not named any sellers for this store yet.")
    }

    GridView {
        id: grid

        readonly property int columns: Math.max(2, Math.floor((width + Theme.space16) / 200))

        objectName: "signIn.sellers"
        x: side.margin
        y: greeting.y + greeting.height + (side.landscape ? 34 : Theme.space16)
        width: Math.floor(side.width - 2 * side.margin + Theme.space16)
        height: offline.y - y - Theme.space16
        cellWidth: Math.floor(width / columns)
        cellHeight: Math.max(204, Math.round(152 * Theme.scale) + 52)
        clip: true
        model: side.model.sellers
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: false
        reuseItems: true

        delegate: Item {
            id: cell

            required property string key
            required property string name
            required property string initials
            required property string caption
            required property string hint
            required property bool selected

            width: grid.cellWidth
            height: grid.cellHeight

            SellerTile {
                objectName: "signIn.seller." + cell.initials
                width: parent.width - Theme.space16
                height: parent.height - Theme.space16
                text: cell.name
                initials: cell.initials
                detail: cell.hint !== "" ? qsTr("Demo PIN %1").arg(cell.hint) : cell.caption
                current: cell.selected
                onClicked: side.model.choose(cell.key)
            }
        }
    }

    IconLine {
        id: offline

        x: side.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: side.landscape ? 64 : Theme.space16
        visible: side.sync.connection !== "online"
        iconName: side.sync.connectionIcon === "offline" ? "cloud-slash" : "cloud-check"
        text: side.sync.connectionText
        color: Theme.text2
        iconColor: Theme.text2
    }
}
