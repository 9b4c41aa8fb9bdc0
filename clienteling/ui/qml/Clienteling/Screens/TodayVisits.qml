pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Today's appointments, soonest first.
Column {
    id: part

    required property TodayModel model
    property int topGap: 25
    // Where the words begin, in line with those of the reasons.
    property int inset: 0
    readonly property int count: visits.count

    topPadding: topGap
    spacing: Theme.space4

    Label {
        leftPadding: part.inset
        bottomPadding: 6
        text: qsTr("Appointments")
        role: Label.Role.Heading
        Accessible.role: Accessible.Heading
    }
    Repeater {
        id: visits

        model: part.model.visits

        TodayVisit {
            width: part.width
            inset: part.inset
            onClicked: part.model.openCustomer(customer)
        }
    }
}
