import QtQuick
import Clienteling.Controls

// Chips: facts, choices, offers, in both sizes.
Column {
    id: part

    property string say: ""

    function words(text: string): string {
        return say !== "" ? say : text;
    }

    spacing: Theme.space16

    ChipFlow {
        width: parent.width

        Chip {
            kind: Chip.Kind.Allergy
            text: part.words("No nickel")
        }

        Chip {
            text: part.words("Clothing M")
        }

        Chip {
            text: part.words("Shoe 38")
            pending: true
        }

        Chip {
            kind: Chip.Kind.Chosen
            text: part.words("My book")
        }

        Chip {
            kind: Chip.Kind.Offered
            iconName: "sliders-horizontal"
            text: part.words("Filters")
        }
    }

    ChipFlow {
        width: parent.width
        large: true

        Chip {
            large: true
            kind: Chip.Kind.Chosen
            text: part.words("Talla 38, calzado")
        }

        Chip {
            large: true
            ticked: true
            kind: Chip.Kind.Allergy
            text: part.words("Alergia níquel")
        }

        Chip {
            large: true
            kind: Chip.Kind.Offered
            text: part.words("Color negro")
        }
    }
}
