import QtQuick
import QtQuick.Layouts

// A row of a list: name (plain or highlighted pieces), a line under it with an icon, and what the screen puts on the right.
Pressable {
    id: row

    property string title: text
    // Pieces of the title; every odd one (1, 3, ...) is highlighted. Empty: `title` is shown.
    property list<string> titleParts: []
    property string subtitle: ""
    // Pieces of the subtitle; odd ones bold.
    property list<string> subtitleParts: []
    property string subtitleIcon: ""
    // "plain", "attention" or "critical".
    property string tone: "plain"
    property string iconName: ""
    property bool current: false
    property bool strongTitle: true
    property bool dividerShown: true
    // The divider's distance from the row's edges; also where the words start.
    property int inset: Theme.space16
    // What stands on the right: columns of numbers, consents, one action.
    default property alias trailing: trailingRow.data

    readonly property color toneColor: tone === "critical" ? Theme.critical
        : tone === "attention" ? Theme.attention : Theme.text2

    implicitHeight: Math.max(78, words.implicitHeight + 2 * Theme.space12)
    leftPadding: inset
    rightPadding: inset
    fill: current ? Theme.accentSoft : Theme.canvas
    accessibleName: [titleParts.length > 0 ? titleParts.join("") : title,
        subtitleParts.length > 0 ? subtitleParts.join("") : subtitle].filter(part => part !== "").join(", ")

    Accessible.role: Accessible.ListItem
    Accessible.selected: current

    contentItem: RowLayout {
        spacing: Theme.space12

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.space16
            visible: row.iconName !== ""
            name: row.iconName
            color: row.current ? Theme.accentSoftInk : row.tone === "plain" ? Theme.text2 : row.toneColor
        }

        ListRowWords {
            id: words

            Layout.fillWidth: true
            title: row.title
            titleParts: row.titleParts
            subtitle: row.subtitle
            subtitleParts: row.subtitleParts
            subtitleIcon: row.subtitleIcon
            strongTitle: row.strongTitle
            toneColor: row.toneColor
        }

        RowLayout {
            id: trailingRow

            spacing: Theme.space16
        }
    }

    Divider {
        visible: row.dividerShown && !row.current
        anchors.bottom: parent.bottom
        anchors.bottomMargin: -3
        x: row.inset
        width: parent.width - 2 * row.inset
    }
}
