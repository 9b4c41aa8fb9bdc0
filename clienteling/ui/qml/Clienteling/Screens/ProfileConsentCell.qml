import QtQuick
import QtQuick.Layouts
import Clienteling.Controls

// One purpose and channel: icon and words.
Pressable {
    id: cell

    property bool stacked: false
    property string purpose: ""
    property string channel: ""
    property string iconName: ""
    property string look: "unknown"
    property string stateText: ""
    property bool waiting: false

    implicitHeight: Math.max(stacked ? 56 : 72, grid.implicitHeight + Theme.space16)
    fill: Qt.alpha(Theme.canvas, 0)
    accessibleName: qsTr("%1, %2: %3").arg(purpose).arg(channel).arg(stateText)
    Accessible.description: waiting ? qsTr("Saved here, on its way to head office") : ""

    contentItem: Item {
        implicitHeight: grid.implicitHeight

        GridLayout {
            id: grid

            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            columns: cell.stacked ? 4 : 1
            columnSpacing: Theme.space12
            rowSpacing: Theme.space4

            ConsentIcon {
                Layout.alignment: cell.stacked ? Qt.AlignVCenter : Qt.AlignHCenter
                size: 36
                iconName: cell.iconName
                consent: cell.look
            }
            Label {
                Layout.fillWidth: true
                visible: cell.stacked
                text: cell.channel
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: !cell.stacked
                horizontalAlignment: cell.stacked ? Text.AlignRight : Text.AlignHCenter
                role: cell.stacked ? Label.Role.Caption : Label.Role.Tiny
                color: cell.look === "unknown" ? Theme.text2 : Theme.text
                text: cell.stateText
                Accessible.ignored: true
            }
            Icon {
                Layout.alignment: Qt.AlignHCenter
                visible: cell.waiting
                name: "clock"
                size: 16
                color: Theme.attention
            }
        }
    }
}
