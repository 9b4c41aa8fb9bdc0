pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Whose client book the customer is in, and being part of it.
EnrichmentSheet {
    id: sheet

    required property BookSheetModel model

    state: model
    objectName: "sheet.book"
    title: qsTr("Client book")
    primaryText: sheet.model.mine ? qsTr("Take out of my book") : qsTr("Add to my book")
    primaryIcon: sheet.model.mine ? "minus" : "plus"
    onPrimary: sheet.model.mine ? sheet.model.remove() : sheet.model.add(false)

    Label {
        width: parent.width
        visible: sheet.model.held.length === 0
        text: qsTr("Nobody looks after this customer yet.")
        role: Label.Role.Body
        color: Theme.text2
    }
    Repeater {
        model: sheet.model.held

        IconLine {
            required property int index
            required property string modelData

            width: parent.width
            iconName: index === 0 ? "user-circle" : "user"
            text: modelData
            role: Label.Role.Body
        }
    }
    Part {
        visible: !sheet.model.primary
        sourceComponent: Button {
            objectName: "book.primary"
            text: qsTr("I am the primary seller")
            iconName: "user-circle"
            kind: Button.Kind.Secondary
            onClicked: sheet.model.add(true)
        }
    }
}
