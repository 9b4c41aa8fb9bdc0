import QtQuick
import Clienteling.Controls

// One thing that was said once: icon, what and who, how; a clock while it is on its way.
Column {
    id: past

    required property string symbol
    required property string headline
    required property string detail
    required property bool waiting

    spacing: 2

    IconLine {
        width: parent.width
        iconName: past.symbol
        text: past.headline
    }
    Label {
        x: 30
        width: parent.width - x
        visible: text !== ""
        role: Label.Role.Tiny
        color: Theme.text2
        text: past.detail
    }
    IconLine {
        x: 30
        width: parent.width - x
        visible: past.waiting
        role: Label.Role.Tiny
        iconSize: 16
        iconName: "clock"
        iconColor: Theme.attention
        color: Theme.attention
        text: qsTr("Saved here, on its way to head office")
    }
}
