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
    onPrimary: sheet.model.save(word.text)

    Field {
        id: word

        objectName: "tag.text"
        width: parent.width
        label: qsTr("New tag")
        maximumLength: 60
        onAccepted: if (text.trim() !== "")
            sheet.model.save(text)
    }
    Label {
        width: parent.width
        visible: tags.count > 0
        text: qsTr("Already there")
        role: Label.Role.Caption
        color: Theme.text2
    }
    ChipFlow {
        width: parent.width

        Repeater {
            id: tags

            model: sheet.model.held

            Chip {
                required property string modelData

                text: modelData
            }
        }
    }

    Connections {
        target: sheet.model

        function onOpenedChanged() {
            word.text = "";
        }
    }
}
