pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The list of things to do, in sections; columns are named once, in the first header.
FocusScope {
    id: side

    required property TodayModel model
    // Room for the columns of days.
    required property bool wide

    ListView {
        id: list

        objectName: "today.tasks"
        anchors.fill: parent
        clip: true
        focus: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        model: side.model.tasks
        section.property: "section"
        section.delegate: TodayHeader {
            required property string section

            width: list.width
            sectionKey: section
            columns: side.wide
        }
        Accessible.role: Accessible.List
        Accessible.name: qsTr("To do")

        delegate: TodayTask {
            width: list.width
            wide: side.wide
            onClicked: side.model.openCustomer(customer)
            onDone: side.model.done(key)
            onMenuWanted: at => {
                menu.key = key;
                menu.openAt(at);
            }
        }

        footer: Item {
            width: list.width
            height: side.model.upcomingCount > 0 ? 76 : Theme.space16

            NavRow {
                objectName: "today.upcoming"
                y: Theme.space8
                width: parent.width
                visible: side.model.upcomingCount > 0
                dividerShown: false
                text: side.model.upcomingOpen ? qsTr("Fold the next 7 days") : qsTr("Next 7 days")
                value: String(side.model.upcomingCount)
                onClicked: side.model.toggleUpcoming()
            }
        }
    }

    EmptyState {
        width: parent.width
        y: Theme.space56
        visible: side.model.nothing
        iconName: "sun-horizon"
        text: qsTr("Nothing is due. A good moment to say hello to somebody in your book.")
    }

    Skeleton {
        width: parent.width
        active: side.model.loading
    }

    TodayMenu {
        id: menu

        model: side.model
    }
}
