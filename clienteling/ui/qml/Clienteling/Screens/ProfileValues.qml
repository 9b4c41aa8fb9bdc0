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

        Part {
            id: row

            required property string kind
            required property string key
            required property string name
            required property string symbol
            required property string value
            required property bool waiting
            required property bool disputed

            width: part.width
            sourceComponent: ProfileDetail {
                id: line

                objectName: "profile.value." + row.kind
                key: row.key
                name: row.name
                value: row.value
                waiting: row.waiting
                disputed: row.disputed
                iconName: row.symbol
                inert: row.kind === ""
                missingText: part.missingText
                onClicked: {
                    if (row.kind === "field" && row.value === "")
                        part.page.app.sheets.openField(part.page.customer, row.key);
                    else if (row.kind !== "")
                        part.page.popover.showFact(line.spot, row.kind, row.key);
                }
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
