pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Version, and the licences of the typeface and the icons the app ships with.
Column {
    id: about

    required property SettingsModel model
    required property LicencesModel licences

    spacing: Theme.space12

    SectionHeader {
        width: parent.width
        title: qsTr("About")
    }
    Label {
        width: parent.width
        text: qsTr("Clienteling %1, Apache License 2.0").arg(about.model.version)
        role: Label.Role.Body
    }
    Label {
        width: parent.width
        text: qsTr("Typeface Manrope, SIL Open Font License 1.1. Icons Phosphor, MIT. Qt for Python, LGPL 3.")
        role: Label.Role.Caption
        color: Theme.text2
        paragraph: true
    }
    NavRow {
        objectName: "settings.licences"
        width: parent.width
        iconName: "file-text"
        text: qsTr("Licences")
        onClicked: about.licences.open()
    }

    OnDemand {
        wanted: about.licences.opened
        sourceComponent: LicencesSheet {
            model: about.licences
        }
    }
}
