import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The question before something that helps: what will happen, what will not.
Sheet {
    id: sheet

    required property SupportModel model

    objectName: "sheet.support"
    title: sheet.model.title
    primaryText: sheet.model.primaryText
    primaryIcon: sheet.model.icon
    busy: sheet.model.busy
    onPrimary: sheet.model.confirm()
    onCloseWanted: sheet.model.close()

    Label {
        objectName: "support.text"
        width: parent.width
        text: sheet.model.text
        role: Label.Role.Body
        paragraph: true
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
