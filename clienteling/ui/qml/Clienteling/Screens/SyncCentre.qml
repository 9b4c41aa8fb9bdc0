pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What is on its way, what needs a decision, what came back. Groups on the left, the chosen one on the right.
FocusScope {
    id: screen

    required property SyncModel model
    readonly property bool landscape: width >= Theme.landscapeFrom - Theme.railWidth
    property bool groupOpen: false

    SyncGroups {
        id: groups

        width: screen.landscape ? 340 : screen.width
        height: screen.height
        visible: screen.landscape || !screen.groupOpen
        model: screen.model
        landscape: screen.landscape
        focus: true
        onChosen: screen.groupOpen = true
    }

    Rectangle {
        x: groups.width
        width: 1
        height: screen.height
        visible: screen.landscape
        color: Theme.line
    }

    Item {
        x: screen.landscape ? groups.width + 1 : 0
        width: screen.width - x
        height: screen.height
        visible: screen.landscape || screen.groupOpen

        Row {
            id: back

            visible: !screen.landscape
            x: Theme.space24
            y: Theme.space16
            spacing: Theme.space4

            IconButton {
                objectName: "sync.back"
                iconName: "arrow-left"
                text: qsTr("Back")
                onClicked: screen.groupOpen = false
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Sync")
                role: Label.Role.Label
                color: Theme.text2
            }
        }

        ScrollColumn {
            anchors.fill: parent
            anchors.topMargin: back.visible ? back.height + Theme.space16 : Theme.space32
            sideMargin: Theme.space40
            spacing: Theme.space24

            SyncConflict {
                width: parent.width
                visible: screen.model.group === "decide" && screen.model.hasConflict
                model: screen.model
            }
            SyncRejected {
                width: parent.width
                visible: screen.model.group === "back" && screen.model.hasRejected
                model: screen.model
            }
            SyncItems {
                width: parent.width
                model: screen.model
            }
        }
    }
}
