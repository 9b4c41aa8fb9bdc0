pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// The newest things the customer owns from us.
Column {
    id: strip

    required property ProfilePage page
    readonly property int columns: width >= 560 ? 4 : Theme.scale > 1.4 ? 2 : 3
    readonly property int gap: width >= 560 ? Theme.space16 : Theme.space12

    SectionHeader {
        width: parent.width
        height: Math.max(Theme.target, implicitHeight)
        title: qsTr("Closet")
        actionText: strip.page.model.closet.allText
        actionName: qsTr("Closet, %1").arg(actionText)
        onAction: strip.page.model.goTo("closet")
    }

    Row {
        width: parent.width
        spacing: strip.gap

        Repeater {
            model: strip.page.model.closet.first

            Part {
                id: place

                required property int index
                required property int key
                required property string picture
                required property string tint
                required property string headline
                required property string detail

                width: Math.floor((strip.width - (strip.columns - 1) * strip.gap) / strip.columns)
                wanted: index < strip.columns
                visible: wanted
                sourceComponent: ProductTile {
                    id: tile

                    objectName: "profile.thing"
                    kind: place.picture
                    colour: place.tint
                    title: place.headline
                    detail: place.detail
                    onClicked: strip.page.popover.showThing(tile, place.key)
                }
            }
        }
    }

    Label {
        width: parent.width
        visible: strip.page.model.closet.count === 0
        paragraph: true
        color: Theme.text2
        text: qsTr("Nothing from us yet. The first purchase will stand here.")
    }
}
