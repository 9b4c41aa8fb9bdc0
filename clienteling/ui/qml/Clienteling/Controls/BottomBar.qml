import QtQuick

// The portrait navigation.
Rectangle {
    id: bar

    property string currentSection: "today"
    property int waitingCount: 0
    property bool showStore: false

    signal sectionChosen(section: string)

    implicitHeight: Math.max(Theme.bottomBarHeight, items.implicitHeight + 20)
    color: Theme.canvas

    Divider {
        width: parent.width
    }

    NavigationItems {
        id: items

        anchors.horizontalCenter: parent.horizontalCenter
        y: 12
        columns: 5
        itemWidth: Math.min(144, Math.floor(bar.width / (bar.showStore ? 5 : 4)))
        currentSection: bar.currentSection
        waitingCount: bar.waitingCount
        showStore: bar.showStore
        onSectionChosen: section => bar.sectionChosen(section)
    }
}
