pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Everything the list can be narrowed by; each choice takes effect at once.
Sheet {
    id: sheet

    required property CustomersModel model

    objectName: "sheet.filters"
    title: qsTr("Filters")
    primaryText: qsTr("Show")
    primaryIcon: "check"
    onPrimary: sheet.closeWanted()

    Part {
        width: parent.width
        sourceComponent: SelectField {
            objectName: "filters.book"
            label: qsTr("Client book")
            options: sheet.model.bookNames
            currentIndex: sheet.model.bookIndex
            onChosen: index => sheet.model.chooseBook(index)
        }
    }
    Part {
        width: parent.width
        joined: true
        sourceComponent: SelectField {
            objectName: "filters.tier"
            label: qsTr("Loyalty tier")
            options: sheet.model.tierNames
            currentIndex: sheet.model.tierIndex
            onChosen: index => sheet.model.chooseTier(index)
        }
    }
    Part {
        width: parent.width
        sourceComponent: SelectField {
            objectName: "filters.month"
            label: qsTr("Birthday in")
            options: sheet.model.monthNames
            currentIndex: sheet.model.monthIndex
            onChosen: index => sheet.model.chooseMonth(index)
        }
    }
    Part {
        width: parent.width
        joined: true
        sourceComponent: SelectField {
            objectName: "filters.reach"
            label: qsTr("Consent")
            options: sheet.model.reachNames
            currentIndex: sheet.model.reachIndex
            onChosen: index => sheet.model.chooseReach(index)
        }
    }
    Switch {
        objectName: "filters.openFollowUp"
        width: parent.width
        text: qsTr("Only with an open follow-up")
        checked: sheet.model.openFollowUp
        onToggled: sheet.model.toggleOpenFollowUp()
    }
    Switch {
        objectName: "filters.notesOnly"
        width: parent.width
        text: qsTr("Look for words in notes only")
        checked: sheet.model.notesOnly
        onToggled: sheet.model.toggleNotesOnly()
    }
    Button {
        objectName: "filters.clear"
        visible: sheet.model.filterCount > 0
        text: qsTr("Clear filters")
        iconName: "x"
        kind: Button.Kind.Quiet
        onClicked: sheet.model.clearFilters()
    }
}
