pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// One customer: header and tabs over the section in view. The header scrolls away with it, the tabs stay.
FocusScope {
    id: screen

    required property AppModel app
    required property bool landscape
    readonly property ProfileModel model: app.profile
    readonly property int margin: landscape ? Theme.space32 : width < 640 ? Theme.space24 : Theme.space40
    readonly property int columnWidth: Math.min(width - 2 * margin, Theme.detailMaximum)
    readonly property bool ready: model.state === "ready"
    readonly property bool failing: !ready && !model.loading && model.state !== "closed"
    // There are sections, or they are still going.
    readonly property bool held: loader.active
    // All of the app is being taken down, or another language is to be spoken.
    property bool leaving: false
    readonly property int hidden: {
        const pages = loader.pages;
        return pages && !pages.leaving ? Math.max(0, Math.min(pages.scrolled, header.height - header.tabsHeight)) : 0;
    }

    function leave() {
        screen.leaving = true;
    }

    Keys.onEscapePressed: event => {
        event.accepted = !screen.landscape;
        if (!screen.landscape)
            screen.model.close();
    }
    Component.onCompleted: if (!screen.landscape)
        screen.forceActiveFocus()
    // Another customer was opened while the one before was still going.
    onVisibleChanged: if (screen.visible && !screen.landscape)
        screen.forceActiveFocus()

    Loader {
        id: loader

        readonly property ProfilePages pages: item as ProfilePages
        readonly property bool wanted: screen.ready && !screen.leaving
        readonly property bool emptied: pages !== null && pages.empty

        function follow() {
            if (loader.wanted && loader.pages === null)
                loader.active = true;
            else if (!loader.wanted && loader.pages !== null && !loader.pages.leaving)
                loader.pages.leave();
        }

        function begin() {
            loader.active = false;
            loader.follow();
        }

        anchors.fill: parent
        active: false
        Component.onCompleted: loader.follow()
        onWantedChanged: loader.follow()
        onEmptiedChanged: if (loader.emptied)
            Qt.callLater(loader.begin)
        sourceComponent: ProfilePages {
            app: screen.app
            popover: popover.item as ProfilePopover
            margin: screen.margin
            columnWidth: screen.columnWidth
            headroom: header.height
            tabsHeight: header.tabsHeight
        }
    }

    ProfileHeader {
        id: header

        y: -screen.hidden
        width: screen.width
        app: screen.app
        landscape: screen.landscape
        margin: screen.margin
        columnWidth: screen.columnWidth
        focus: true
        onMessage: {
            screen.model.message.begin();
            message.asked = true;
        }
    }

    Skeleton {
        x: screen.margin
        y: header.height + Theme.space24
        width: screen.columnWidth
        active: screen.model.loading
    }

    OnDemand {
        x: screen.margin
        y: header.height + Theme.space40
        width: screen.columnWidth
        wanted: screen.failing
        visible: screen.failing
        sourceComponent: ErrorState {
            objectName: "profile.trouble"
            text: screen.model.stateText
            actionText: screen.model.state === "failed" ? qsTr("Try again")
                : screen.model.state === "joined" ? qsTr("Open the joined profile") : qsTr("Back to the customers")
            onAction: {
                if (screen.model.state === "failed")
                    screen.model.again();
                else if (screen.model.state === "joined")
                    screen.model.openJoined();
                else
                    screen.model.close();
            }
        }
    }

    Part {
        id: popover

        sourceComponent: ProfilePopover {
            app: screen.app
        }
    }

    Part {
        id: message

        property bool asked: false

        wanted: asked || item !== null
        sourceComponent: ProfileMessage {
            model: screen.model.message
            customerName: screen.model.name
            wanted: message.asked
            onCloseWanted: message.asked = false
            onAsk: channel => screen.app.sheets.openConsentAt(screen.model.customerId, "marketing", channel)
        }
    }

    OnDemand {
        wanted: screen.model.reveal.asking
        sourceComponent: RevealSheet {
            model: screen.model.reveal
        }
    }
}
