import QtQuick

// One of several answers to choose between: lineStrong, chosen = 2 px accent and a filled tick.
Pressable {
    id: card

    property bool chosen: false
    property int margin: 28
    // Small words at the top left, e.g. where the value comes from.
    property string caption: ""
    default property alias content: column.data

    radius: Theme.radiusCard
    fill: Theme.surface
    strokeWidth: chosen ? 2 : 1
    strokeColor: chosen ? Theme.accent : Theme.lineStrong
    implicitHeight: column.implicitHeight + captionLabel.height + 2 * margin
    implicitWidth: 368
    accessibleName: text !== "" ? text : caption

    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: chosen

    contentItem: Item {
        Label {
            id: captionLabel

            x: card.margin
            y: 26
            width: parent.width - 2 * card.margin - 36
            role: Label.Role.Label
            font.weight: Font.Medium
            color: Theme.text2
            text: card.caption
            Accessible.ignored: true
        }

        ChoiceMark {
            anchors.right: parent.right
            anchors.rightMargin: 27
            y: 25
            chosen: card.chosen
        }

        Column {
            id: column

            x: card.margin
            y: captionLabel.y + captionLabel.height + 7
            width: parent.width - 2 * card.margin
        }
    }
}
