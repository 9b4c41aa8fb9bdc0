pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What stands above the things to do: on a narrow screen today's appointments; what to say when there is nothing.
Column {
    id: above

    required property TodayModel model
    required property bool visitsShown
    property real lastHeight: 0

    signal grown(before: real)

    onHeightChanged: {
        const before = above.lastHeight;
        above.lastHeight = above.height;
        above.grown(before);
    }

    bottomPadding: visits.visible || nothing.visible || trouble.visible ? Theme.space16 : 0

    TodayVisits {
        id: visits

        width: parent.width
        visible: above.visitsShown && count > 0
        model: above.model
        topGap: 0
    }
    EmptyState {
        id: nothing

        width: parent.width
        visible: above.model.nothing
        iconName: "sun-horizon"
        text: above.model.emptyText
    }
    ErrorState {
        id: trouble

        objectName: "today.error"
        width: parent.width
        visible: above.model.failed
        text: qsTr("What is due today could not be read. Nothing is lost.")
        actionText: qsTr("Try again")
        actionIcon: "arrow-clockwise"
        onAction: above.model.refresh()
    }
}
