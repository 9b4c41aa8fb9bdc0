pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// Kinds of events as chips, under the room for the header; one sentence when there are none.
Column {
    id: part

    required property ProfilePage page

    topPadding: page.headroom + Theme.space12
    bottomPadding: Theme.space16
    spacing: Theme.space16

    ChipFlow {
        width: parent.width

        Repeater {
            model: part.page.model.timeline.filters

            Chip {
                required property int index
                required property string modelData

                objectName: "profile.filter." + index
                text: modelData
                kind: index === part.page.model.timeline.filterIndex ? Chip.Kind.Chosen : Chip.Kind.Fact
                Accessible.role: Accessible.RadioButton
                Accessible.checkable: true
                Accessible.checked: index === part.page.model.timeline.filterIndex
                onClicked: part.page.model.timeline.choose(index)
            }
        }
    }

    OnDemand {
        width: parent.width
        wanted: part.page.model.timeline.nothing
        visible: part.page.model.timeline.nothing
        sourceComponent: EmptyState {
            iconName: "clock-counter-clockwise"
            text: part.page.model.timeline.nothingText
            actionText: part.page.model.timeline.filterIndex > 0 ? qsTr("Show everything") : qsTr("Quick note")
            onAction: {
                if (part.page.model.timeline.filterIndex > 0)
                    part.page.model.timeline.choose(0);
                else
                    part.page.app.sheets.openNote(part.page.customer);
            }
        }
    }
}
