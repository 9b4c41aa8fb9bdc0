pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// One thing that happened; unfolded it shows its words, its lines with prices, and who wrote it down.
Column {
    id: event

    required property ProfilePage page
    required property int index
    required property var row

    signal focused(place: int)

    // The keyboard's focus comes here.
    function take() {
        line.forceActiveFocus(Qt.TabFocusReason);
    }

    bottomPadding: event.row.unfolded ? Theme.space16 : 0
    // Kept for another row, it is no place for Tab.
    ListView.onPooled: visible = false
    ListView.onReused: visible = true

    TimelineRow {
        id: line

        objectName: "profile.event"
        width: parent.width
        iconName: event.row.symbol
        title: event.row.headline
        detail: event.row.detail
        pending: event.row.pending
        last: event.index === event.ListView.view.count - 1
        Accessible.description: event.row.unfolded ? qsTr("Unfolded") : ""
        onClicked: event.page.model.timeline.toggle(event.row.key)
        onActiveFocusChanged: if (activeFocus)
            event.focused(event.index)
    }

    Item {
        width: parent.width
        height: words.height
        visible: event.row.unfolded

        // The thread goes on to the next event.
        Divider {
            visible: event.index < event.ListView.view.count - 1
            x: 15
            width: 1
            height: parent.height + event.bottomPadding
        }

        Loader {
            id: words

            x: 46
            width: parent.width - x
            active: event.row.unfolded
            sourceComponent: ProfileEventWords {
                lines: event.row.lines
                amounts: event.row.amounts
                source: event.row.source
                pending: event.row.pending
                takeBack: event.row.takeBack
                editable: event.row.editable
                onEdit: event.page.app.sheets.editNote(event.page.customer, event.row.key)
                onRemove: event.page.model.timeline.takeBack(event.row.key)
            }
        }
    }
}
