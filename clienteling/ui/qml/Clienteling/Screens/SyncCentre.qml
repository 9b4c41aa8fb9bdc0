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

    Part {
        id: groups

        width: screen.landscape ? 340 : screen.width
        height: screen.height
        visible: screen.landscape || !screen.groupOpen
        focus: true
        sourceComponent: SyncGroups {
            model: screen.model
            landscape: screen.landscape
            focus: true
            onChosen: {
                screen.groupOpen = true;
                if (!screen.landscape)
                    back.forceActiveFocus();
            }

            Divider {
                anchors.right: parent.right
                height: parent.height
                visible: screen.landscape
            }
        }
    }

    Item {
        x: screen.landscape ? groups.width : 0
        width: Math.min(screen.width - x, Theme.detailMaximum)
        height: screen.height
        visible: screen.landscape || screen.groupOpen

        SyncBack {
            id: back

            visible: !screen.landscape
            x: Theme.space24
            y: Theme.space16
            onClicked: {
                screen.groupOpen = false;
                groups.forceActiveFocus();
            }
        }

        ScrollColumn {
            objectName: "sync.detail"
            anchors.fill: parent
            anchors.topMargin: back.visible ? back.y + back.height + Theme.space16 : Theme.space32
            sideMargin: Theme.space40
            spacing: Theme.space24

            ErrorState {
                objectName: "sync.error"
                width: parent.width
                visible: screen.model.failed
                text: qsTr("What is waiting could not be read. Nothing is lost.")
                actionText: qsTr("Try again")
                actionIcon: "arrow-clockwise"
                onAction: screen.model.refresh()
            }
            Part {
                width: parent.width
                visible: screen.model.group === "decide" && screen.model.conflict.there
                wanted: visible || item !== null
                sourceComponent: SyncConflict {
                    model: screen.model.conflict
                }
            }
            Part {
                width: parent.width
                visible: screen.model.group === "back" && screen.model.rejected.there
                wanted: visible || item !== null
                sourceComponent: SyncRejected {
                    model: screen.model.rejected
                }
            }
            Part {
                width: parent.width
                sourceComponent: SyncItems {
                    model: screen.model
                }
            }
        }
    }
}
