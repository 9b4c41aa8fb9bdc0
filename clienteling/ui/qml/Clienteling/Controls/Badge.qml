import QtQuick
import QtQuick.Layouts

// A state that is worth a word: always icon and word. What was delivered shows none.
Rectangle {
    id: badge

    enum Kind { Neutral, Pending, Conflict, Rejected, Offline, Tier }

    property int kind: Badge.Kind.Neutral
    property string text: ""
    property string iconName: ""

    readonly property list<string> kindIcons: ["", "clock", "arrows-clockwise", "arrow-bend-up-left", "cloud-slash", "crown-simple"]
    readonly property bool attention: kind === Badge.Kind.Pending || kind === Badge.Kind.Conflict
    readonly property bool critical: kind === Badge.Kind.Rejected
    readonly property color ink: critical ? Theme.critical : attention ? Theme.attention : Theme.text2

    implicitWidth: row.implicitWidth + 20
    implicitHeight: Math.max(28, row.implicitHeight + 8)
    radius: Theme.radiusBadge
    color: critical ? Theme.criticalSoft : attention ? Theme.attentionSoft : Theme.sunken

    Accessible.role: Accessible.StaticText
    Accessible.name: text

    RowLayout {
        id: row

        anchors.centerIn: parent
        width: Math.min(implicitWidth, badge.width - 20)
        spacing: 6

        Icon {
            visible: name !== ""
            name: badge.iconName !== "" ? badge.iconName : badge.kindIcons[badge.kind]
            size: Math.round(16 * Theme.iconScale)
            color: badge.ink
        }

        Label {
            Layout.fillWidth: true
            role: Label.Role.Tiny
            font.weight: Font.DemiBold
            color: badge.ink
            text: badge.text
            Accessible.ignored: true
        }
    }
}
