pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Results on the left, the open profile on the right; on a narrow screen first the one, then the other.
FocusScope {
    id: screen

    required property AppModel app
    readonly property bool landscape: width >= Theme.landscapeFrom - Theme.railWidth
    readonly property bool profileShown: app.profile.open
    readonly property bool profileSeen: profileShown && profile.lit
    // When nobody sees the profile any more it goes part by part.
    property bool kept: false

    function leave() {
        (profile.item as Profile)?.leave();
    }
    function stay() {
        if (profile.item)
            (profile.item as Profile).leaving = false;
    }
    function release() {
        screen.kept = screen.profileShown || ((profile.item as Profile)?.held ?? false);
    }

    Component.onCompleted: screen.release()
    onProfileShownChanged: Qt.callLater(screen.release)

    CustomerList {
        id: list

        width: screen.landscape ? 340 : screen.width
        height: screen.height
        visible: screen.landscape || !screen.profileSeen
        model: screen.app.customers
        landscape: screen.landscape
        offline: screen.app.sync.connection === "offline"
        focus: visible
    }

    Rectangle {
        x: list.width - 1
        width: 1
        height: screen.height
        visible: screen.landscape
        color: Theme.line
    }

    Part {
        id: profile

        x: screen.landscape ? list.width : 0
        width: screen.width - x
        height: screen.height
        wanted: screen.profileShown || screen.kept
        visible: screen.profileShown
        opacity: lit ? 1 : 0
        enabled: lit
        sourceComponent: Profile {
            app: screen.app
            landscape: screen.landscape
        }
    }

    Connections {
        target: profile.item as Profile

        function onHeldChanged() {
            Qt.callLater(screen.release);
        }
    }

    EmptyState {
        x: list.width + Theme.space40
        width: screen.width - x - Theme.space40
        anchors.verticalCenter: parent.verticalCenter
        visible: screen.landscape && !screen.profileSeen
        iconName: "users"
        text: qsTr("Choose a customer to see what is worth knowing.")
    }
}
