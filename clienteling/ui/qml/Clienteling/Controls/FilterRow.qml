import QtQuick
import QtQuick.Layouts

// A filter of a list, such as the reasons of Today: icon, words, how many. 50 high.
Pressable {
    id: row

    property string iconName: ""
    property int count: -1
    property bool current: false

    readonly property color ink: current ? Theme.accentSoftInk : Theme.text

    implicitWidth: 280
    implicitHeight: Math.max(50, line.implicitHeight + Theme.space16)
    leftPadding: 14
    rightPadding: Theme.space16
    fill: current ? Theme.accentSoft : Theme.canvas
    accessibleName: count >= 0 ? qsTr("%1, %2").arg(text).arg(count) : text

    Accessible.role: Accessible.PageTab
    Accessible.selected: current

    contentItem: RowLayout {
        id: line

        spacing: 14

        Icon {
            name: row.iconName
            color: row.current ? Theme.accentSoftInk : Theme.text2
        }

        Label {
            Layout.fillWidth: true
            role: row.current ? Label.Role.Strong : Label.Role.Body
            color: row.ink
            text: row.text
            Accessible.ignored: true
        }

        Label {
            visible: row.count >= 0
            role: Label.Role.Strong
            tabular: true
            color: row.current ? Theme.accentSoftInk : Theme.text2
            text: row.count
            Accessible.ignored: true
        }
    }
}
