pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A word that groups customers.
EnrichmentSheet {
    id: sheet

    required property TagSheetModel model

    state: model
    objectName: "sheet.tag"
    title: qsTr("Tag")
    primaryEnabled: word.text.trim() !== ""
    initialFocus: word
    wrongItem: word
    onPrimary: sheet.model.save(word.text)
    onTurned: word.text = ""

    Field {
        id: word

        objectName: "tag.text"
        width: parent.width
        label: qsTr("New tag")
        error: sheet.error
        onEdited: sheet.model.retyped()
        onAccepted: if (text.trim() !== "")
            sheet.model.save(text)
    }
    Label {
        width: parent.width
        visible: tags.count > 0
        text: qsTr("Already there. Tap one to take it away.")
        role: Label.Role.Caption
        color: Theme.text2
    }
    ChipFlow {
        width: parent.width
        large: true

        Repeater {
            id: tags

            model: sheet.model.held

            Chip {
                required property string modelData

                objectName: "tag.held"
                text: modelData
                accessibleName: qsTr("Take away: %1").arg(modelData)
                large: true
                iconName: "x"
                onClicked: sheet.model.remove(modelData)
            }
        }
    }
}
