import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Not now, or not at all.
Menu {
    id: menu

    required property TodayModel model
    property string key: ""

    MenuRow {
        objectName: "today.snooze.1"
        text: qsTr("Tomorrow")
        iconName: "clock"
        onTriggered: menu.model.snooze(menu.key, 1)
    }
    MenuRow {
        objectName: "today.snooze.7"
        text: qsTr("In a week")
        iconName: "calendar"
        onTriggered: menu.model.snooze(menu.key, 7)
    }
    MenuRow {
        text: qsTr("In a month")
        iconName: "calendar-blank"
        onTriggered: menu.model.snooze(menu.key, 30)
    }
    MenuRow {
        objectName: "today.dismiss"
        text: qsTr("Not needed any more")
        iconName: "x"
        onTriggered: menu.model.dismiss(menu.key, "not_needed")
    }
    MenuRow {
        text: qsTr("Somebody else looks after it")
        iconName: "users"
        onTriggered: menu.model.dismiss(menu.key, "somebody_else")
    }
}
