import QtQuick
import QtQuick.Layouts

// A line that leads on: icon, words, the value so far, an arrow. 60 high with a hairline below.
Pressable {
    id: row

    property string iconName: ""
    property string value: ""
    property bool dividerShown: true

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
            text: row.text
            Accessible.ignored: true
        }

        Label {
            Layout.maximumWidth: Math.round(row.width * 0.55)
            visible: text !== ""
            role: Label.Role.Strong
            horizontalAlignment: Text.AlignRight
            text: row.value
            Accessible.ignored: true
        }

        Icon {
            Layout.leftMargin: -8
            name: "caret-right"
            size: Theme.iconSmall
        }
    }

    Divider {
        visible: row.dividerShown
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
