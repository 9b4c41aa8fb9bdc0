pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A new tablet: address and code, then the first download with its progress.
FocusScope {
    id: screen

    required property EnrolModel model
    required property SettingsModel settings

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }

    LanguagePicker {
        y: Theme.space40
        anchors.right: parent.right
        anchors.rightMargin: Theme.space40
        settings: screen.settings
    }

    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(112, Math.round((screen.height - height) / 2))
        width: Math.min(screen.width - 2 * Theme.space40, 560)
        spacing: Theme.space32

        LogoMark {
            size: 48
        }

        EnrolForm {
            width: parent.width
            visible: screen.model.step === "form"
            model: screen.model
            focus: visible
        }

        EnrolDownload {
            width: parent.width
            visible: screen.model.step !== "form"
            model: screen.model
        }
    }
}
