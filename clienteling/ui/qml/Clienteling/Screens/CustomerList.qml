pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Search box, filter chips, results as you type.
FocusScope {
    id: side

    required property CustomersModel model
    required property bool landscape
    required property bool offline
    readonly property int margin: landscape ? 20 : Theme.space32

    Label {
        id: title

        x: side.landscape ? 28 : Theme.space40
        y: 35
        text: qsTr("Customers")
        role: Label.Role.Title
    }

    Part {
        id: box

        x: side.margin
        y: title.y + title.height + Theme.space16
        width: side.width - 2 * x
        focus: true
        sourceComponent: SearchField {
            objectName: "customers.search"
            placeholder: qsTr("Name, phone, e-mail, card")
            accessibleName: qsTr("Search customers")
            focus: true
            text: side.model.text
            onEdited: text => side.model.search(text)
            onAccepted: side.model.openFirst()
            onResultsWanted: results.forceActiveFocus()
        }
    }

    Part {
        id: chips

        x: side.margin
        y: box.y + box.height + 10
        width: side.width - 2 * x
        sourceComponent: CustomerFilters {
            model: side.model
        }
    }

    ListView {
        id: results

        objectName: "customers.results"
        x: side.landscape ? Theme.space12 : Theme.space24
        y: chips.y + chips.height + 14
        width: side.width - 2 * x
        height: results.reach.height
        displayMarginBeginning: results.reach.margin
        displayMarginEnd: results.reach.margin
        cacheBuffer: 0
        clip: true
        spacing: Theme.space4
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        model: side.model.rows
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Results")
        onAtYEndChanged: if (atYEnd && count > 0)
            side.model.more()

        readonly property Reach reach: Reach { list: results; full: summary.y - results.y - Theme.space8 }

        delegate: CustomerResult {
            width: results.width
            onClicked: side.model.open(row.key)
        }
    }

    Skeleton {
        x: side.margin + Theme.space8
        y: results.y + Theme.space12
        width: side.width - 2 * x
        active: side.model.loading
        rows: 6
    }

    ErrorState {
        objectName: "customers.failed"
        x: side.margin + Theme.space8
        y: results.y + Theme.space12
        width: side.width - 2 * x
        visible: side.model.failed
        text: qsTr("The search did not work. Everything is still there.")
        actionText: qsTr("Try again")
        onAction: side.model.retry()
    }

    EmptyState {
        objectName: "customers.nobody"
        x: side.margin + Theme.space8
        y: results.y + Theme.space12
        width: side.width - 2 * x
        visible: side.model.nobody
        iconName: "user-circle"
        text: side.model.canLookUp && side.offline
            ? qsTr("Nobody in this store. Other stores can be asked once this tablet is online.") : side.model.nobodyText
        actionText: side.model.canWiden ? qsTr("Search everyone")
            : side.model.canLookUp && !side.offline ? qsTr("Look in other stores") : ""
        onAction: side.model.canWiden ? side.model.searchEveryone() : side.model.lookElsewhere()
    }

    Label {
        id: summary

        x: title.x
        width: side.width - 2 * x
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        text: side.model.summary
        role: Label.Role.Caption
        color: Theme.text2
    }

    OnDemand {
        wanted: side.model.lookup.opened
        sourceComponent: LookupSheet {
            model: side.model.lookup
        }
    }
    Part {
        wanted: side.model.messaging.step !== "" || item !== null
        sourceComponent: MessagingSheet {
            model: side.model.messaging
        }
    }

    Connections {
        target: side.model

        function onRestarted() {
            if (!results.atYBeginning)
                results.positionViewAtBeginning();
        }
    }
}
