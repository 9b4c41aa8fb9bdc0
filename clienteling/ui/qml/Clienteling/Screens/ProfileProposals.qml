pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// Two values for one thing: both with their source, and one button for each.
Column {
    id: part

    required property ProfilePage page

    visible: proposals.count > 0
    spacing: Theme.space12

    SectionHeader {
        width: parent.width
        height: Math.max(Theme.target, implicitHeight)
        title: qsTr("To decide")
    }

    Repeater {
        id: proposals

        model: part.page.model.sections.proposals

        ProfileProposal {
            width: part.width
            onDecided: accept => part.page.model.decide(key, accept)
        }
    }
}
