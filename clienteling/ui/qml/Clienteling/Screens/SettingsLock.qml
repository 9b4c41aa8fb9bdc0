import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// When the tablet locks itself, and where its key lies.
Column {
    id: lock

    required property SettingsModel model

    spacing: Theme.space12

    SectionHeader {
        width: parent.width
        title: qsTr("Lock")
    }
    SelectField {
        objectName: "settings.lock"
        width: Math.min(parent.width, 320)
        label: qsTr("Lock when nobody has touched the tablet for")
        options: lock.model.lockChoices
        currentIndex: lock.model.lockIndex
        onChosen: index => lock.model.chooseLock(index)
    }
    IconLine {
        objectName: "settings.keyStore"
        width: parent.width
        visible: text !== ""
        iconName: lock.model.demoKey ? "warning" : "lock-key"
        iconSize: Theme.iconMedium
        role: Label.Role.Caption
        text: lock.model.keyStore
        color: lock.model.demoKey ? Theme.attention : Theme.text2
    }
}
