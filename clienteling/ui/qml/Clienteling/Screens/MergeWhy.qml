pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Why two profiles are one person's: one of the reasons, and more in the seller's own words if there is more to say.
Column {
    id: why

    required property MergeSheetModel model
    property alias text: words.text

    spacing: Theme.space16

    Label {
        width: parent.width
        role: Label.Role.Label
        text: qsTr("Why do you think so?")
    }
    ChipFlow {
        width: parent.width
        large: true

        Repeater {
            model: why.model.reasons

            Chip {
                required property string modelData
                required property int index

                objectName: "merge.reason"
                large: true
                text: modelData
                kind: why.model.reason === index ? Chip.Kind.Chosen : Chip.Kind.Offered
                enabled: !why.model.busy
                onClicked: why.model.chooseReason(index)
            }
        }
    }
    TextBox {
        id: words

        objectName: "merge.words"
        width: parent.width
        minimumHeight: 88
        label: qsTr("In your words, if it helps to decide")
        readOnly: why.model.busy
        onEdited: text => why.model.typed(text)
        onPasteRefused: length => why.model.refusePaste(length)
    }
    SensitiveNotice {
        width: parent.width
        model: why.model
    }
}
