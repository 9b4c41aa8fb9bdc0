import QtQuick
import Clienteling.Controls

// Sign in: tiles, dots, pad.
Column {
    id: part

    property string say: ""

    function words(text: string): string {
        return say !== "" ? say : text;
    }

    spacing: Theme.space24

    Flow {
        width: parent.width
        spacing: Theme.space16

        SellerTile {
            initials: "ER"
            text: part.words("Elena Robles")
            detail: part.words("12 retornos hoje")
            current: true
        }

        SellerTile {
            initials: "MQ"
            text: part.words("Marta Queiroz")
            detail: part.words("7 retornos hoje")
        }

        SellerTile {
            iconName: "plus"
            text: part.words("Outra pessoa")
        }
    }

    PinDots {
        filled: 4
    }

    PinPad {
        objectName: "pad"
    }
}
