pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// The frame of the signed-in app: rail (landscape) or bottom bar (portrait), the current screen, the toast.
Item {
    id: shell

    // "today", "customers", "new", "sync" or "store".
    property string currentSection: "today"
    property int waitingCount: 0
    // "online", "offline" or "slow".
    property string connection: "offline"
    property string connectionText: ""
    property string sellerInitials: ""
    property string sellerName: ""
    property bool showStore: false
    // A screen that fills everything (sign in, enrol) hides the navigation.
    property bool navigationShown: true
    default property alias content: stage.data

    readonly property bool landscape: width >= Theme.landscapeFrom

    signal sectionChosen(section: string)
    signal connectionTapped
    signal sellerTapped
    signal undo
    signal toastExpired

    // What just happened, or did not work (`trouble`); with `canUndo` the seller has 15 s to take it back (signal undo).
    function say(message: string, trouble: bool, canUndo: bool) {
        if (trouble)
            toast.warn(message);
        else
            toast.show(message, canUndo);
    }

    function hideToast() {
        toast.dismiss();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }

    Part {
        id: rail

        visible: shell.landscape && shell.navigationShown
        wanted: visible
        width: Theme.railWidth
        height: shell.height
        sourceComponent: Rail {
            currentSection: shell.currentSection
            waitingCount: shell.waitingCount
            connection: shell.connection
            connectionText: shell.connectionText
            sellerInitials: shell.sellerInitials
            sellerName: shell.sellerName
            showStore: shell.showStore
            onSectionChosen: section => shell.sectionChosen(section)
            onConnectionTapped: shell.connectionTapped()
            onSellerTapped: shell.sellerTapped()
        }
    }

    FocusScope {
        id: stage

        x: rail.visible ? rail.width : 0
        width: shell.width - x
        height: shell.height - (bar.visible ? bar.height : 0)
        focus: true
    }

    Part {
        id: bar

        visible: !shell.landscape && shell.navigationShown
        wanted: visible
        anchors.bottom: parent.bottom
        width: shell.width
        sourceComponent: BottomBar {
            currentSection: shell.currentSection
            waitingCount: shell.waitingCount
            showStore: shell.showStore
            onSectionChosen: section => shell.sectionChosen(section)
        }
    }

    Toast {
        id: toast

        anchors.horizontalCenter: stage.horizontalCenter
        width: Math.min(720, stage.width - 2 * Theme.space40)
        y: stage.height - height - Theme.space16
        onUndo: shell.undo()
        onExpired: shell.toastExpired()
    }
}
