pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// The three languages side by side, each in its own words; the current one stands on a pill.
Row {
    id: picker

    required property SettingsModel settings

    signal chosen(language: string)

    spacing: Theme.space4
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Language")

    Repeater {
        model: picker.settings.languages

        Pressable {
            id: choice

            required property string modelData
            readonly property bool current: picker.settings.language === modelData

            objectName: "language." + modelData
            text: picker.settings.languageName(modelData)
            implicitHeight: Math.max(Theme.target, words.implicitHeight + Theme.space16)
            implicitWidth: words.implicitWidth + 28
            radius: height / 2
            fill: current ? Theme.sunken : Qt.alpha(Theme.sunken, 0)
            Accessible.role: Accessible.RadioButton
            Accessible.checkable: true
            Accessible.checked: current
            onClicked: picker.chosen(modelData)

            contentItem: Item {
                Label {
                    id: words

                    anchors.centerIn: parent
                    text: choice.text
                    role: Label.Role.Label
                    font.weight: choice.current ? Font.Bold : Font.Medium
                    color: choice.current ? Theme.text : Theme.text2
                    Accessible.ignored: true
                }
            }
        }
    }
}
