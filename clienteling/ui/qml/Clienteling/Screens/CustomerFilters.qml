import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// My book as a chip, everything else behind Filters.
ChipFlow {
    id: chips

    required property CustomersModel model

    Chip {
        objectName: "customers.myBook"
        text: qsTr("My book")
        kind: chips.model.myBook ? Chip.Kind.Chosen : Chip.Kind.Offered
        onClicked: chips.model.toggleMyBook()
    }

    Chip {
        objectName: "customers.filters"
        text: chips.model.filterCount > 0 ? qsTr("Filters, %1 set").arg(chips.model.filterCount) : qsTr("Filters")
        kind: chips.model.filterCount > 0 ? Chip.Kind.Chosen : Chip.Kind.Offered
        iconName: "sliders-horizontal"
        onClicked: sheet.open()
    }

    CustomerFilterSheet {
        id: sheet

        model: chips.model
    }
}
