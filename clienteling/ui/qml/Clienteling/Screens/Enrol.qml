pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// A new tablet: address and code, then the first download with its progress. What it is about on the left, what to do
// on the right (below each other on a narrow screen).
FocusScope {
    id: screen

    required property EnrolModel model
    required property SettingsModel settings
    readonly property bool landscape: width >= Theme.landscapeFrom && Theme.scale < 1.6
    readonly property int margin: landscape ? 72 : Theme.space40
    readonly property int split: landscape ? Math.round(width * 0.5) : 0

    focus: true

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }

    Rectangle {
        x: screen.split
        width: parent.width - x
        height: parent.height
        visible: screen.landscape
        color: Theme.surface

        Divider {
            width: 1
            height: parent.height
        }
    }

    LogoMark {
        x: screen.landscape ? screen.margin : page.sideMargin
        y: screen.landscape ? 64 : 28
        size: 40
    }

    EnrolWords {
        id: words

        x: screen.margin
        y: 149
        visible: screen.landscape
        width: screen.split - 2 * screen.margin
        model: screen.model
    }

    ScrollColumn {
        id: page

        x: screen.split
        y: languages.y + languages.height + Theme.space12
        width: screen.width - x
        height: screen.height - y
        sideMargin: screen.landscape || width < Theme.landscapeFrom ? screen.margin : Math.round((width - 640) / 2)
        bottomMarginExtra: Theme.space40
        spacing: Theme.space32

        Item {
            width: 1
            height: screen.landscape ? 61 - Theme.space32 : Theme.space8
        }
        EnrolWords {
            width: parent.width
            visible: !screen.landscape
            model: screen.model
        }
        EnrolForm {
            width: parent.width
            visible: screen.model.step === "form" || screen.model.step === "passphrase"
            model: screen.model
            focus: visible
        }
        EnrolDownload {
            width: parent.width
            visible: screen.model.step === "download" || screen.model.step === "failed"
            model: screen.model
        }
    }

    LanguagePicker {
        id: languages

        y: screen.landscape ? Theme.space40 : Theme.space24
        anchors.right: parent.right
        anchors.rightMargin: screen.landscape ? Theme.space40 : Theme.space24
        settings: screen.settings
        onChosen: language => screen.settings.setLanguage(language)
    }
}
