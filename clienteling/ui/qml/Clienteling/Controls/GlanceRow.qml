import QtQuick

// One thing worth knowing, with its because.
Pressable {
    id: row

    property string iconName: ""
    property string title: text
    property string because: ""
    // Allergy, complaint: red with icon and word.
    property bool critical: false

    implicitHeight: Math.max(Theme.target, words.implicitHeight + Theme.space4)
    fill: Qt.alpha(Theme.surface, 0)
    accessibleName: because !== "" ? qsTr("%1. %2").arg(title).arg(because) : title

    contentItem: Item {
        Icon {
            y: 4
            name: row.iconName
            color: row.critical ? Theme.critical : Theme.text2
        }

        Column {
            id: words

            x: Theme.iconMedium + 14
            y: 3
            width: parent.width - x
            spacing: 2

            Label {
                width: parent.width
                role: Label.Role.Label
                color: row.critical ? Theme.critical : Theme.text
                text: row.title
                Accessible.ignored: true
            }

            Label {
                width: parent.width
                visible: text !== ""
                role: Label.Role.Caption
                color: Theme.text2
                text: row.because
                Accessible.ignored: true
            }
        }
    }
}
