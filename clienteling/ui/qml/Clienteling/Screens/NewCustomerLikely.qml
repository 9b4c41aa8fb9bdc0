pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Who it may already be, with the reason, and "it is this one".
Item {
    id: side

    required property NewCustomerModel model
    required property bool landscape

    implicitHeight: column.contentHeight

    ScrollColumn {
        id: column

        anchors.fill: parent
        anchors.leftMargin: -Theme.space12
        anchors.rightMargin: -Theme.space12
        sideMargin: Theme.space12
        spacing: Theme.space8
        bottomMarginExtra: 0

        Label {
            width: parent.width
            visible: side.model.hasLikely || side.landscape
            text: side.model.hasLikely ? qsTr("Is it one of these?") : qsTr("Nobody like this yet")
            role: Label.Role.Heading
        }
        Label {
            width: parent.width
            visible: !side.model.hasLikely && side.landscape
            text: qsTr("While you type, customers we already know appear here.")
            role: Label.Role.Caption
            color: Theme.text2
        }

        Repeater {
            model: side.model.likely

            Part {
                id: place

                required property int index
                required property string key
                required property string name
                required property string because

                width: parent.width
                joined: index % 2 > 0
                sourceComponent: NewCustomerDuplicate {
                    name: place.name
                    because: place.because
                    onChosen: side.model.itIs(place.key)
                    onDeclined: side.model.itIsNot(place.key)
                }
            }
        }
    }
}
