pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Why somebody is on the list, with counts (a strip of chips on a narrow screen); under it today's appointments.
Item {
    id: side

    required property TodayModel model
    required property bool landscape

    ListView {
        id: strip

        anchors.fill: parent
        visible: !side.landscape
        orientation: ListView.Horizontal
        spacing: Theme.space8
        clip: true
        model: side.landscape ? null : side.model.reasons

        delegate: Chip {
            required property string key
            required property string label
            required property string symbol
            required property int count
            required property bool selected

            objectName: "today.reason." + key
            text: qsTr("%1 %2").arg(label).arg(count)
            iconName: symbol
            large: true
            kind: selected ? Chip.Kind.Chosen : Chip.Kind.Fact
            onClicked: side.model.choose(key)
        }
    }

    ScrollColumn {
        anchors.fill: parent
        visible: side.landscape
        sideMargin: 0
        spacing: Theme.space4

        Repeater {
            model: side.landscape ? side.model.reasons : null

            FilterRow {
                required property string key
                required property string label
                required property string symbol
                required property bool selected

                objectName: "today.reason." + key
                width: parent.width
                text: label
                iconName: symbol
                current: selected
                onClicked: side.model.choose(key)
            }
        }
        Item {
            width: 1
            height: Theme.space16
            visible: visits.count > 0
        }
        Label {
            leftPadding: 14
            visible: visits.count > 0
            text: qsTr("Appointments")
            role: Label.Role.Heading
        }
        Repeater {
            id: visits

            model: side.model.visits

            TodayVisit {
                width: parent.width
                onClicked: side.model.openCustomer(customer)
            }
        }
    }
}
