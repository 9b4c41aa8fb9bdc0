pragma ComponentBehavior: Bound
import QtQuick

// One of a list, chosen from a panel of our own; arrows, Enter and Escape work in it.
FieldFrame {
    id: field

    property list<string> options: []
    property int currentIndex: -1
    property string placeholder: ""

    readonly property string currentText: currentIndex >= 0 && currentIndex < options.length ? options[currentIndex] : ""

    signal chosen(index: int)

    function show() {
        list.wanted = true;
        list.shown.open();
    }

    function choose(index: int) {
        list.shown.close();
        if (index !== currentIndex)
            field.chosen(index);
    }

    active: list.shown?.opened ?? false
    boxHeight: Math.max(Theme.control, Math.round(Theme.headingSize * 1.5) + 2 * Theme.space8)

    Pressable {
        id: face

        anchors.fill: parent
        anchors.margins: 1
        focus: true
        leftPadding: Theme.space16
        rightPadding: Theme.space12
        radius: Theme.radiusButton - 1
        fill: Theme.surface
        onClicked: field.show()
        Keys.onDownPressed: field.show()

        Accessible.role: Accessible.ComboBox
        Accessible.name: field.currentText !== "" ? qsTr("%1, %2").arg(field.label).arg(field.currentText) : field.label
        Accessible.description: field.error !== "" ? field.error : field.placeholder

        contentItem: Item {
            Label {
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - arrow.width - Theme.space8
                font.pixelSize: Theme.headingSize
                singleLine: true
                color: field.currentText !== "" ? Theme.text : Theme.text2
                text: field.currentText !== "" ? field.currentText : field.placeholder
                Accessible.ignored: true
            }

            Icon {
                id: arrow

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                name: "caret-down"
                size: Theme.iconSmall
            }
        }
    }

    // As large as the box: a tap on it is not one beside the list.
    OnDemand {
        id: list

        readonly property SelectList shown: item as SelectList

        anchors.fill: parent
        sourceComponent: SelectList {
            y: field.boxHeight + Theme.space4
            width: face.width + 2
            options: field.options
            currentIndex: field.currentIndex
            title: field.label
            onChosen: index => field.choose(index)
        }
    }
}
