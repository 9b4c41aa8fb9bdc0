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

        SyncSide {
            objectName: "sync.yours"
            Layout.fillWidth: true
            Layout.fillHeight: true
            caption: qsTr("Your tablet")
            said: conflict.model.yours
            quoteRoom: conflict.quoted
            chosen: conflict.model.choice === "yours"
            onClicked: conflict.model.pick("yours")
        }
        SyncSide {
            objectName: "sync.theirs"
            Layout.fillWidth: true
            Layout.fillHeight: true
            caption: qsTr("Head office")
            said: conflict.model.theirs
            quoteRoom: conflict.quoted
            chosen: conflict.model.choice === "theirs"
            onClicked: conflict.model.pick("theirs")
        }
    }

    Item {
        readonly property bool beside: actions.childrenRect.width + Theme.space24 + promise.implicitWidth <= width

        width: parent.width
        height: beside ? actions.height : actions.height + Theme.space16 + promise.height

        Flow {
            id: actions

            width: parent.width
            spacing: Theme.space12

            Button {
                objectName: "sync.keep"
                width: Math.min(implicitWidth, conflict.width)
                text: conflict.model.keepText
                iconName: "check"
                kind: Button.Kind.Primary
                enabled: conflict.model.choice !== ""
                onClicked: conflict.model.keep()
            }
            Button {
                id: later

                objectName: "sync.later"
                text: qsTr("Ask later")
                onClicked: conflict.model.later()
            }
            Button {
                objectName: "sync.openCustomer"
                text: qsTr("Open profile")
                kind: Button.Kind.Quiet
                height: later.height
                onClicked: conflict.model.openCustomer()
            }
        }
        Label {
            id: promise

            x: parent.beside ? parent.width - width : 0
            y: parent.beside ? Math.round((actions.height - height) / 2) : actions.height + Theme.space16
            width: Math.min(implicitWidth, conflict.width)
            text: qsTr("The other value stays in the history.")
            role: Label.Role.Caption
            color: Theme.text2
        }
    }
}
