pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// The latest of the timeline.
Column {
    id: part

    required property ProfilePage page

    spacing: Theme.space8

    Label {
        width: parent.width
        role: Label.Role.Heading
        text: qsTr("Timeline")
        Accessible.role: Accessible.Heading
    }

    Column {
        width: parent.width

        Repeater {
            id: rows

            model: part.page.model.timeline.latest

            TimelineRow {
                required property int index
                required property string key
                required property string symbol
                required property string headline
                required detail
                required pending

                objectName: "profile.latest"
                width: parent.width
                iconName: symbol
                title: headline
                last: index === rows.count - 1
                onClicked: part.page.model.showEvent(key)
            }
        }
    }

    Label {
        width: parent.width
        visible: rows.count === 0
        paragraph: true
        color: Theme.text2
        text: qsTr("Nothing has happened yet. A first note begins the story.")
    }
}
