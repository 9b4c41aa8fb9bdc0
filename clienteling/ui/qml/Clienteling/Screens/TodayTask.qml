import QtQuick
import Clienteling.Controls

// One thing to do: who, why, days since purchase and contact, consents, and the tick.
ListRow {
    id: row

    required property string key
    required property string customer
    required property string name
    required property string symbol
    required property string reason
    required property string purchase
    required property string contact
    required property string email
    required property string message
    required property string phone
    required property bool pending
    required property bool wide

    signal done
    signal menuWanted(at: Item)

    objectName: "today.task"
    title: row.name
    subtitle: row.reason
    subtitleIcon: row.symbol
    inset: 0
    accessibleName: qsTr("%1, %2, last purchase %3, last contact %4, %5").arg(name).arg(reason).arg(purchase)
        .arg(contact).arg(consents.sentence)
    Keys.onMenuPressed: row.menuWanted(tick)
    onPressAndHold: row.menuWanted(tick)

    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: row.menuWanted(tick)
    }

    Label {
        width: 88
        visible: row.wide
        horizontalAlignment: Text.AlignRight
        text: row.purchase
        tabular: true
    }
    Label {
        width: 76
        visible: row.wide
        horizontalAlignment: Text.AlignRight
        text: row.contact
        tabular: true
    }
    Item {
        width: 8
        height: 1
        visible: row.wide
    }
    ConsentIcons {
        id: consents

        email: row.email
        message: row.message
        phone: row.phone
        ground: Theme.canvas
    }
    Item {
        width: 4
        height: 1
    }
    IconButton {
        id: tick

        objectName: "today.done"
        iconName: "check"
        filled: true
        text: qsTr("Done: %1").arg(row.name)
        onClicked: row.done()
    }
}
