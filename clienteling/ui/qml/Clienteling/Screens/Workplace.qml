pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The signed-in app: the frame, the section in view, the enrichment sheets.
Item {
    id: workplace

    required property AppModel app
    // The section on the screen: the one before, while the one that was asked for is made.
    property string shown: ""
    // Nobody is signed in any more. All at once would take longer than a frame, so it goes as it came, a section of the
    // profile and then a part of the rest in each turn. Nobody sees it: see Rest.
    property bool leaving: false
    property int last: 0
    readonly property bool empty: last > 0 && Turns.called >= last
    // Rows of Today and the sync centre go by themselves, a few in each turn, what is left after them; new ones may come.
    property bool patient: true
    readonly property bool listsGo: leaving && (app.today.emptied && app.sync.emptied || !patient)

    function leave() {
        workplace.app.scanner.watch(null);
        sheets.leave();
        (customers.item as Customers)?.leave();
        for (const section of [customers, fresh, settings])
            section.leave();
        workplace.leaving = true;
    }

    onListsGoChanged: if (workplace.listsGo && workplace.last === 0) {
        today.leave();
        sync.leave();
        workplace.last = Turns.ask();
    }

    Timer {
        interval: 250
        running: workplace.leaving
        onTriggered: workplace.patient = false
    }

    component Section: WorkplaceSection {
        anchors.fill: parent
        asked: workplace.app.section === name
        shown: workplace.shown === name
        onThere: workplace.shown = name
    }

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

        Section {
            id: today

            name: "today"
            kept: true // taking all of its rows down at once would hold up the screen that comes
            sourceComponent: Today {
                model: workplace.app.today
                sellerInitials: workplace.app.signIn.currentInitials
                sellerName: workplace.app.signIn.currentName
                offlineText: workplace.app.sync.badgeText
                onSellerTapped: workplace.app.show("settings")
                onOfflineTapped: workplace.app.show("sync")
            }
        }
        Section {
            id: customers

            name: "customers"
            kept: true // a search and an open profile survive a look at another section
            sourceComponent: Customers {
                app: workplace.app
            }
        }
        Section {
            id: fresh

            name: "new"
            sourceComponent: NewCustomer {
                model: workplace.app.newCustomer
                handOver: workplace.app.handOver
            }
        }
        Section {
            id: sync

            name: "sync"
            kept: true // for the same reason
            sourceComponent: SyncCentre {
                model: workplace.app.sync
            }
        }
        Section {
            id: settings

            name: "settings"
            sourceComponent: Settings {
                app: workplace.app
                onLanguageChosen: language => change.speak(language)
            }
        }
    }

    Sheets {
        id: sheets

        anchors.fill: parent
        model: workplace.app.sheets
        sync: workplace.app.sync
        notice: workplace.app.pinNotice
    }

    LanguageChange {
        id: change

        app: workplace.app
        sheets: sheets
        customers: customers.item as Customers
    }

    Connections {
        target: workplace.app.toast

        function onShown() {
            // The one that stood here goes without a word: its time is not over, something newer took its place.
            shell.hideToast();
            if (workplace.app.toast.text !== "")
                shell.say(workplace.app.toast.text, workplace.app.toast.trouble, workplace.app.toast.undoable);
        }
    }
}
