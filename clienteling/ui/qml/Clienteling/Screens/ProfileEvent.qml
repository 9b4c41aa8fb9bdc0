pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// One thing that happened; unfolded it shows its words, its lines with prices, and who wrote it down.
Column {
    id: event

    required property ProfilePage page
    required property int index
    required property string key
    required property string symbol
    required property string headline
    required property string detail
    required property list<string> lines
    required property list<string> amounts
    required property string source
    required property bool pending
    required property bool unfolded
    required property string takeBack
    required property bool editable

    signal focused(place: int)

    // The keyboard's focus comes here.
    function take() {
        row.forceActiveFocus(Qt.TabFocusReason);
    }

    bottomPadding: unfolded ? Theme.space16 : 0

    TimelineRow {
        id: row

        objectName: "profile.event"
        width: parent.width
        iconName: event.symbol
        title: event.headline
        detail: event.detail
        pending: event.pending
        last: event.index === event.ListView.view.count - 1
        Accessible.description: event.unfolded ? qsTr("Unfolded") : ""
        onClicked: event.page.model.timeline.toggle(event.key)
        onActiveFocusChanged: if (activeFocus)
            event.focused(event.index)
    }

    Item {
        width: parent.width
        height: words.height
        visible: event.unfolded

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
            active: event.unfolded
            sourceComponent: ProfileEventWords {
                lines: event.lines
                amounts: event.amounts
                source: event.source
                pending: event.pending
                takeBack: event.takeBack
                editable: event.editable
                onEdit: event.page.app.sheets.editNote(event.page.customer, event.key)
                onRemove: event.page.model.timeline.takeBack(event.key)
            }
        }
    }
}
