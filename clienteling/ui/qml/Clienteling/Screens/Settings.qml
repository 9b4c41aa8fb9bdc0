pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Who is signed in, language, light or dark, text size, and what the app is made of. Each group comes in a turn of its own.
FocusScope {
    id: screen

    required property AppModel app
    readonly property SettingsModel model: app.settings

    signal languageChosen(language: string)

    component Group: Part {
        width: Math.min(parent.width, 640)
    }

    ScrollColumn {
        anchors.fill: parent
        anchors.topMargin: Theme.space32
        sideMargin: Theme.space40
        spacing: Theme.space32

        Label {
            text: qsTr("Settings")
            role: Label.Role.Display
        }

        Group {
            sourceComponent: Column {
                spacing: Theme.space12

                SectionHeader {
                    width: parent.width
                    title: screen.app.signIn.currentName
                }
                Button {
                    objectName: "settings.switchSeller"
                    text: qsTr("Hand over to another seller")
                    iconName: "sign-out"
                    kind: Button.Kind.Primary
                    onClicked: screen.app.switchSeller()
                }
            }
        }

        Group {
            sourceComponent: Column {
                spacing: Theme.space12

                SectionHeader {
                    width: parent.width
                    title: qsTr("Language")
                }
                LanguagePicker {
                    settings: screen.model
                    onChosen: language => screen.languageChosen(language)
                }
            }
        }

        Group {
            sourceComponent: Column {
                spacing: Theme.space12

                SectionHeader {
                    width: parent.width
                    title: qsTr("Appearance")
                }
                Switch {
                    objectName: "settings.dark"
                    width: parent.width
                    text: qsTr("Dark colours")
                    checked: screen.model.dark
                    onToggled: screen.model.setDark(!screen.model.dark)
                }
                Switch {
                    objectName: "settings.motion"
                    width: parent.width
                    text: qsTr("Reduce motion")
                    checked: screen.model.reducedMotion
                    onToggled: screen.model.setReducedMotion(!screen.model.reducedMotion)
                }
                SelectField {
                    objectName: "settings.textSize"
                    width: Math.min(parent.width, 320)
                    label: qsTr("Text size")
                    options: ["100 %", "125 %", "150 %", "200 %"]
                    currentIndex: screen.model.textScaleIndex
                    onChosen: index => screen.model.chooseTextScale(index)
                }
            }
        }

        Group {
            sourceComponent: SettingsLock {
                model: screen.model
            }
        }

        Group {
            visible: screen.app.pinNotice.any
            wanted: screen.app.pinNotice.any || item !== null
            sourceComponent: SettingsPin {
                model: screen.app.pinNotice
            }
        }

        Group {
            sourceComponent: SettingsSupport {
                model: screen.app.support
                sync: screen.app.sync
            }
        }

        Group {
            sourceComponent: SettingsAbout {
                model: screen.model
                licences: screen.app.licences
            }
        }
    }
}
