pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// One purpose with the state of every channel; a tap on one shows all that was said.
Item {
    id: row

    required property ProfilePage page
    required property int labels
    required property int cell
    required property bool stacked
    required property string key
    required property string heading
    required property list<string> looks
    required property list<string> stateTexts
    required property list<string> waiting

    implicitHeight: stacked ? name.height + cells.height + Theme.space24 : Math.max(name.height, cells.height) + 2 * Theme.space8

    Label {
        id: name

        y: row.stacked ? Theme.space16 : Math.round((row.height - height) / 2)
        width: row.stacked ? row.width : row.labels - Theme.space16
        role: row.stacked ? Label.Role.Heading : Label.Role.Strong
        text: row.heading
    }

    Flow {
        id: cells

        x: row.stacked ? 0 : row.labels
        y: row.stacked ? name.y + name.height + Theme.space4 : Theme.space8
        width: row.stacked ? row.width : 5 * row.cell

        Repeater {
            model: row.page.model.sections.channels

            Part {
                id: place

                required property int index
                required property string modelData
                readonly property string channelKey: row.page.model.sections.channelKeys[index]

                joined: index % 3 > 0
                sourceComponent: ProfileConsentCell {
                    id: cell

                    objectName: "profile.consent." + row.key + "." + place.channelKey
                    width: row.stacked ? row.width : row.cell
                    stacked: row.stacked
                    channel: place.modelData
                    purpose: row.heading
                    iconName: row.page.model.sections.channelIcons[place.index]
                    look: row.looks[place.index] ?? "unknown"
                    stateText: row.stateTexts[place.index] ?? ""
                    waiting: (row.waiting[place.index] ?? "") !== ""
                    onClicked: row.page.popover.showFact(cell, "consent", row.key + ":" + place.channelKey)
                }
            }
        }
    }

    Divider {
        y: row.stacked ? row.height - 1 : 0
        width: parent.width
    }
}
