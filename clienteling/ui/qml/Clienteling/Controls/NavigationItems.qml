pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts

// The sections, once, for rail (one column) and bottom bar (one row).
GridLayout {
    id: items

    property string currentSection: "today"
    property int waitingCount: 0
    property bool showStore: false
    property int itemWidth: Theme.railWidth

    signal sectionChosen(section: string)

    columnSpacing: 0
    rowSpacing: 0
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Sections")

    component Section: RailButton {
        required property string section

        objectName: "rail." + section
        Layout.preferredWidth: items.itemWidth
        Layout.alignment: Qt.AlignHCenter
        current: items.currentSection === section
        onClicked: items.sectionChosen(section)
    }

    Section {
        section: "today"
        text: qsTr("Today")
        iconName: "sun-horizon"
    }

    Section {
        section: "customers"
        text: qsTr("Customers")
        iconName: "users"
    }

    Section {
        section: "new"
        //: The section that adds a new customer.
        text: qsTr("New")
        iconName: "user-plus"
    }

    Section {
        section: "sync"
        text: qsTr("Sync")
        iconName: "arrows-clockwise"
        count: items.waitingCount
    }

    Section {
        section: "store"
        visible: items.showStore
        text: qsTr("Store")
        iconName: "storefront"
    }
}
