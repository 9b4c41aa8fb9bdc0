pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

// The open list of a SelectField.
T.Popup {
    id: popup

    property list<string> options: []
    property int currentIndex: -1
    property string title: ""

    signal chosen(index: int)

    padding: Theme.space8
    margins: Theme.space12
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent
    height: Math.min(view.contentHeight + 2 * Theme.space8, 360)
    onAboutToShow: {
        view.currentIndex = Math.max(0, currentIndex);
        view.positionViewAtIndex(view.currentIndex, ListView.Contain);
    }
    onOpened: view.forceActiveFocus(Qt.PopupFocusReason)

    background: PopupPanel {}

    contentItem: ListView {
        id: view

        model: popup.options
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        focus: true
        keyNavigationEnabled: true
        Keys.onReturnPressed: popup.chosen(currentIndex)
        Keys.onEnterPressed: popup.chosen(currentIndex)
        Keys.onSpacePressed: popup.chosen(currentIndex)
        Accessible.role: Accessible.List
        Accessible.name: popup.title

        delegate: Pressable {
            id: option

            required property int index
            required property string modelData
            readonly property bool current: index === popup.currentIndex

            width: ListView.view.width
            implicitHeight: Math.max(Theme.target, words.implicitHeight + Theme.space16)
            focusPolicy: Qt.NoFocus
            radius: 10
            fill: ListView.isCurrentItem ? Theme.sunken : Theme.surface
            text: modelData
            onClicked: popup.chosen(index)

            Accessible.role: Accessible.ListItem
            Accessible.selected: current

            contentItem: Item {
                Label {
                    id: words

                    x: Theme.space12
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - 2 * Theme.space12 - 26
                    role: option.current ? Label.Role.Strong : Label.Role.Body
                    text: option.modelData
                    Accessible.ignored: true
                }

                Icon {
                    visible: option.current
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.space12
                    anchors.verticalCenter: parent.verticalCenter
                    name: "check"
                    size: 18
                    color: Theme.accent
                }
            }
        }
    }
}
