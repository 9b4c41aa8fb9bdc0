import QtQuick

// The one search box: a glass, words, and a cross once there is something to clear. Escape clears too.
FocusScope {
    id: field

    property alias text: input.text
    property alias placeholder: input.hint
    property string accessibleName: qsTr("Search customers")

    signal edited(text: string)
    signal accepted
    // Arrow down: the results may take the focus.
    signal resultsWanted

    function clear() {
        input.clear();
        field.edited("");
    }

    function selectAll() {
        input.selectAll();
    }

    implicitWidth: 300
    implicitHeight: Math.max(Theme.control, Math.round(Theme.headingSize * 1.5) + 2 * Theme.space8)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusButton
        color: Theme.surface
        border.width: input.activeFocus ? 2 : 1
        border.color: input.activeFocus ? Theme.accent : Theme.lineStrong
    }

    Icon {
        id: glass

        x: 14
        anchors.verticalCenter: parent.verticalCenter
        name: "magnifying-glass"
    }

    TextInputBase {
        id: input

        anchors.fill: parent
        focus: true
        leftPadding: glass.x + glass.width + 10
        rightPadding: text !== "" ? Theme.target : Theme.space12
        hints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        onTextEdited: field.edited(text)
        onAccepted: field.accepted()
        Keys.onDownPressed: field.resultsWanted()
        Keys.onEscapePressed: event => {
            event.accepted = input.text !== "";
            if (event.accepted)
                field.clear();
        }

        Accessible.name: field.accessibleName
        Accessible.searchEdit: true
    }

    IconButton {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: input.text !== ""
        focusPolicy: Qt.NoFocus
        iconName: "x"
        iconColor: Theme.text2
        text: qsTr("Clear search")
        onClicked: field.clear()
    }
}
