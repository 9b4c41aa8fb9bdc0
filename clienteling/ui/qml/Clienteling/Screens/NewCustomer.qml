pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A new customer: the form on the left; who it may already be on the right (above the form on a narrow screen).
FocusScope {
    id: screen

    required property NewCustomerModel model
    required property HandOverModel handOver
    readonly property bool landscape: width >= Theme.landscapeFrom - Theme.railWidth
    readonly property int margin: Theme.space40
    readonly property bool roomAbove: title.implicitWidth + hand.implicitWidth + save.width + 2 * Theme.space16
        <= width - 2 * margin
    readonly property int start: Math.max(112, Math.ceil(title.y + title.height + Theme.space24))

    Label {
        id: title

        x: screen.margin
        y: 36
        width: (screen.roomAbove ? hand.x : save.x) - x - Theme.space16
        text: qsTr("New customer")
        role: Label.Role.Display
    }
    Button {
        id: save

        objectName: "new.save"
        anchors.right: parent.right
        anchors.rightMargin: screen.margin
        y: 28
        text: qsTr("Save")
        iconName: "check"
        kind: Button.Kind.Primary
        enabled: screen.model.canSave
        busy: screen.model.busy
        onClicked: screen.model.save()
    }

    Button {
        id: hand

        objectName: "new.handOver"
        anchors.right: save.left
        anchors.rightMargin: Theme.space16
        y: save.y
        visible: screen.roomAbove
        text: qsTr("Let the customer fill it in")
        iconName: "pencil"
        enabled: !screen.model.busy
        onClicked: form.handOver()
    }

    NewCustomerLikely {
        id: likely

        x: screen.landscape ? form.x + form.width + 48 : screen.margin
        y: screen.start
        width: screen.landscape ? screen.width - x - screen.margin : screen.width - 2 * screen.margin
        height: screen.landscape ? screen.height - y : screen.model.hasLikely ? Math.min(implicitHeight, Math.round(screen.height * 0.3)) : 0
        model: screen.model
        landscape: screen.landscape
    }

    NewCustomerForm {
        id: form

        x: screen.margin
        y: screen.landscape ? screen.start : likely.y + likely.height + (screen.model.hasLikely ? Theme.space24 : 0)
        width: screen.landscape ? Math.min(560, Math.round(screen.width * 0.5)) : screen.width - 2 * screen.margin
        height: screen.height - y
        model: screen.model
        hands: screen.handOver
        offering: !screen.roomAbove
        focus: true
    }
}
