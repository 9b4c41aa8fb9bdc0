pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Getting in touch: a tap copies the number or address, then the contact is noted. A refused way shows only its reason.
Sheet {
    id: sheet

    required property ProfileMessageModel model
    required property string customerName
    readonly property TextBox box: words.item as TextBox

    signal ask(channel: string)

    objectName: "sheet.message"
    title: qsTr("Message")
    subtitle: customerName
    primaryText: qsTr("Note the contact")
    primaryEnabled: model.ready
    busy: model.busy
    onAboutToShow: sheet.box.text = ""
    onPrimary: sheet.model.save(sheet.box.text)

    Label {
        width: parent.width
        paragraph: true
        color: Theme.text2
        text: qsTr("Tap a number or address to copy it; one that is masked is shown first. When you have written or called, note it here.")
    }

    Repeater {
        model: sheet.model.ways

        ProfileWay {
            width: parent.width
            onClicked: sheet.model.choose(key)
            onAsk: {
                sheet.closeWanted();
                sheet.ask(channel);
            }
        }
    }

    Part {
        id: words

        width: parent.width
        sourceComponent: TextBox {
            objectName: "message.text"
            label: qsTr("What it was about")
            placeholder: qsTr("In a few words, if you like")
            minimumHeight: 120
            error: sheet.model.error
        }
    }

    Connections {
        target: sheet.model

        function onFinished() {
            sheet.closeWanted();
        }
    }
}
