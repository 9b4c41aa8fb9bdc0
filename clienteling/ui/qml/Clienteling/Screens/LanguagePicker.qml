pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The three languages side by side, each in its own words; the current one stands on a pill.
Row {
    id: picker

    required property SettingsModel settings

    spacing: Theme.space8

    Repeater {
        model: picker.settings.languages

        Pressable {
            id: choice

            required property string modelData
            readonly property bool current: picker.settings.language === modelData

            objectName: "language." + modelData
            text: picker.settings.languageName(modelData)
            implicitHeight: Theme.target
            implicitWidth: words.implicitWidth + 2 * Theme.space12 + 4
            radius: height / 2
            fill: current ? Theme.sunken : Theme.canvas
            Accessible.role: Accessible.RadioButton
            Accessible.checkable: true
            Accessible.checked: current
            onClicked: picker.settings.setLanguage(modelData)

            contentItem: Item {
                Label {
                    id: words

                    anchors.centerIn: parent
                    text: choice.text
                    role: choice.current ? Label.Role.Strong : Label.Role.Label
                    color: choice.current ? Theme.text : Theme.text2
                }
            }
        }
    }
}
