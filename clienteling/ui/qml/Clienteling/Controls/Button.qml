import QtQuick
import QtQuick.Layouts

// Icon and verb. One primary per screen.
Pressable {
    id: button

    enum Kind { Primary, Secondary, Quiet }

    property int kind: Button.Kind.Secondary
    property string iconName: ""
    // While the work runs: not to be tapped again, says so to screen readers.
    property bool busy: false

    readonly property color ink: kind === Button.Kind.Primary ? Theme.accentInk
        : kind === Button.Kind.Quiet ? Theme.accent : Theme.text

    fill: kind === Button.Kind.Primary ? Theme.accent : kind === Button.Kind.Quiet ? "transparent" : Theme.sunken
    leftPadding: kind === Button.Kind.Quiet ? Theme.space12 : 22
    rightPadding: leftPadding
    topPadding: Theme.space12
    bottomPadding: Theme.space12
    implicitHeight: Math.max(kind === Button.Kind.Quiet ? Theme.target : Theme.control,
                             implicitContentHeight + topPadding + bottomPadding)
    enabled: !busy

    Accessible.description: busy ? qsTr("Working") : ""

    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        RowLayout {
            id: row

            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            spacing: 10

            Icon {
                visible: name !== ""
                name: button.busy ? "hourglass" : button.iconName
                color: button.ink
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                role: button.kind === Button.Kind.Quiet ? Label.Role.Label : Label.Role.Strong
                text: button.text
                color: button.ink
                horizontalAlignment: row.width < row.implicitWidth ? Text.AlignHCenter : Text.AlignLeft
                Accessible.ignored: true
            }
        }
    }
}
