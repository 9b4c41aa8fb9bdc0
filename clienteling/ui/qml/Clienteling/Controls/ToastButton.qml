import QtQuick

// Undo, with the seconds that are left, on the inverted ground of a toast.
Pressable {
    id: button

    property int secondsLeft: 0

    leftPadding: Theme.space12
    rightPadding: Theme.space12
    fill: Theme.inverted
    background: null

    contentItem: Item {
        implicitWidth: words.implicitWidth
        implicitHeight: words.implicitHeight

        Label {
            id: words

            anchors.centerIn: parent
            role: Label.Role.Strong
            tabular: true
            font.underline: true
            wrapMode: Text.NoWrap
            color: Theme.invertedInk
            //: %1 is Undo, %2 the seconds that are left.
            text: qsTr("%1  %2 s").arg(button.text).arg(button.secondsLeft)
            Accessible.ignored: true
        }
    }

    Rectangle {
        visible: button.showsFocus
        anchors.fill: parent
        radius: Theme.radiusButton - 4
        color: "transparent"
        border.width: 2
        border.color: Theme.invertedInk
    }
}
