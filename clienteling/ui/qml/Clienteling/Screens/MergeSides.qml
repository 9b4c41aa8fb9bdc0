pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Clienteling.Controls
import Clienteling.ViewModels

// Both profiles beside each other, below each other where there is no room.
GridLayout {
    id: sides

    required property MergeSheetModel model
    readonly property bool deciding: model.mode === "decide"

    columns: width >= 480 * Theme.iconScale ? 2 : 1
    columnSpacing: Theme.space12
    rowSpacing: Theme.space12
    uniformCellWidths: true

    Repeater {
        model: sides.deciding ? sides.model.sides : null

        MergeSide {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            onClicked: sides.model.chooseStays(key)
        }
    }
    Repeater {
        model: sides.deciding ? null : sides.model.sides

        MergeLook {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
        }
    }
}
