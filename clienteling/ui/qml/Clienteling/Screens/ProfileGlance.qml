pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// At most five things worth knowing; each leads to the section that says more.
Card {
    id: card

    required property ProfilePage page

    Label {
        width: parent.width
        role: Label.Role.Heading
        text: qsTr("At a glance")
        Accessible.role: Accessible.Heading
    }

    Repeater {
        model: card.page.model.glance

        Part {
            id: place

            required property int index
            required property string tab
            required property string headline
            required property string symbol
            required property string because
            required property bool critical

            width: parent.width
            joined: index % 2 > 0
            sourceComponent: GlanceRow {
                objectName: "profile.glance." + place.tab
                iconName: place.symbol
                title: place.headline
                because: place.because
                critical: place.critical
                onClicked: card.page.model.goTo(place.tab)
            }
        }
    }

    OnDemand {
        width: parent.width
        wanted: card.page.model.glanceCount === 0
        visible: wanted
        sourceComponent: EmptyState {
            text: qsTr("Nothing stands out yet. What you learn today will stand here.")
        }
    }
}
