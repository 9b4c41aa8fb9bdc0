pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// In the customer's hands: the wording, what they allow, their signature. Both ways out lock the tablet.
FocusScope {
    id: screen

    required property HandOverModel model
    required property SettingsModel settings
    readonly property int margin: width >= Theme.landscapeFrom ? Math.round(width * 0.14) : Theme.space24

    ScrollColumn {
        id: column

        width: parent.width
        height: foot.y
        sideMargin: screen.margin
        spacing: Theme.space24

        Item {
            width: 1
            height: Theme.space16
        }
        Part {
            width: parent.width
            sourceComponent: Flow {
                spacing: Theme.space8

                Repeater {
                    model: screen.settings.languages

                    Chip {
                        required property string modelData

                        objectName: "handOver.language." + modelData
                        large: true
                        text: screen.settings.languageName(modelData)
                        kind: screen.model.language === modelData ? Chip.Kind.Chosen : Chip.Kind.Offered
                        onClicked: screen.model.speak(modelData)
                    }
                }
            }
        }
        Label {
            width: parent.width
            text: screen.model.registering ? qsTr("Welcome") : screen.model.name
            role: Label.Role.Display
        }
        Part {
            id: form

            width: parent.width
            visible: screen.model.registering
            wanted: visible
            sourceComponent: HandOverForm {
                model: screen.model
                onReached: place => column.contentY = Math.max(0, Math.min(column.contentY, form.y + place))
            }
        }
        Label {
            width: parent.width
            text: qsTr("Choose how we may reach you, and what for. What you leave open stays forbidden.")
            paragraph: true
            color: Theme.text2
        }
        Repeater {
            model: screen.model.questions

            HandOverQuestion {
                width: column.width - 2 * screen.margin
                onToggled: channel => screen.model.toggle(key, channel)
            }
        }
        Part {
            width: parent.width
            sourceComponent: HandOverSignature {
                model: screen.model
            }
        }
    }

    Connections {
        target: screen.model

        function onSignatureWanted() {
            column.contentY = Math.max(0, column.contentHeight - column.height);
        }
    }

    Part {
        id: foot

        anchors.bottom: parent.bottom
        width: parent.width
        sourceComponent: Rectangle {
            implicitHeight: words.height + 2 * Theme.space16
            color: Theme.surface

            Divider {
                width: parent.width
            }
            Column {
                id: words

                x: screen.margin
                y: Theme.space16
                width: parent.width - 2 * screen.margin
                spacing: Theme.space8

                Label {
                    objectName: "handOver.error"
                    width: parent.width
                    visible: text !== ""
                    text: screen.model.wrongField === "" ? screen.model.error : ""
                    color: Theme.critical
                    paragraph: true
                }
                Flow {
                    width: parent.width
                    spacing: 12

                    Button {
                        objectName: "handOver.done"
                        text: qsTr("Done")
                        iconName: "check"
                        kind: Button.Kind.Primary
                        busy: screen.model.busy
                        onClicked: screen.model.done()
                    }
                    Button {
                        objectName: "handOver.abandon"
                        text: screen.model.registering ? qsTr("Save nothing and give it back")
                            : screen.model.refuses ? qsTr("Give it back, save only what I refuse")
                            : qsTr("Change nothing and give it back")
                        kind: Button.Kind.Quiet
                        enabled: !screen.model.busy
                        onClicked: screen.model.abandon()
                    }
                }
            }
        }
    }
}
