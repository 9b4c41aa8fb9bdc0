pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What helps when something is wrong with this tablet. Each asks before it does anything.
Column {
    id: support

    required property SupportModel model
    required property SyncModel sync

    SectionHeader {
        width: parent.width
        title: qsTr("When something is wrong")
    }
    NavRow {
        objectName: "support.resend"
        width: parent.width
        iconName: "paper-plane-tilt"
        text: qsTr("Send everything again")
        onClicked: support.model.ask("resend")
    }
    NavRow {
        objectName: "support.rebuild"
        width: parent.width
        iconName: "download-simple"
        text: qsTr("Download the customers again")
        onClicked: support.model.ask("rebuild")
    }
    NavRow {
        objectName: "support.quarantine"
        width: parent.width
        visible: support.sync.rejectedCount > 0
        iconName: "arrow-bend-up-left"
        text: qsTr("Save what was sent back")
        onClicked: support.model.ask("quarantine")
    }
    NavRow {
        objectName: "support.diagnostics"
        width: parent.width
        iconName: "file-text"
        text: qsTr("Save a file for support")
        onClicked: support.model.ask("diagnostics")
    }

    OnDemand {
        wanted: support.model.opened
        sourceComponent: SupportSheet {
            model: support.model
        }
    }
}
