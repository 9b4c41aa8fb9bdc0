pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// A section of values; a tap on one says who told us, on a field nobody has filled it opens the sheet.
Column {
    id: part

    required property ProfilePage page
    required property QtObject rows
    property string title: ""
    property string actionText: ""
    property string actionName: ""
    property string emptyText: ""
    property string missingText: ""

    signal action

    SectionHeader {
        width: parent.width
        height: Math.max(Theme.target, implicitHeight)
        title: part.title
        actionText: part.actionText
        actionName: part.actionName
        onAction: part.action()
    }

    Repeater {
        id: values

        model: part.rows

        ProfileDetail {
            id: line

            required property string kind
            required property string symbol
            required value
            required waiting
            required disputed

            objectName: "profile.value." + kind
            width: part.width
            iconName: symbol
            inert: kind === ""
            missingText: part.missingText
            onClicked: {
                if (kind === "field" && value === "")
                    part.page.app.sheets.openField(part.page.customer, key);
                else if (kind !== "")
                    part.page.popover.showFact(line.spot, kind, key);
            }
        }
    }

    Label {
        width: parent.width
        visible: values.count === 0 && text !== ""
        color: Theme.text2
        text: part.emptyText
    }
}
