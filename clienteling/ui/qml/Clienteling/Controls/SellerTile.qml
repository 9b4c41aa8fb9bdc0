import QtQuick

// A seller to sign in: initials, name, a word about today. With `iconName` it is the way to somebody else.
Pressable {
    id: tile

    property string initials: ""
    property string detail: ""
    property bool current: false
    property string iconName: ""

    implicitWidth: 184
    implicitHeight: Math.max(188, words.y + words.height + Theme.space24)
    radius: Theme.radiusCard
    fill: current ? Theme.accentSoft : iconName !== "" ? Theme.canvas : Theme.surface
    strokeWidth: current ? 2 : 1
    strokeColor: current ? Theme.accent : Theme.line
    accessibleName: detail !== "" ? qsTr("%1, %2").arg(text).arg(detail) : text

    Accessible.role: iconName !== "" ? Accessible.Button : Accessible.RadioButton
    Accessible.checkable: iconName === ""
    Accessible.checked: current

    contentItem: Item {
        SellerDisc {
            id: disc

            anchors.horizontalCenter: parent.horizontalCenter
            y: 26
            size: 72
            textSize: 24
            textWeight: Font.Medium
            strong: tile.current
            initials: tile.initials

            Icon {
                anchors.centerIn: parent
                name: tile.iconName
                size: 28
            }
        }

        Column {
            id: words

            x: Theme.space12
            y: disc.y + disc.height + 18
            width: parent.width - 2 * Theme.space12
            spacing: 3

            Label {
                width: parent.width
                role: Label.Role.Strong
                maximumLineCount: 2
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignHCenter
                color: tile.current ? Theme.accentSoftInk : Theme.text
                text: tile.text
                Accessible.ignored: true
            }

            Label {
                width: parent.width
                visible: text !== ""
                role: Label.Role.Caption
                horizontalAlignment: Text.AlignHCenter
                color: tile.current ? Theme.accentSoftInk : Theme.text2
                text: tile.detail
                Accessible.ignored: true
            }
        }
    }
}
