pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What the note's words could be saved as: clear ones ticked, doubtful ones offered.
Column {
    id: side

    required property NoteSheetModel model

    spacing: Theme.space4

    Label {
        width: parent.width
        text: qsTr("From your note")
        role: Label.Role.Heading
    }
    Label {
        width: parent.width
        text: qsTr("Ticked ones are saved too. Tap to change.")
        role: Label.Role.Caption
        color: Theme.text2
    }
    Item {
        width: 1
        height: Theme.space8
    }
    ChipFlow {
        width: parent.width
        large: true

        Repeater {
            model: side.model.hints

            Chip {
                required property string key
                required property string label
                required property bool safety
                required property bool selected

                objectName: "note.hint"
                text: label
                large: true
                kind: !selected ? Chip.Kind.Offered : safety ? Chip.Kind.Allergy : Chip.Kind.Chosen
                ticked: selected
                onClicked: side.model.toggleHint(key)
            }
        }
    }
}
