import QtQuick
import QtQuick.Layouts
import Clienteling.Controls

// Somebody who is known already: name and reason, "it is this one", "not this one". Stacked where it is narrow.
Item {
    id: row

    required property string name
    required property string because
    readonly property bool stacked: width < 400 * Theme.scale

    signal chosen
    signal declined

    implicitHeight: grid.implicitHeight + Theme.space4

    GridLayout {
        id: grid

        width: parent.width
        columns: row.stacked ? 1 : 2
        columnSpacing: Theme.space12
        rowSpacing: 0

        ListRow {
            Layout.fillWidth: true
            objectName: "new.likely"
            title: row.name
            subtitle: row.because
            titleWraps: true
            inset: 0
            dividerShown: false
            onClicked: row.chosen()
        }
        Row {
            Layout.bottomMargin: row.stacked ? Theme.space8 : 0
            spacing: Theme.space8

            Button {
                objectName: "new.itIs"
                text: qsTr("It is this one")
                kind: Button.Kind.Secondary
                accessibleName: qsTr("It is this one: %1").arg(row.name)
                onClicked: row.chosen()
            }
            IconButton {
                objectName: "new.itIsNot"
                anchors.verticalCenter: parent.verticalCenter
                iconName: "x"
                text: qsTr("Not this one: %1").arg(row.name)
                onClicked: row.declined()
            }
        }
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
