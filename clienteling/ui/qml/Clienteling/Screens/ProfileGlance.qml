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

        GlanceRow {
            required property string tab
            required property string headline
            required property string symbol
            required because
            required critical

            objectName: "profile.glance." + tab
            width: parent.width
            iconName: symbol
            title: headline
            onClicked: card.page.model.goTo(tab)
        }
    }

    EmptyState {
        width: parent.width
        visible: card.page.model.glanceCount === 0
        text: qsTr("Nothing stands out yet. What you learn today will stand here.")
    }
}
