pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// Open follow-ups, each with its tick.
Column {
    id: part

    required property ProfilePage page

    SectionHeader {
        width: parent.width
        title: qsTr("Open follow-ups")
        actionText: qsTr("Add")
        actionName: qsTr("Add a follow-up")
        onAction: part.page.app.sheets.openFollowUp(part.page.customer, "")
    }

    Repeater {
        id: tasks

        model: part.page.model.sections.tasks

        ListRow {
            id: row

            required property string key
            required property string headline
            required property string detail
            required property bool late
            required property bool waiting

            objectName: "profile.task"
            width: part.width
            inset: 0
            title: row.headline
            subtitle: row.detail
            tone: row.late ? "attention" : "plain"
            subtitleIcon: row.late ? "warning-circle" : ""
            strongTitle: false
            onClicked: part.page.app.sheets.openFollowUp(part.page.customer, key)

            Icon {
                visible: row.waiting
                name: "clock"
                size: Theme.iconSmall
                color: Theme.attention
            }
            IconButton {
                objectName: "profile.taskDone"
                filled: true
                iconName: "check"
                text: qsTr("Done: %1").arg(row.headline)
                onClicked: part.page.model.followUpDone(row.key)
            }
        }
    }

    Label {
        width: parent.width
        visible: tasks.count === 0
        color: Theme.text2
        text: qsTr("Nothing is open.")
    }
}
