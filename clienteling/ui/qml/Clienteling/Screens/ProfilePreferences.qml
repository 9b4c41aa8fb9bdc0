pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// Preferences by group of the taxonomy: what is known, and what one could ask.
ProfilePage {
    id: page

    scrolled: view.contentY

    ProfileScroll {
        id: view

        page: page
        spacing: Theme.space16

        Repeater {
            id: groups

            model: page.model.sections.groups

            Part {
                id: group

                required property string key
                required property string heading
                required property list<string> keys
                required property list<string> labels
                required property list<string> looks
                required property list<string> missing
                required property list<string> missingLabels

                width: page.columnWidth
                sourceComponent: ProfileGroup {
                    page: page
                    key: group.key
                    heading: group.heading
                    keys: group.keys
                    labels: group.labels
                    looks: group.looks
                    missing: group.missing
                    missingLabels: group.missingLabels
                }
            }
        }

        EmptyState {
            width: parent.width
            visible: groups.count === 0
            iconName: "heart"
            text: qsTr("Head office has not said yet which preferences are worth knowing.")
            actionText: qsTr("Quick note")
            onAction: page.app.sheets.openNote(page.customer)
        }
    }
}
