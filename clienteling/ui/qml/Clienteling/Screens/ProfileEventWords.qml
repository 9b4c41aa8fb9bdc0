pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Clienteling.Controls

// What a row of the timeline unfolds to.
Column {
    id: part

    required property list<string> lines
    required property list<string> amounts
    required property string source
    required property bool pending
    required property string takeBack
    required property bool editable

    signal edit
    signal remove

    topPadding: Theme.space4
    spacing: Theme.space8

    Repeater {
        model: part.lines

        RowLayout {
            required property int index
            required property string modelData

            width: part.width
            spacing: Theme.space16

            Label {
                Layout.fillWidth: true
                role: Label.Role.Label
                font.weight: Font.Normal
                text: parent.modelData
            }
            Label {
                Layout.alignment: Qt.AlignTop
                visible: text !== ""
                role: Label.Role.Label
                tabular: true
                text: part.amounts[parent.index] ?? ""
            }
        }
    }

    IconLine {
        width: parent.width
        iconName: "user-circle"
        text: part.source
    }
    IconLine {
        width: parent.width
        visible: part.pending
        iconName: "clock"
        iconColor: Theme.attention
        color: Theme.attention
        text: qsTr("Saved here, on its way to head office")
    }
    Flow {
        width: parent.width
        spacing: Theme.space24
        visible: part.editable || part.takeBack !== ""

        TextLink {
            objectName: "profile.editNote"
            visible: part.editable
            text: qsTr("Change the words")
            onClicked: part.edit()
        }
        TextLink {
            objectName: "profile.takeBack"
            visible: text !== ""
            text: part.takeBack
            onClicked: part.remove()
        }
    }
}
