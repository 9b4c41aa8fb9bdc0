pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What head office sent back: why, and the values to correct.
Column {
    id: back

    required property SyncRejectedModel model

    spacing: Theme.space24

    Column {
        width: parent.width
        spacing: 6

        Label {
            width: parent.width
            text: back.model.headline
            role: Label.Role.Display
            font.pixelSize: Math.round(30 * Theme.scale)
            Accessible.role: Accessible.Heading
        }
        Label {
            width: parent.width
            text: back.model.said
            color: Theme.text2
        }
    }

    IconLine {
        width: parent.width
        iconName: "arrow-bend-up-left"
        iconSize: Theme.iconMedium
        role: Label.Role.Strong
        text: back.model.reason
        color: Theme.critical
        iconColor: Theme.critical
    }

    Part {
        id: part

        width: parent.width
        sourceComponent: SyncRejectedForm {
            model: back.model
        }
    }

    Part {
        width: parent.width
        sourceComponent: SyncRejectedActions {
            model: back.model
            form: part.item as SyncRejectedForm
        }
    }

    OnDemand {
        wanted: back.model.support.opened
        sourceComponent: SupportSheet {
            model: back.model.support
        }
    }
}
