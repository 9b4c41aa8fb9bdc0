import QtQuick
import QtQuick.Layouts
import Clienteling.Controls

// One value: what it is on the left, the value beside it (below it where room is short), and how it stands.
Pressable {
    id: row

    required property string key
    required property string name
    property string value: ""
    property string iconName: ""
    // A quiet word on the right, such as "in 9 days".
    property string note: ""
    property bool waiting: false
    property bool disputed: false
    // Nothing more is to be said about it.
    property bool inert: false
    property bool leadsOn: false
    property string missingText: ""
    // The value itself, for the popover to point at.
    readonly property Item spot: spot
    readonly property bool stacked: width < 520 * Theme.scale

    implicitHeight: Math.max(60, line.implicitHeight + 2 * Theme.space12)
    fill: Qt.alpha(Theme.canvas, 0)
    hoverEnabled: !inert
    focusPolicy: inert ? Qt.NoFocus : Qt.StrongFocus
    accessibleName: [name, value !== "" ? value : missingText, note].filter(part => part !== "").join(", ")
    Accessible.role: inert ? Accessible.StaticText : Accessible.ListItem
    Accessible.description: waiting ? qsTr("Saved here, on its way to head office") : ""

    contentItem: RowLayout {
        id: line

        spacing: Theme.space16

        Icon {
            id: mark

            visible: name !== ""
            name: row.iconName
        }
        GridLayout {
            Layout.fillWidth: true
            columns: row.stacked ? 1 : 2
            columnSpacing: Theme.space16
            rowSpacing: 2

            Label {
                Layout.preferredWidth: row.stacked ? -1 : Math.round(row.width * 0.3) - (mark.visible ? mark.width + Theme.space16 : 0)
                Layout.fillWidth: row.stacked
                visible: text !== ""
                role: row.stacked ? Label.Role.Caption : Label.Role.Label
                font.weight: Font.Medium
                color: Theme.text2
                text: row.name
                Accessible.ignored: true
            }
            Label {
                id: shown

                Layout.fillWidth: true
                color: row.value !== "" ? Theme.text : Theme.text2
                text: row.value !== "" ? row.value : row.missingText
                Accessible.ignored: true

                Item {
                    id: spot

                    width: shown.contentWidth
                    height: shown.height
                }
            }
        }
        Label {
            visible: text !== ""
            role: Label.Role.Caption
            color: Theme.text2
            text: row.note
            Accessible.ignored: true
        }
        Badge {
            visible: row.disputed
            kind: Badge.Kind.Conflict
            text: qsTr("To decide")
        }
        Icon {
            visible: row.waiting
            name: "clock"
            size: Theme.iconSmall
            color: Theme.attention
        }
        Icon {
            visible: row.leadsOn
            name: "caret-right"
            size: Theme.iconSmall
        }
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
