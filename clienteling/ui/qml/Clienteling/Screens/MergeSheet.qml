pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Two profiles of one person: who is the other one, why; then a manager looks at both and decides.
EnrichmentSheet {
    id: sheet

    required property MergeSheetModel model
    readonly property string mode: sheet.model.mode

    state: model
    objectName: "sheet.merge"
    title: sheet.mode === "decide" ? qsTr("One person, or two?") : qsTr("Same person?")
    primaryText: sheet.mode === "ask" ? qsTr("Ask a manager") : sheet.mode === "decide" ? qsTr("One profile") : ""
    primaryIcon: sheet.mode === "ask" ? "paper-plane-tilt" : "check"
    primaryEnabled: sheet.mode === "decide" ? sheet.model.staysName !== "" : sheet.model.reason >= 0
    initialFocus: sheet.mode === "pick" ? words : null
    onClosed: {
        words.text = "";
        (why.item as MergeWhy).text = "";
    }
    onPrimary: sheet.mode === "decide" ? sheet.model.approve() : sheet.model.send((why.item as MergeWhy).text)

    SearchField {
        id: words

        objectName: "merge.search"
        width: parent.width
        visible: sheet.mode === "pick"
        placeholder: qsTr("Name, phone, e-mail or card")
        onEdited: text => sheet.model.search(text)
    }
    Label {
        objectName: "merge.hint"
        width: parent.width
        visible: sheet.mode === "pick"
        paragraph: true
        color: Theme.text2
        text: sheet.model.peopleCount > 0 ? sheet.model.query !== "" ? qsTr("Tap who is the same person.")
            : qsTr("These look alike. Tap who is the same person, or search.")
            : sheet.model.query !== "" ? qsTr("No one by that name yet") : qsTr("Search for the other profile.")
    }
    Column {
        width: parent.width
        visible: sheet.mode === "pick"

        Repeater {
            model: sheet.model.people

            Part {
                id: person

                required property int index
                required property string key
                required property string name
                required property string because

                width: parent?.width ?? 0
                joined: index % 4 > 0
                sourceComponent: MergePerson {
                    key: person.key
                    name: person.name
                    because: person.because
                    onClicked: sheet.model.pick(key)
                }
            }
        }
    }
    IconLine {
        objectName: "merge.said"
        width: parent.width
        visible: text !== ""
        role: Label.Role.Body
        iconName: "user-circle"
        text: sheet.model.said
    }
    Label {
        objectName: "merge.saidText"
        width: parent.width
        visible: text !== ""
        paragraph: true
        text: sheet.model.saidText
    }
    IconLine {
        objectName: "merge.waiting"
        width: parent.width
        visible: sheet.mode === "wait"
        role: Label.Role.Body
        iconName: "clock"
        iconColor: Theme.attention
        text: sheet.model.waitingText
    }
    Label {
        width: parent.width
        visible: sheet.mode === "decide"
        paragraph: true
        color: Theme.text2
        text: qsTr("Choose whose profile stays. All of the other one goes there, a no stays a no. There is no way back.")
    }
    Part {
        id: why

        width: parent.width
        visible: sheet.mode === "ask"
        sourceComponent: MergeWhy {
            model: sheet.model
        }
    }
    Part {
        width: parent.width
        sourceComponent: MergeAnswers {
            model: sheet.model
        }
    }
    Part {
        width: parent.width
        visible: sheet.mode !== "pick"
        sourceComponent: MergeSides {
            model: sheet.model
        }
    }
}
