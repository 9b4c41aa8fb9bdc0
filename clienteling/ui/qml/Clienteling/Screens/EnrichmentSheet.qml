import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What all enrichment sheets share: they follow their model, say why something was refused, and where it is saved.
Sheet {
    id: sheet

    required property SheetModel state
    required property SyncModel sync
    // The field that says why something was refused; without one the sentence stands at the foot.
    property Item wrongItem: null
    readonly property string error: sheet.state.error

    // It comes up or goes away: what can be typed into says what the model holds.
    signal turned

    wanted: sheet.state.opened
    onAboutToShow: sheet.turned()
    onAboutToHide: sheet.turned()
    subtitle: sheet.state.customerName
    primaryText: qsTr("Save")
    busy: sheet.state.busy
    onCloseWanted: sheet.state.close()
    onErrorChanged: {
        if (sheet.error !== "" && sheet.wrongItem)
            sheet.wrongItem.forceActiveFocus(Qt.OtherFocusReason);
    }

    footer: [
        Label {
            width: parent?.width ?? 0
            visible: text !== ""
            bottomPadding: Theme.space8
            text: sheet.wrongItem ? "" : sheet.error
            color: Theme.critical
            role: Label.Role.Label
            Accessible.role: Accessible.AlertMessage
        },
        IconLine {
            width: parent?.width ?? 0
            iconName: sheet.sync.connectionIcon === "offline" ? "cloud-slash" : "cloud-check"
            text: sheet.sync.connectionIcon === "offline" ? qsTr("Offline. It is saved here and leaves as soon as it can.")
                : qsTr("Saved here first, then sent to head office.")
            color: Theme.text2
            iconColor: Theme.text2
        }
    ]
}
