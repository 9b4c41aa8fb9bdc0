pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A word that groups customers.
EnrichmentSheet {
    id: sheet

    required property TagSheetModel model
    readonly property Field field: word.item as Field

    state: model
    objectName: "sheet.tag"
    title: qsTr("Tag")
    primaryEnabled: sheet.field !== null && sheet.field.text.trim() !== ""
    initialFocus: sheet.field
    wrongItem: sheet.field
    onPrimary: sheet.model.save(sheet.field.text)
    onTurned: sheet.field.text = ""

    Part {
        id: word

        width: parent.width
        sourceComponent: Field {
            objectName: "tag.text"
            label: qsTr("New tag")
            error: sheet.error
            onEdited: sheet.model.retyped()
            onAccepted: if (text.trim() !== "")
                sheet.model.save(text)
        }
    }
    Label {
        width: parent.width
        visible: tags.count > 0
        text: qsTr("Already there. Tap one to take it away.")
        role: Label.Role.Caption
        color: Theme.text2
    }
    ChipFlow {
        id: flow

        width: parent.width
        large: true

        Repeater {
            id: tags

            model: sheet.model.held

            Part {
                id: held

                required property int index
                required property string modelData

                joined: index % 4 > 0
                sourceComponent: Chip {
                    objectName: "tag.held"
                    rightInset: flow.chipGap
                    text: held.modelData
                    accessibleName: qsTr("Take away: %1").arg(held.modelData)
                    large: true
                    iconName: "x"
                    onClicked: sheet.model.remove(held.modelData)
                }
            }
        }
    }
}
