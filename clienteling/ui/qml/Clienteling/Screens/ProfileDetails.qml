pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// Everything else that is known, each value with its source; what waits for a decision or an action stands first.
ProfilePage {
    id: page

    scrolled: view.contentY

    ProfileScroll {
        id: view

        page: page
        topGap: Theme.space12
        spacing: Theme.space16

        Part {
            width: page.columnWidth
            visible: page.model.toDecide > 0
            wanted: page.model.toDecide > 0
            sourceComponent: ProfileProposals {
                page: page
            }
        }
        Part {
            width: page.columnWidth
            sourceComponent: ProfileTasks {
                page: page
            }
        }
        Part {
            width: page.columnWidth
            sourceComponent: ProfileValues {
                page: page
                title: qsTr("Contact")
                actionText: qsTr("Add")
                actionName: qsTr("Add a phone, e-mail or address")
                emptyText: qsTr("No way to reach this customer is known yet.")
                rows: page.model.sections.contacts
                onAction: page.app.sheets.openContact(page.customer, "")
            }
        }
        Part {
            width: page.columnWidth
            sourceComponent: ProfileValues {
                page: page
                title: qsTr("Person")
                missingText: qsTr("Not known yet")
                rows: page.model.sections.fields
            }
        }
        Part {
            width: page.columnWidth
            sourceComponent: ProfileTags {
                page: page
            }
        }
        Part {
            width: page.columnWidth
            sourceComponent: ProfileValues {
                page: page
                title: qsTr("Client book")
                actionText: qsTr("Change")
                actionName: qsTr("Change the client book")
                emptyText: qsTr("In nobody's client book yet.")
                rows: page.model.sections.book
                onAction: page.app.sheets.openBook(page.customer)
            }
        }
        Part {
            width: page.columnWidth
            sourceComponent: ProfileValues {
                page: page
                title: qsTr("Loyalty")
                emptyText: qsTr("Not a member of the loyalty programme.")
                rows: page.model.sections.loyalty
            }
        }
        Part {
            width: page.columnWidth
            sourceComponent: ProfileValues {
                page: page
                title: qsTr("Numbers and accounts")
                emptyText: qsTr("No source has given this customer a number.")
                rows: page.model.sections.identifiers
            }
        }
    }
}
