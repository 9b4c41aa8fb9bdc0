import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Everything else a seller can add.
Menu {
    id: menu

    required property AppModel app
    readonly property string customer: app.profile.customerId

    MenuRow {
        objectName: "profile.addPreference"
        text: qsTr("Preference or size")
        iconName: "heart"
        onTriggered: menu.app.sheets.openPreference(menu.customer, "")
    }
    MenuRow {
        objectName: "profile.addDate"
        text: qsTr("Important date")
        iconName: "cake"
        onTriggered: menu.app.sheets.openDate(menu.customer, "")
    }
    MenuRow {
        objectName: "profile.addConsent"
        text: qsTr("Consent")
        iconName: "shield-check"
        onTriggered: menu.app.sheets.openConsent(menu.customer)
    }
    MenuRow {
        objectName: "profile.addContact"
        text: qsTr("Phone, e-mail or address")
        iconName: "at"
        onTriggered: menu.app.sheets.openContact(menu.customer, "")
    }
    MenuRow {
        objectName: "profile.addTag"
        text: qsTr("Tag")
        iconName: "tag"
        onTriggered: menu.app.sheets.openTag(menu.customer)
    }
    MenuRow {
        objectName: "profile.book"
        text: menu.app.profile.inMyBook ? qsTr("Client book") : qsTr("Add to my client book")
        iconName: "address-book"
        onTriggered: menu.app.sheets.openBook(menu.customer)
    }
    MenuRow {
        objectName: "profile.samePerson"
        text: qsTr("Same person as …")
        iconName: "users"
        onTriggered: menu.app.sheets.openMerge(menu.customer)
    }
}
