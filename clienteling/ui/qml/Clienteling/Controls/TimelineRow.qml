import QtQuick

// One interaction: disc with the channel's icon, what happened, where and when, and a thread to the next.
Pressable {
    id: row

    property string iconName: ""
    property string title: text
    property string detail: ""
    property bool last: false
    property bool pending: false

    implicitHeight: Math.max(52, words.implicitHeight + Theme.space8)
    fill: Qt.alpha(Theme.canvas, 0)
    accessibleName: detail !== "" ? qsTr("%1, %2").arg(title).arg(detail) : title

    Accessible.role: Accessible.ListItem

    contentItem: Item {
        Rectangle {
            id: disc

            y: 2
            width: 32
            height: 32
            radius: 16
            color: Theme.sunken

            Icon {
                anchors.centerIn: parent
                name: row.iconName
                size: 18
            }
        }

        Divider {
            visible: !row.last
            x: 15
            y: disc.y + disc.height + 3
            height: parent.height - y - 1
        }

        Column {
            id: words

            x: 46
            width: parent.width - x - (row.pending ? 28 : 0)
            spacing: 1

            Label {
                width: parent.width
                role: Label.Role.Label
                font.weight: Font.Normal
                text: row.title
                Accessible.ignored: true
            }

            Label {
                width: parent.width
                visible: text !== ""
                role: Label.Role.Caption
                color: Theme.text2
                text: row.detail
                Accessible.ignored: true
            }
        }

        Icon {
            visible: row.pending
            anchors.right: parent.right
            y: 2
            name: "clock"
            size: 18
            color: Theme.attention
        }
    }
}
