import QtQuick
import QtQuick.Layouts

// A line that leads on: icon, words, the value so far, an arrow. 60 high with a hairline below.
Pressable {
    id: row

    property string iconName: ""
    property string value: ""
    property bool dividerShown: true
    // Less than what stands above it: what is folded away below a list.
    property bool quiet: false
    property string arrowName: "caret-right"

    readonly property color ink: quiet ? Theme.text2 : Theme.text

    implicitHeight: Math.max(60, line.implicitHeight + 2 * Theme.space12)
    implicitWidth: 320
    fill: Qt.alpha(Theme.surface, 0)
    accessibleName: value !== "" ? qsTr("%1, %2").arg(text).arg(value) : text

    contentItem: RowLayout {
        id: line

        spacing: Theme.space16

        Icon {
            visible: name !== ""
            name: row.iconName
        }

        Label {
            Layout.fillWidth: true
            role: row.quiet ? Label.Role.Strong : Label.Role.Body
            color: row.ink
            text: row.text
            Accessible.ignored: true
        }

        Label {
            Layout.maximumWidth: Math.round(row.width * 0.55)
            visible: text !== ""
            role: Label.Role.Strong
            horizontalAlignment: Text.AlignRight
            color: row.ink
            text: row.value
            Accessible.ignored: true
        }

        Icon {
            Layout.leftMargin: -8
            name: row.arrowName
            size: Theme.iconSmall
            color: row.ink
        }
    }

    Divider {
        visible: row.dividerShown
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
