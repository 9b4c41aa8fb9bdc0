pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What the app is made of and under which licence: the parts, then the text of one.
Sheet {
    id: sheet

    required property LicencesModel model

    objectName: "sheet.licences"
    title: sheet.model.chosen !== "" ? sheet.model.chosen : qsTr("Licences")
    onCloseWanted: sheet.model.close()

    Column {
        width: parent.width
        visible: sheet.model.chosen === ""

        Repeater {
            model: sheet.model.titles

            NavRow {
                required property string modelData

                objectName: "licences.part"
                width: parent?.width ?? 0
                text: modelData
                onClicked: sheet.model.choose(modelData)
            }
        }
    }

    Column {
        width: parent.width
        visible: sheet.model.chosen !== ""
        spacing: Theme.space12

        Repeater {
            model: sheet.model.paragraphs

            Label {
                required property string modelData

                objectName: "licences.paragraph"
                width: parent?.width ?? 0
                text: modelData
                role: Label.Role.Caption
                color: Theme.text2
                paragraph: true
            }
        }
    }

    Connections {
        target: sheet.model

        function onOpenedChanged() {
            if (sheet.model.opened)
                sheet.open();
            else
                sheet.close();
        }
    }
}
