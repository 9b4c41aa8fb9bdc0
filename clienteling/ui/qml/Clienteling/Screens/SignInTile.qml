import QtQuick
import Clienteling.Controls

// One place of the grid of sellers; without a key it is the way to somebody else.
Item {
    id: cell

    required property int index
    required property string key
    required property string name
    required property string initials
    required property string caption
    required property string hint
    required property bool selected

    readonly property int wantedHeight: Math.ceil(tile.implicitHeight)

    signal chosen
    signal focused

    // Kept for another row, it is no place for Tab.
    GridView.onPooled: visible = false
    GridView.onReused: visible = true

    SellerTile {
        id: tile

        objectName: cell.key === "" ? "signIn.else" : "signIn.seller." + cell.initials
        width: parent.width - Theme.space16
        height: parent.height - Theme.space16
        text: cell.name
        initials: cell.initials
        iconName: cell.key === "" ? "plus" : ""
        detail: cell.hint !== "" ? qsTr("Demo PIN %1").arg(cell.hint) : cell.caption
        current: cell.selected
        onClicked: cell.chosen()
        onActiveFocusChanged: {
            if (activeFocus)
                cell.focused();
        }
    }
}
