pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// One way to reach the customer, by one channel.
Item {
    id: way

    required property string key
    required property string channel
    required property string symbol
    required property string name
    required property string standing
    required property string value
    required property string reason
    required property bool chosen
    required property string masked
    readonly property bool allowed: standing === "allowed"

    signal clicked
    signal ask

    implicitHeight: allowed ? card.height : why.height

    Part {
        id: card

        width: parent.width
        wanted: way.allowed
        sourceComponent: ChoiceCard {
            objectName: "message.way"
            chosen: way.chosen
            caption: way.chosen ? qsTr("%1, copied").arg(way.name) : way.name
            accessibleName: way.masked !== "" ? qsTr("%1: show").arg(way.name) : qsTr("%1: copy %2").arg(way.name).arg(way.value)
            onClicked: way.clicked()

            Label {
                width: parent.width
                role: Label.Role.Heading
                text: way.value
            }
        }
    }

    Part {
        id: why

        width: parent.width
        wanted: !way.allowed
        sourceComponent: Column {
            spacing: 0

            IconLine {
                width: parent.width
                role: Label.Role.Strong
                iconName: way.symbol
                text: way.name
            }
            Label {
                x: 30
                width: parent.width - x
                role: Label.Role.Caption
                color: Theme.text2
                text: way.reason
            }
            TextLink {
                objectName: "message.ask"
                x: 30
                visible: way.standing === "unknown"
                text: qsTr("Ask and record the answer")
                accessibleName: qsTr("%1: ask and record the answer").arg(way.name)
                onClicked: way.ask()
            }
        }
    }
}
