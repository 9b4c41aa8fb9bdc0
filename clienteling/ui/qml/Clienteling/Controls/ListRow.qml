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
    // A third line, in the place of columns that have no room.
    property string footnote: ""
    // "plain", "attention" or "critical".
    property string tone: "plain"
    property string iconName: ""
    property bool current: false
    property bool strongTitle: true
    // A smaller name, for lists of few lines such as those of the sync centre.
    property bool compact: false
    // For titles that are no names: those are never cut.
    property bool titleWraps: false
    property int minimumHeight: 78
    property bool dividerShown: true
    // How far below the row its hairline lies: in the middle of the gap of lists with spacing 4.
    property int dividerGap: inset > 0 ? 3 : 0
    // The divider's distance from the row's edges; also where the words start.
    property int inset: Theme.space16
    // What stands on the right: columns of numbers, consents, one action.
    default property alias trailing: trailingRow.data

    readonly property color toneColor: tone === "critical" ? Theme.critical
        : tone === "attention" ? Theme.attention : Theme.text2

    implicitHeight: Math.max(minimumHeight, implicitContentHeight + 2 * Theme.space12)
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
            Layout.topMargin: 18
            Layout.rightMargin: 2
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
            footnote: row.footnote
            strongTitle: row.strongTitle
            compact: row.compact
            titleWraps: row.titleWraps
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
        anchors.bottomMargin: -row.dividerGap
        x: row.inset
        width: parent.width - 2 * row.inset
    }
}
