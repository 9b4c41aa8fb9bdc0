pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Somebody set this seller's PIN anew: said at the next sign-in, until it was read.
Sheet {
    id: sheet

    required property PinNoticeModel model

    objectName: "sheet.pinNotice"
    title: qsTr("Your PIN was set anew")
    primaryText: qsTr("That was me")
    onPrimary: sheet.model.confirm()
    onCloseWanted: sheet.close()

    Repeater {
        model: sheet.model.resets

        delegate: IconLine {
            required property string said

            objectName: "pinNotice.reset"
            width: parent?.width ?? 0
            iconName: "clock"
            role: Label.Role.Body
            text: said
        }
    }
    Label {
        width: parent.width
        paragraph: true
        color: Theme.text2
        text: qsTr("Who knows your PIN can act in your name. If it was not you who chose it, tell head office at once.")
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
