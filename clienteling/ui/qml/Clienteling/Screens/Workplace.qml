pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The signed-in app: the frame, the section in view, the enrichment sheets.
Item {
    id: workplace

    required property AppModel app

    // A loyalty card may be scanned on any screen.
    Window.onWindowChanged: workplace.app.scanner.watch(Window.window)
    Component.onCompleted: workplace.app.scanner.watch(Window.window)
    Component.onDestruction: workplace.app.scanner.watch(null)

    Shell {
        id: shell

        anchors.fill: parent
        currentSection: workplace.app.section
        waitingCount: workplace.app.sync.attention
        connection: workplace.app.sync.connectionIcon
        connectionText: workplace.app.sync.connectionText
        sellerInitials: workplace.app.signIn.currentInitials
        sellerName: workplace.app.signIn.currentName
        onSectionChosen: section => workplace.app.show(section)
        onConnectionTapped: workplace.app.show("sync")
        onSellerTapped: workplace.app.show("settings")
        onUndo: workplace.app.toast.undo()
        onToastExpired: workplace.app.toast.dismiss()

        Loader {
            anchors.fill: parent
            active: workplace.app.section === "today"
            focus: active
            sourceComponent: Today {
                model: workplace.app.today
                sellerInitials: workplace.app.signIn.currentInitials
                sellerName: workplace.app.signIn.currentName
                offlineText: workplace.app.sync.badgeText
                onSellerTapped: workplace.app.show("settings")
                onOfflineTapped: workplace.app.show("sync")
            }
        }
        Loader {
            anchors.fill: parent
            // Stays loaded: a search and an open profile survive a look at another section.
            active: workplace.app.section === "customers" || item !== null
            visible: workplace.app.section === "customers"
            focus: visible
            sourceComponent: Customers {
                app: workplace.app
            }
        }
        Loader {
            anchors.fill: parent
            active: workplace.app.section === "new"
            focus: active
            sourceComponent: NewCustomer {
                model: workplace.app.newCustomer
                handOver: workplace.app.handOver
            }
        }
        Loader {
            anchors.fill: parent
            active: workplace.app.section === "sync"
            focus: active
            sourceComponent: SyncCentre {
                model: workplace.app.sync
            }
        }
        Loader {
            anchors.fill: parent
            active: workplace.app.section === "settings"
            focus: active
            sourceComponent: Settings {
                app: workplace.app
            }
        }
    }

    Sheets {
        anchors.fill: parent
        model: workplace.app.sheets
        sync: workplace.app.sync
    }

    OnDemand {
        wanted: workplace.app.pinNotice.opened
        sourceComponent: PinNoticeSheet {
            model: workplace.app.pinNotice
        }
    }

    Connections {
        target: workplace.app.toast

        function onShown() {
            // The one that stood here goes without a word: its time is not over, something newer took its place.
            shell.hideToast();
            if (workplace.app.toast.text === "")
                return;
            if (workplace.app.toast.trouble)
                shell.showTrouble(workplace.app.toast.text);
            else
                shell.showToast(workplace.app.toast.text, workplace.app.toast.undoable);
        }
    }
}
