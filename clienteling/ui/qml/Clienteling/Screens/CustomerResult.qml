pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// One customer among the results: the name with what matched, a line under it, a clock while something waits. A row of the
// one list that is shown anew with each letter: no layouts, and what few rows have is made for those.
Pressable {
    id: result

    required property var row

    objectName: "customers.result"
    implicitHeight: Math.max(78, words.implicitHeight + 2 * Theme.space12)
    leftPadding: Theme.space16
    rightPadding: Theme.space16
    fill: result.row.selected ? Theme.accentSoft : Theme.canvas
    accessibleName: `${result.row.parts.join("")}, ${result.row.noteParts.length > 0 ? result.row.noteParts.join("") : result.row.detail}`

    // Kept for another row, it is no place for Tab.
    ListView.onPooled: visible = false
    ListView.onReused: visible = true

    Accessible.role: Accessible.ListItem
    Accessible.selected: result.row.selected

    contentItem: Item {
        id: words

        readonly property int room: clock.active ? width - clock.width - Theme.space12 : width

        implicitHeight: name.implicitHeight + 4 + (note.active ? note.implicitHeight : detail.implicitHeight)

        Highlight {
            id: name

            y: Math.round((words.height - words.implicitHeight) / 2)
            width: words.room
            parts: result.row.parts
            Accessible.ignored: true
        }

        Label {
            id: detail

            y: note.y
            width: words.room
            visible: !note.active
            role: Label.Role.Caption
            color: Theme.text2
            text: result.row.detail
            Accessible.ignored: true
        }

        Loader {
            id: note

            y: name.y + name.implicitHeight + 4
            width: words.room
            active: result.row.noteParts.length > 0
            sourceComponent: Highlight {
                parts: result.row.noteParts
                pixelSize: Theme.captionSize
                weight: Font.Medium
                color: Theme.text2
                underline: false
                Accessible.ignored: true
            }
        }

        Loader {
            id: clock

            x: words.width - width
            y: Math.round((words.height - height) / 2)
            active: result.row.pending
            sourceComponent: Icon {
                name: "clock"
                size: Theme.iconSmall
                color: Theme.attention
            }
        }
    }

    Divider {
        visible: !result.row.selected
        anchors.bottom: parent.bottom
        anchors.bottomMargin: -3
        x: Theme.space16
        width: parent.width - 2 * Theme.space16
    }
}
