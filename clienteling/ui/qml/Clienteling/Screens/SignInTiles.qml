pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The store, a greeting, and a tile for every seller.
FocusScope {
    id: side

    required property SignInModel model
    required property bool landscape
    // How far the line with the store's name may reach.
    required property real headerWidth
    readonly property int margin: landscape ? 72 : Theme.space40
    readonly property int foot: offline.visible ? offline.height + offline.anchors.bottomMargin + Theme.space16
        : landscape ? Theme.space40 : Theme.space8
    readonly property int wantedHeight: grid.y + grid.ring + Math.ceil(grid.count / grid.columns) * grid.cellHeight + foot
    readonly property int smallestHeight: grid.y + grid.ring + grid.cellHeight + foot

    Row {
        id: store

        x: side.margin
        y: side.landscape ? 64 : 28
        height: 40
        spacing: Theme.space16

        LogoMark {
            size: 40
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, Math.max(0, side.headerWidth - side.margin - 40 - 2 * Theme.space16))
            singleLine: true
            text: side.model.storeName
            role: Label.Role.Strong
        }
    }

    Label {
        id: greeting

        x: side.margin
        y: store.y + store.height + (side.landscape ? 45 : Theme.space24)
        width: side.width - 2 * side.margin
        text: side.model.greeting
        role: Label.Role.Display
        font.pixelSize: Math.round((side.landscape ? 38 : 30) * Theme.scale)
    }

    EmptyState {
        y: grid.y
        x: side.margin
        width: side.width - 2 * side.margin
        visible: side.model.empty && !side.model.failed
        iconName: "users"
        text: qsTr("Head office has not named any sellers for this store yet.")
    }

    ErrorState {
        y: grid.y
        x: side.margin
        width: side.width - 2 * side.margin
        visible: side.model.failed
        text: qsTr("The names of the sellers could not be read.")
        actionText: qsTr("Try again")
        actionIcon: "arrow-clockwise"
        onAction: side.model.refresh()
    }

    GridView {
        id: grid

        readonly property int columns: Math.max(2, Math.floor((width - ring) / (200 * Theme.iconScale)))

        // Room for the focus ring of the tiles at the edge.
        readonly property int ring: 6
        property int tallest: 188

        objectName: "signIn.sellers"
        x: side.margin - ring
        y: greeting.y + greeting.height + (side.landscape ? 31 : Theme.space24) - ring
        width: Math.floor(side.width - 2 * side.margin + Theme.space16) + ring
        height: Math.max(0, side.height - y - side.foot)
        leftMargin: ring
        topMargin: ring
        cellWidth: Math.floor((width - ring) / columns)
        cellHeight: tallest + Theme.space16
        clip: true
        model: side.model.sellers
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: false
        cacheBuffer: 2000
        reuseItems: true
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Sellers")

        delegate: SignInTile {
            width: grid.cellWidth
            height: grid.cellHeight
            onChosen: key === "" ? side.model.somebodyElse() : side.model.choose(key)
            onWantedHeightChanged: grid.tallest = Math.max(grid.tallest, wantedHeight)
            onFocused: Qt.callLater(grid.positionViewAtIndex, index, GridView.Contain)
        }
    }

    ScrollMark {
        flickable: grid
    }

    Connections {
        target: Theme

        function onTextScaleChanged() {
            grid.tallest = 188;
        }
    }

    IconLine {
        id: offline

        x: side.margin
        width: side.width - 2 * side.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: side.landscape ? 63 : Theme.space16
        visible: side.model.line !== "online" && side.model.line !== ""
        iconName: side.model.line === "offline" ? "cloud-slash" : "cloud-arrow-up"
        iconSize: Theme.iconMedium
        role: Label.Role.Body
        text: side.model.lineText
        color: Theme.text2
    }
}
