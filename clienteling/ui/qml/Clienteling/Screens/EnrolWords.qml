import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What this is about: setting up, fetching, or a download that stopped.
Column {
    id: words

    required property EnrolModel model
    readonly property bool stopped: model.step === "failed"
    readonly property bool locked: model.step === "passphrase"

    spacing: Theme.space16

    Label {
        width: parent.width
        text: words.stopped ? qsTr("The download has stopped")
            : words.locked ? qsTr("This tablet is locked")
            : words.model.again ? qsTr("Enrol this tablet again")
            : words.model.step === "form" ? qsTr("Set up this tablet") : qsTr("Fetching your customers")
        role: Label.Role.Display
        font.pixelSize: Math.round(38 * Theme.scale)
        Accessible.role: Accessible.Heading
    }
    Label {
        width: parent.width
        text: words.stopped ? qsTr("What is here stays here. It goes on where it stopped.")
            : words.model.notice !== "" && words.model.step === "form" ? words.model.notice
            : words.locked ? qsTr("Type its passphrase. Afterwards everybody signs in with their own PIN.")
            : words.model.step === "form"
            ? qsTr("IT or head office gives you an address and a code for this store. The code works once.")
            : qsTr("You can switch the tablet off: it goes on where it stopped.")
        color: Theme.text2
        paragraph: true
    }
}
