pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// One decision.
Card {
    id: card

    required property string key
    required property string name
    required property string held
    required property string heldSource
    required property string offered
    required property string offeredSource
    required property string keepText
    required property string takeText
    readonly property bool wide: width >= 560 * Theme.scale

    signal decided(accept: bool)

    spacing: Theme.space16

    IconLine {
        width: parent.width
        iconName: "arrows-clockwise"
        iconColor: Theme.attention
        role: Label.Role.Strong
        text: qsTr("%1: which one is right?").arg(card.name)
    }

    Grid {
        id: sides

        width: parent.width
        columns: card.wide ? 2 : 1
        columnSpacing: Theme.space24
        rowSpacing: Theme.space16

        Repeater {
            model: 2

            Column {
                id: side

                required property int index
                readonly property bool theirs: index === 0

                width: card.wide ? Math.floor((sides.width - sides.columnSpacing) / 2) : sides.width
                spacing: Theme.space12

                Label {
                    width: parent.width
                    role: Label.Role.Heading
                    text: side.theirs ? card.held : card.offered
                }
                IconLine {
                    width: parent.width
                    visible: text !== ""
                    iconName: "user-circle"
                    text: side.theirs ? card.heldSource : card.offeredSource
                }
                Button {
                    objectName: side.theirs ? "profile.keep" : "profile.take"
                    width: Math.min(implicitWidth, parent.width)
                    text: side.theirs ? card.keepText : card.takeText
                    onClicked: card.decided(!side.theirs)
                }
            }
        }
    }
}
