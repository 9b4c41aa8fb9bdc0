pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// When this seller's PIN was set anew lately, and who helped: also what was confirmed.
Column {
    id: pin

    required property PinNoticeModel model

    spacing: Theme.space12

    SectionHeader {
        width: parent.width
        title: qsTr("Your PIN was set anew")
    }
    Repeater {
        model: pin.model.every

        delegate: IconLine {
            required property string said

            objectName: "settings.pinReset"
            width: parent?.width ?? 0
            iconName: "clock"
            role: Label.Role.Body
            text: said
        }
    }
    Label {
        width: parent.width
        paragraph: true
        role: Label.Role.Caption
        color: Theme.text2
        text: qsTr("If one of these was not you, tell head office at once.")
    }
}
