pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts

// Label above, box, sentence of error or help below: what all fields have in common.
FocusScope {
    id: frame

    property string label: ""
    property string error: ""
    property string help: ""
    property bool active: false
    property real boxHeight: Theme.control
    property color boxColor: Theme.surface
    // The content draws its own boxes.
    property bool frameless: false
    default property alias content: box.data

    implicitWidth: 280
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        width: parent.width
        spacing: Theme.space8

        Label {
            Layout.fillWidth: true
            visible: text !== ""
            role: Label.Role.Label
            font.weight: Font.Medium
            color: Theme.text2
            text: frame.label
            Accessible.ignored: true
        }

        Rectangle {
            id: box

            Layout.fillWidth: true
            Layout.preferredHeight: frame.boxHeight
            radius: Theme.radiusButton
            color: frame.frameless ? "transparent" : frame.boxColor
            border.width: frame.frameless ? 0 : frame.active || frame.error !== "" ? 2 : 1
            border.color: frame.error !== "" ? Theme.critical : frame.active ? Theme.accent : Theme.lineStrong
        }

        OnDemand {
            Layout.fillWidth: true
            wanted: frame.error !== "" || frame.help !== ""
            visible: wanted
            sourceComponent: RowLayout {
                spacing: Theme.space8

                Icon {
                    Layout.alignment: Qt.AlignTop
                    visible: frame.error !== ""
                    name: "warning-circle"
                    size: Theme.iconSmall
                    color: Theme.critical
                }

                Label {
                    Layout.fillWidth: true
                    role: Label.Role.Caption
                    color: frame.error !== "" ? Theme.critical : Theme.text2
                    text: frame.error !== "" ? frame.error : frame.help
                    Accessible.role: frame.error !== "" ? Accessible.AlertMessage : Accessible.StaticText
                }
            }
        }
    }
}
