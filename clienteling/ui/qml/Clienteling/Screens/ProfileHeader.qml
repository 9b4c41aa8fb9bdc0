pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Who it is, what can be done, and the tabs.
FocusScope {
    id: header

    required property AppModel app
    required property bool landscape
    required property int margin
    required property int columnWidth
    readonly property ProfileModel model: app.profile
    readonly property bool ready: model.state === "ready"
    readonly property int tabsHeight: ready ? tabs.height : 0

    signal message
    height: ready ? tabs.y + tabs.height : landscape ? 0 : back.y + back.height

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas

        // What has scrolled under the header is not to be tapped through it.
        MouseArea { anchors.fill: parent }
    }

    ProfileBack {
        id: back

        x: header.margin
        y: 20
        width: header.columnWidth
        visible: !header.landscape
        focus: visible
        badgeText: header.app.sync.badgeText
        onClicked: header.model.close()
    }

    Flow {
        id: who

        // Of the name; a badge that did not fit beside it stands on a line of its own.
        readonly property int lineHeight: Math.round(Theme.displaySize * 1.36)

        x: header.margin
        y: header.landscape ? 28 : back.y + back.height + Theme.space16
        width: header.columnWidth
        visible: header.ready
        spacing: Theme.space16

        Label {
            id: name

            objectName: "profile.name"
            width: Math.min(Math.ceil(implicitWidth), who.width)
            role: Label.Role.Display
            text: header.model.name
            Accessible.role: Accessible.Heading
        }

        Item {
            visible: header.model.tier !== ""
            width: badge.width
            height: y > 0 ? badge.height : Math.max(badge.height + 6, who.lineHeight)

            Badge {
                id: badge

                y: parent.y > 0 ? 0 : Math.round((parent.height - height) / 2) + 3
                kind: Badge.Kind.Tier
                text: header.model.tier
            }
        }

        Pressable {
            id: decide

            objectName: "profile.toDecide"
            visible: header.model.toDecide > 0
            height: Math.max(Theme.target, undecided.height + Theme.space8)
            leftInset: -Theme.space4
            rightInset: -Theme.space4
            radius: Theme.radiusButton
            fill: Qt.alpha(Theme.canvas, 0)
            accessibleName: undecided.text
            onClicked: header.model.goTo("details")

            contentItem: Item {
                implicitWidth: undecided.implicitWidth

                Badge {
                    id: undecided

                    y: decide.y > 0 ? 0 : Math.round((who.lineHeight - height) / 2) + 3
                    kind: Badge.Kind.Conflict
                    text: qsTr("%1 to decide").arg(header.model.toDecide)
                    Accessible.ignored: true
                }
            }
        }

        ProfileAsked {
            model: header.model
            lineHeight: who.lineHeight
            onClicked: header.app.sheets.openMerge(header.model.customerId)
        }
    }

    Label {
        id: line

        x: header.margin
        y: who.y + who.height + 5
        width: header.columnWidth
        visible: header.ready && text !== ""
        role: Label.Role.Label
        font.weight: Font.Medium
        color: Theme.text2
        text: header.model.line
    }

    Part {
        id: actions

        x: header.margin
        y: (line.visible ? line.y + line.height : who.y + who.height) + (header.landscape ? 16 : 18)
        width: header.columnWidth
        visible: header.ready
        sourceComponent: ProfileActions { app: header.app; onMessage: header.message() }
    }

    Part {
        id: tabs

        x: header.margin
        y: actions.y + actions.height + Theme.space12
        width: header.columnWidth
        visible: header.ready
        sourceComponent: Tabs {
            objectName: "profile.tabs"
            labels: [qsTr("Overview"), qsTr("Timeline"), qsTr("Closet"), qsTr("Preferences", "tab"), qsTr("Dates"),
                qsTr("Consents"), qsTr("Details")]
            currentIndex: header.model.tab
            onChosen: index => header.model.choose(index)
        }
    }
}
