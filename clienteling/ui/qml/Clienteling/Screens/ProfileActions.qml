pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What one does with a customer, and what they allowed: the icons lead to the consents.
Item {
    id: actions

    required property AppModel app
    readonly property ProfileModel model: app.profile
    readonly property string customer: model.customerId
    readonly property bool inline: buttons.needed + consents.implicitWidth + Theme.space16 <= width

    signal message

    // Where the buttons take more than one line, the icons stand behind the last of them if they can.
    readonly property int behind: more.x + more.width + Theme.space16
    readonly property bool tucked: !inline && behind + consents.implicitWidth <= width

    implicitHeight: inline || tucked ? buttons.height : buttons.height + Theme.space8 + consents.height

    Flow {
        id: buttons

        readonly property real needed: note.implicitWidth + write.implicitWidth + task.implicitWidth + more.width + 30

        width: actions.inline ? Math.ceil(needed) : actions.width
        spacing: 10

        Button {
            id: note

            objectName: "profile.quickNote"
            text: qsTr("Quick note")
            iconName: "note-pencil"
            kind: Button.Kind.Primary
            onClicked: actions.app.sheets.openNote(actions.customer)
        }
        Button {
            id: write

            objectName: "profile.message"
            text: qsTr("Message")
            iconName: "chat-circle"
            onClicked: actions.message()
        }
        Button {
            id: task

            objectName: "profile.followUp"
            text: qsTr("Follow-up")
            iconName: "calendar-plus"
            onClicked: actions.app.sheets.openFollowUp(actions.customer, "")
        }
        IconButton {
            id: more

            objectName: "profile.more"
            width: Theme.control
            height: note.height
            filled: true
            iconName: "dots-three"
            iconSize: Theme.iconLarge
            text: qsTr("More to add")
            onClicked: {
                menu.wanted = true;
                (menu.item as ProfileMenu).openAt(more);
            }
        }
    }

    Pressable {
        id: consents

        objectName: "profile.consents"
        x: actions.inline ? parent.width - width : actions.tucked ? actions.behind : 0
        y: actions.inline || actions.tucked ? more.y + Math.round((more.height - height) / 2) : buttons.height + Theme.space8
        fill: Qt.alpha(Theme.canvas, 0)
        leftInset: -Theme.space4
        rightInset: -Theme.space4
        radius: Theme.radiusButton
        accessibleName: icons.sentence
        onClicked: actions.model.goTo("consents")

        contentItem: Item {
            implicitWidth: icons.implicitWidth
            implicitHeight: icons.implicitHeight

            ConsentIcons {
                id: icons

                anchors.verticalCenter: parent.verticalCenter
                size: 36
                email: actions.model.reach[0]
                whatsapp: actions.model.reach[1]
                sms: actions.model.reach[2]
                phone: actions.model.reach[3]
                Accessible.ignored: true
            }
        }
    }

    OnDemand {
        id: menu

        sourceComponent: ProfileMenu {
            app: actions.app
        }
    }
}
