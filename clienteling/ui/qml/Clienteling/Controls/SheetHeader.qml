import QtQuick
import QtQuick.Layouts

// Top of a sheet: close left, primary right, then the title and whom it is about.
ColumnLayout {
    id: header

    property string title: ""
    property string subtitle: ""
    property string primaryText: ""
    property string primaryIcon: ""
    property bool primaryEnabled: true
    property bool busy: false
    property string closeText: ""
    property int side: Theme.space40

    signal primary
    signal closeWanted

    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: 22
        Layout.leftMargin: header.side - 12
        Layout.rightMargin: header.side
        Layout.preferredHeight: Theme.control

        IconButton {
            objectName: "closeButton"
            iconName: "x"
            iconSize: 24
            text: header.closeText
            onClicked: header.closeWanted()
        }

        Item {
            Layout.fillWidth: true
        }

        Button {
            objectName: "primaryButton"
            visible: header.primaryText !== ""
            kind: Button.Kind.Primary
            iconName: header.primaryIcon
            text: header.primaryText
            busy: header.busy
            enabled: header.primaryEnabled && !busy
            onClicked: header.primary()
        }
    }

    Label {
        Layout.fillWidth: true
        Layout.topMargin: 22
        Layout.leftMargin: header.side
        Layout.rightMargin: header.side
        role: Label.Role.Display
        font.pixelSize: Math.round(30 * Theme.scale)
        text: header.title
        Accessible.role: Accessible.Heading
    }

    Label {
        Layout.fillWidth: true
        Layout.topMargin: 2
        Layout.leftMargin: header.side
        Layout.rightMargin: header.side
        visible: text !== ""
        color: Theme.text2
        text: header.subtitle
    }

    Item {
        Layout.preferredHeight: 20
    }
}
