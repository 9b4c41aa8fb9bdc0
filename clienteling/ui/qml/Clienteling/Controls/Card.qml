import QtQuick

// Surface and a line around what is read first. Give `width`; the height follows the content.
Rectangle {
    id: card

    property int padding: Theme.space24
    default property alias content: column.data
    property alias spacing: column.spacing

    implicitWidth: column.implicitWidth + 2 * padding
    implicitHeight: column.implicitHeight + 2 * padding - 4
    radius: Theme.radiusCard
    color: Theme.surface
    border.width: 1
    border.color: Theme.line

    Column {
        id: column

        x: card.padding
        y: card.padding - 2
        width: card.width - 2 * card.padding
        spacing: 10
    }
}
