import QtQuick

// The words of a popover.
Column {
    id: words

    property string title: ""
    property string source: ""
    property string stateText: ""
    property string stateIcon: "clock"
    property bool critical: false
    default property alias extra: extraColumn.data

    spacing: 9

    Label {
        width: parent.width
        visible: text !== ""
        role: Label.Role.Strong
        bottomPadding: 1
        text: words.title
    }

    IconLine {
        width: parent.width
        visible: text !== ""
        iconName: "user-circle"
        text: words.source
    }

    IconLine {
        width: parent.width
        visible: text !== ""
        iconName: words.stateIcon
        color: words.critical ? Theme.critical : Theme.attention
        iconColor: color
        text: words.stateText
    }

    Column {
        id: extraColumn

        width: parent.width
        spacing: Theme.space8
    }
}
