pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What the app is made of and under which licence: the parts, then the text of one.
Sheet {
    id: sheet

    required property LicencesModel model
    // Rows or paragraphs made in one turn.
    readonly property int together: 4

    objectName: "sheet.licences"
    title: sheet.model.chosen !== "" ? sheet.model.chosen : qsTr("Licences")
    onCloseWanted: sheet.model.close()

    Column {
        width: parent.width
        visible: sheet.model.chosen === ""

        Repeater {
            model: sheet.model.titles

            Part {
                id: row

                required property int index
                required property string modelData

                width: parent?.width ?? 0
                joined: index % sheet.together > 0
                sourceComponent: NavRow {
                    objectName: "licences.part"
                    text: row.modelData
                    onClicked: sheet.model.choose(row.modelData)
                }
            }
        }
    }

    Column {
        width: parent.width
        visible: sheet.model.chosen !== ""
        spacing: Theme.space12

        Repeater {
            model: sheet.model.paragraphs

            Part {
                id: paragraph

                required property int index
                required property string text

                width: parent?.width ?? 0
                joined: index % sheet.together > 0
                sourceComponent: Label {
                    objectName: "licences.paragraph"
                    text: paragraph.text
                    role: Label.Role.Caption
                    color: Theme.text2
                    paragraph: true
                }
            }
        }
    }

    Component.onCompleted: {
        if (sheet.model.opened)
            sheet.open();
    }

    Connections {
        target: sheet.model

        function onOpenedChanged() {
            if (sheet.model.opened && !sheet.opened)
                sheet.open();
            else if (!sheet.model.opened)
                sheet.close();
        }
    }
}
