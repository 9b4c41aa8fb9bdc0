pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// Important dates, and the people around the customer.
ProfilePage {
    id: page

    scrolled: view.contentY

    ProfileScroll {
        id: view

        page: page
        topGap: Theme.space12

        Part {
            width: parent.width
            sourceComponent: Column {
                width: page.columnWidth

                SectionHeader {
                    width: parent.width
                    title: qsTr("Important dates")
                    actionText: qsTr("Add")
                    actionName: qsTr("Add an important date")
                    onAction: page.app.sheets.openDate(page.customer, "")
                }

                Repeater {
                    id: dates

                    model: page.model.sections.dates

                    ProfileDetail {
                        id: date

                        required property string symbol
                        required property string day
                        required property string soon

                        objectName: "profile.date"
                        width: page.columnWidth
                        iconName: symbol
                        value: day
                        note: soon
                        onClicked: page.popover.showFact(date.spot, "date", key)
                    }
                }

                EmptyState {
                    width: parent.width
                    visible: dates.count === 0
                    iconName: "cake"
                    text: qsTr("No date yet. A birthday is a good reason to call.")
                }
            }
        }

        Part {
            width: parent.width
            sourceComponent: Column {
                width: page.columnWidth

                SectionHeader {
                    width: parent.width
                    height: Theme.target
                    title: qsTr("People")
                }

                Repeater {
                    id: people

                    model: page.model.sections.people

                    ProfileDetail {
                        id: person

                        required property string symbol
                        required property string relation
                        required property string customer

                        objectName: "profile.person"
                        width: page.columnWidth
                        iconName: symbol
                        value: relation
                        leadsOn: customer !== ""
                        onClicked: {
                            if (customer !== "")
                                page.model.openCustomer(customer);
                            else
                                page.popover.showFact(person.spot, "relation", key);
                        }
                    }
                }

                EmptyState {
                    width: parent.width
                    visible: people.count === 0
                    iconName: "users"
                    text: qsTr("Nobody around this customer is known yet.")
                    actionText: qsTr("Write it in a note")
                    onAction: page.app.sheets.openNote(page.customer)
                }
            }
        }
    }
}
