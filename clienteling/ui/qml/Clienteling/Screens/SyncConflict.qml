pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Clienteling.Controls
import Clienteling.ViewModels

// Two values for one thing: a question, both values with who, when and where; nothing preselected.
Column {
    id: conflict

    required property SyncModel model
    readonly property bool wide: width >= 560

    spacing: Theme.space24

    Column {
        width: parent.width
        spacing: Theme.space8

        Label {
            width: parent.width
            text: conflict.model.question
            role: Label.Role.Display
        }
        Label {
            width: parent.width
            text: conflict.model.conflictSubtitle
            role: Label.Role.Body
            color: Theme.text2
        }
    }

    GridLayout {
        width: parent.width
        columns: conflict.wide ? 2 : 1
        columnSpacing: 20
        rowSpacing: 20
        uniformCellWidths: true
        uniformCellHeights: conflict.wide

        SyncSide {
            objectName: "sync.yours"
            Layout.fillWidth: true
            Layout.fillHeight: true
            caption: qsTr("Your tablet")
            said: conflict.model.yours
            place: "device-tablet"
            chosen: conflict.model.choice === "yours"
            onClicked: conflict.model.pick("yours")
        }
        SyncSide {
            objectName: "sync.theirs"
            Layout.fillWidth: true
            Layout.fillHeight: true
            caption: qsTr("Head office")
            said: conflict.model.theirs
            place: "globe"
            chosen: conflict.model.choice === "theirs"
            onClicked: conflict.model.pick("theirs")
        }
    }

    Flow {
        width: parent.width
        spacing: Theme.space12

        Button {
            objectName: "sync.keep"
            text: conflict.model.keepText
            iconName: "check"
            kind: Button.Kind.Primary
            enabled: conflict.model.choice !== ""
            onClicked: conflict.model.keep()
        }
        Button {
            objectName: "sync.later"
            text: qsTr("Ask later")
            kind: Button.Kind.Secondary
            onClicked: conflict.model.later()
        }
        Button {
            objectName: "sync.openCustomer"
            text: qsTr("Open profile")
            kind: Button.Kind.Quiet
            onClicked: conflict.model.openCustomer()
        }
    }

    Label {
        width: parent.width
        text: qsTr("The other value stays in the history.")
        role: Label.Role.Caption
        color: Theme.text2
    }
}
