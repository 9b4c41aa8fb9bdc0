pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What to do now: reasons and appointments on the left, one list of things to do on the right.
FocusScope {
    id: screen

    required property TodayModel model
    readonly property bool landscape: width >= Theme.landscapeFrom - Theme.railWidth
    readonly property int margin: Theme.space40

    Label {
        id: title

        x: screen.margin
        y: 36
        text: qsTr("Today")
        role: Label.Role.Display
    }
    Label {
        anchors.baseline: title.baseline
        anchors.left: title.right
        anchors.leftMargin: Theme.space16
        width: Math.max(0, find.x - x - Theme.space16)
        singleLine: true
        text: screen.model.day
        role: Label.Role.Body
        color: Theme.text2
    }
    Button {
        id: find

        objectName: "today.search"
        anchors.right: parent.right
        anchors.rightMargin: screen.margin
        y: 28
        text: qsTr("Find customer")
        iconName: "magnifying-glass"
        kind: Button.Kind.Primary
        onClicked: screen.model.search()
    }

    TodayReasons {
        id: reasons

        x: screen.margin
        y: 112
        width: screen.landscape ? 280 : screen.width - 2 * screen.margin
        height: screen.landscape ? screen.height - y : 56
        model: screen.model
        landscape: screen.landscape
    }

    TodayTasks {
        x: screen.landscape ? reasons.x + reasons.width + 48 : screen.margin
        y: screen.landscape ? 112 : reasons.y + reasons.height + Theme.space16
        width: screen.width - x - screen.margin
        height: screen.height - y
        model: screen.model
        wide: screen.landscape || width >= 680
        focus: true
    }
}
