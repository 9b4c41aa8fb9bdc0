import Clienteling.Controls
import Clienteling.ViewModels

// When to be reminded of a note.
Menu {
    id: menu

    required property NoteSheetModel model

    MenuRow {
        text: qsTr("Tomorrow")
        iconName: "calendar"
        onTriggered: menu.model.remindIn(1)
    }
    MenuRow {
        objectName: "note.remind.week"
        text: qsTr("In a week")
        iconName: "calendar"
        onTriggered: menu.model.remindIn(7)
    }
    MenuRow {
        text: qsTr("In a month")
        iconName: "calendar"
        onTriggered: menu.model.remindIn(30)
    }
    MenuRow {
        text: qsTr("No reminder")
        iconName: "x"
        onTriggered: menu.model.setReminder("")
    }
}
