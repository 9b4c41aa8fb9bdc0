import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// One action of a Menu.
T.MenuItem {
    id: row

    property string iconName: ""
    property bool critical: false

    topPadding: 0
    bottomPadding: 0
    leftPadding: Theme.space12
    rightPadding: Theme.space16
    topInset: 0
    bottomInset: 0
    leftInset: 0
    rightInset: 0
    implicitWidth: line.implicitWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Theme.target, line.implicitHeight + Theme.space16)
    hoverEnabled: true
    opacity: enabled ? 1 : 0.45

    Accessible.role: Accessible.MenuItem
    Accessible.name: text

    background: Rectangle {
        radius: 10
        color: row.down ? Theme.tint(Theme.surface, 2) : row.highlighted || row.hovered ? Theme.sunken : Theme.surface
    }

    contentItem: RowLayout {
        id: line

        spacing: Theme.space12

        Icon {
            visible: name !== ""
            name: row.iconName
            color: row.critical ? Theme.critical : Theme.text2
        }

        Label {
            Layout.fillWidth: true
            color: row.critical ? Theme.critical : Theme.text
            text: row.text
            Accessible.ignored: true
        }
    }
}
