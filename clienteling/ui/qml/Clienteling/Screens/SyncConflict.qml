pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Clienteling.Controls
import Clienteling.ViewModels

// Two values for one thing: a question, both values with who, when and where; nothing preselected.
Column {
    id: conflict

    required property SyncConflictModel model
    readonly property bool wide: width >= 480 * Theme.iconScale
    readonly property bool quoted: wide && model.yours[1] !== ""

    spacing: Theme.space24

    Column {
        width: parent.width
        bottomPadding: 4
        spacing: 6

        Label {
            width: parent.width
            text: conflict.model.question
            role: Label.Role.Display
            font.pixelSize: Math.round(30 * Theme.scale)
            Accessible.role: Accessible.Heading
        }
        Label {
            width: parent.width
            text: conflict.model.subtitle
            color: Theme.text2
        }
    }

    GridLayout {
        width: parent.width
        columns: conflict.wide ? 2 : 1
        columnSpacing: 20
        rowSpacing: 20
        uniformCellWidths: true

        Part {
            Layout.fillWidth: true
            Layout.fillHeight: true
            sourceComponent: SyncSide {
                objectName: "sync.yours"
                caption: qsTr("Your tablet")
                said: conflict.model.yours
                quoteRoom: conflict.quoted
                chosen: conflict.model.choice === "yours"
                onClicked: conflict.model.pick("yours")
            }
        }
        Part {
            Layout.fillWidth: true
            Layout.fillHeight: true
            sourceComponent: SyncSide {
                objectName: "sync.theirs"
                caption: qsTr("Head office")
                said: conflict.model.theirs
                quoteRoom: conflict.quoted
                chosen: conflict.model.choice === "theirs"
                onClicked: conflict.model.pick("theirs")
            }
        }
    }

    Part {
        width: parent.width
        sourceComponent: SyncAnswer {
            model: conflict.model
        }
    }
}
