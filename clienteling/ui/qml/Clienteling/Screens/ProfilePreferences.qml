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
            model: page.model.sections.groups

            ProfileGroup {
                width: page.columnWidth
                page: page
            }
        }

        EmptyState {
            width: parent.width
            visible: !page.model.anyPreference
            iconName: "heart"
            text: qsTr("No sizes or tastes yet. Ask for one today.")
            actionText: qsTr("Add a preference")
            onAction: page.app.sheets.openPreference(page.customer, "")
        }
    }
}
