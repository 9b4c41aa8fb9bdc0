pragma ComponentBehavior: Bound
import QtQuick

// One line of typing with its label above and, if need be, a sentence of error below.
FieldFrame {
    id: field

    property alias text: input.text
    property alias placeholder: input.hint
    property alias inputMethodHints: input.hints
    property alias maximumLength: input.maximumLength
    property alias readOnly: input.readOnly
    property alias validator: input.validator
    property bool password: false
    property bool clearable: true
    // The name for screen readers where there is no label.
    property string accessibleName: ""

    // The person typed; `text` has the new value already.
    signal edited(text: string)
    signal accepted

    function selectAll() {
        input.selectAll();
    }

    active: input.activeFocus
    boxHeight: Math.max(Theme.control, Math.round(Theme.headingSize * 1.5) + 2 * Theme.space8)

    TextInputBase {
        id: input

        anchors.fill: parent
        focus: true
        rightPadding: clear.visible ? clear.width : Theme.space16
        echoMode: field.password ? TextInput.Password : TextInput.Normal
        onTextEdited: field.edited(text)
        onAccepted: field.accepted()

        Accessible.name: field.accessibleName !== "" ? field.accessibleName : field.label
        // WORKAROUND Qt 6.11 says no name for a password, so its description begins with the label.
        Accessible.description: [field.password ? field.label : "", field.error !== "" ? field.error
            : field.help !== "" ? field.help : field.placeholder].filter(part => part !== "").join(". ")
        Accessible.passwordEdit: field.password
    }

    OnDemand {
        id: clear

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        wanted: field.clearable && input.activeFocus && input.text !== "" && !field.readOnly
        visible: wanted
        sourceComponent: IconButton {
            focusPolicy: Qt.NoFocus
            iconName: "x"
            iconSize: Theme.iconSmall
            text: qsTr("Clear %1").arg(field.label)
            onClicked: {
                input.clear();
                field.edited("");
            }
        }
    }
}
