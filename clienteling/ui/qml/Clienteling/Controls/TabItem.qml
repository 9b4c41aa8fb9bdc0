import QtQuick

// One tab of Tabs.
Pressable {
    id: tab

    property bool current: false
    property bool first: false

    readonly property int side: 12

    leftPadding: first ? 0 : side
    rightPadding: first ? side + 2 : side
    implicitWidth: Math.max(Theme.target, Math.ceil(strong.implicitWidth) + leftPadding + rightPadding)
    radius: Theme.radiusBadge
    background: null

    Accessible.role: Accessible.PageTab
    Accessible.selected: current

    contentItem: Item {
        // Measures the bold word, so that choosing a tab moves none of the others.
        Label {
            id: strong

            visible: false
            role: Label.Role.Label
            font.weight: Font.Bold
            wrapMode: Text.NoWrap
            text: tab.text
        }

        Label {
            anchors.verticalCenter: parent.verticalCenter
            role: Label.Role.Label
            font.weight: tab.current ? Font.Bold : Font.Medium
            color: tab.current || tab.hovered ? Theme.text : Theme.text2
            wrapMode: Text.NoWrap
            text: tab.text
            Accessible.ignored: true
        }

        Rectangle {
            visible: tab.current
            anchors.bottom: parent.bottom
            width: Math.ceil(strong.implicitWidth)
            height: 3
            radius: 1.5
            color: Theme.accent
        }
    }
}
