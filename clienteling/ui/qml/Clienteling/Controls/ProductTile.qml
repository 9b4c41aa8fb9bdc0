import QtQuick
import QtQuick.Window

// A product: drawn picture on a tile, name, and when.
Pressable {
    id: product

    // What is drawn (a kind of clienteling/ui/drawings.py) and its colour as "RRGGBB".
    property string kind: "generic"
    property string colour: ""
    property string title: text
    property string detail: ""
    property int tileHeight: Math.round(width * (width < 140 ? 0.74 : 0.7))

    readonly property int pictureSize: Math.round(tileHeight * 0.34) * 2

    implicitWidth: 100
    implicitHeight: tileHeight + words.implicitHeight + Theme.space12
    fill: Qt.alpha(Theme.canvas, 0)
    accessibleName: detail !== "" ? qsTr("%1, %2").arg(title).arg(detail) : title

    contentItem: Item {
        Rectangle {
            width: parent.width
            height: product.tileHeight
            radius: Theme.radiusButton
            color: product.hovered ? Theme.tint(Theme.tile, 1) : Theme.tile

            Image {
                x: Math.round((parent.width - width) / 2)
                y: Math.round((parent.height - height) / 2) + 2
                width: product.pictureSize
                height: product.pictureSize
                sourceSize.width: Math.ceil(product.pictureSize * Screen.devicePixelRatio)
                sourceSize.height: Math.ceil(product.pictureSize * Screen.devicePixelRatio)
                source: "image://product/" + product.kind + "/" + product.colour
                Accessible.ignored: true
            }
        }

        Column {
            id: words

            y: product.tileHeight + 8
            width: parent.width
            spacing: 2

            Label {
                width: parent.width
                role: Label.Role.Caption
                font.weight: Font.DemiBold
                maximumLineCount: 2
                elide: Text.ElideRight
                text: product.title
                Accessible.ignored: true
            }

            Label {
                width: parent.width
                visible: text !== ""
                role: Label.Role.Tiny
                color: Theme.text2
                text: product.detail
                Accessible.ignored: true
            }
        }
    }
}
