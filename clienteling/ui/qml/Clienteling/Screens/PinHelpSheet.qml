pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A seller who cannot get in: which manager helps, the manager's PIN, then a new PIN twice.
Sheet {
    id: sheet

    required property PinHelpModel model
    readonly property bool typing: ["manager", "new", "again"].includes(sheet.model.step)

    objectName: "sheet.pinHelp"
    title: sheet.model.title
    primaryText: ""
    wanted: sheet.model.step !== ""
    initialFocus: sheet.typing ? pad.item as PinPad : null
    onCloseWanted: sheet.model.close()

    Label {
        objectName: "pinHelp.words"
        width: parent.width
        paragraph: true
        color: Theme.text2
        text: sheet.model.words
    }
    Column {
        width: parent.width
        visible: sheet.model.step === "who"

        Repeater {
            model: sheet.model.helpers

            delegate: NavRow {
                required property string key
                required property string name

                objectName: "pinHelp.helper"
                width: parent?.width ?? 0
                iconName: "user"
                text: name
                onClicked: sheet.model.choose(key)
            }
        }
        NavRow {
            objectName: "pinHelp.company"
            width: parent.width
            visible: sheet.model.companyOffered
            enabled: !sheet.model.busy
            iconName: "identification-card"
            text: qsTr("With my company account")
            onClicked: sheet.model.useCompany()
        }
    }
    Column {
        width: parent.width
        spacing: Theme.space16
        visible: sheet.model.step === "company"

        Label {
            objectName: "pinHelp.address"
            width: parent.width
            role: Label.Role.Title
            text: sheet.model.address
        }
        Label {
            objectName: "pinHelp.code"
            width: parent.width
            role: Label.Role.Display
            text: sheet.model.code
        }
        IconLine {
            width: parent.width
            iconName: "clock"
            role: Label.Role.Caption
            color: Theme.text2
            text: qsTr("This screen goes on by itself once you have signed in.")
        }
    }
    PinDots {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: sheet.typing
        length: sheet.model.length
        filled: sheet.model.typed
        wrong: sheet.model.message !== ""
    }
    Label {
        objectName: "pinHelp.message"
        width: parent.width
        visible: text !== ""
        horizontalAlignment: sheet.typing ? Text.AlignHCenter : Text.AlignLeft
        paragraph: true
        role: Label.Role.Label
        color: Theme.critical
        text: sheet.model.message
        Accessible.role: Accessible.AlertMessage
    }
    Part {
        id: pad

        anchors.horizontalCenter: parent.horizontalCenter
        visible: sheet.typing
        sourceComponent: PinPad {
            objectName: "pinHelp.pad"
            enabled: sheet.typing && !sheet.model.locked && !sheet.model.busy
            onDigit: value => sheet.model.press(value)
            onBackspace: sheet.model.erase()
        }
    }

    Connections {
        target: sheet.model

        function onStepChanged() {
            if (sheet.typing)
                (pad.item as PinPad)?.forceActiveFocus();
        }
    }
}
