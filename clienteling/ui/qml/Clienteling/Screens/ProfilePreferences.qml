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

            ProfileGroup {
                width: page.columnWidth
                page: page
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
