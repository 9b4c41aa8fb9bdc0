pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// My book as a chip, everything else behind Filters.
ChipFlow {
    id: chips

    required property CustomersModel model

    Chip {
        objectName: "customers.myBook"
        width: Math.min(implicitWidth, chips.width + rightInset)
        text: qsTr("My book")
        kind: chips.model.myBook ? Chip.Kind.Chosen : Chip.Kind.Offered
        onClicked: chips.model.toggleMyBook()
    }

    Chip {
        objectName: "customers.filters"
        width: Math.min(implicitWidth, chips.width + rightInset)
        text: chips.model.filterCount > 0 ? qsTr("Filters, %1 set").arg(chips.model.filterCount) : qsTr("Filters")
        kind: chips.model.filterCount > 0 ? Chip.Kind.Chosen : Chip.Kind.Offered
        iconName: "sliders-horizontal"
        onClicked: sheet.asked = true
    }

    Chip {
        objectName: "customers.messageThese"
        width: Math.min(implicitWidth, chips.width + rightInset)
        visible: chips.model.messaging.allowed && (chips.model.messaging.begun || chips.model.summary !== "")
        text: chips.model.messaging.begun ? qsTr("Go on writing, %1").arg(chips.model.messaging.progress)
            : qsTr("Message these")
        kind: chips.model.messaging.begun ? Chip.Kind.Chosen : Chip.Kind.Offered
        iconName: "chat-circle"
        Accessible.role: Accessible.Button
        onClicked: chips.model.messageThese()
    }

    Part {
        id: sheet

        property bool asked: false

        wanted: asked || item !== null
        sourceComponent: CustomerFilterSheet {
            model: chips.model
            wanted: sheet.asked
            onCloseWanted: sheet.asked = false
        }
    }
}
