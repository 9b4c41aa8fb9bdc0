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

            ProfileConsentCell {
                id: place

                required property int index
                required property string modelData

                objectName: "profile.consent." + row.key + "." + row.page.model.sections.channelKeys[index]
                width: row.stacked ? row.width : row.cell
                stacked: row.stacked
                channel: modelData
                purpose: row.heading
                iconName: row.page.model.sections.channelIcons[index]
                look: row.looks[index] ?? "unknown"
                stateText: row.stateTexts[index] ?? ""
                waiting: (row.waiting[index] ?? "") !== ""
                onClicked: row.page.popover.showFact(place, "consent", row.key + ":" + row.page.model.sections.channelKeys[index])
            }
        }
    }

    Divider {
        y: row.stacked ? row.height - 1 : 0
        width: parent.width
    }
}
