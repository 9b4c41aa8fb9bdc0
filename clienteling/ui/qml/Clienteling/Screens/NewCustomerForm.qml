pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Name, ways to reach them, language, birthday, what they allow.
FocusScope {
    id: form

    required property NewCustomerModel model
    required property HandOverModel hands
    // Whether there is no room for the button above the form.
    property bool offering: false

    function handOver() {
        form.hands.register(form.model.name, form.model.phone, form.model.email, form.model.birthday,
            form.model.language, form.model.inBook);
    }

    ScrollColumn {
        id: column

        // The mark of the scrolling and the rings of the focus stand beside the fields, not on them.
        anchors.fill: parent
        anchors.leftMargin: -Theme.space12
        anchors.rightMargin: -Theme.space12
        sideMargin: Theme.space12
        spacing: Theme.space24

        OnDemand {
            width: parent.width
            wanted: form.model.wrongField === "" && form.model.error !== ""
            visible: wanted
            sourceComponent: IconLine {
                objectName: "new.error"
                iconName: "warning-circle"
                iconColor: Theme.critical
                color: Theme.critical
                text: form.model.error
                role: Label.Role.Label
                Accessible.role: Accessible.AlertMessage
            }
        }
        OnDemand {
            wanted: form.offering
            visible: wanted
            sourceComponent: Button {
                objectName: "new.handOver"
                text: qsTr("Let the customer fill it in")
                iconName: "pencil"
                enabled: !form.model.busy
                onClicked: form.handOver()
            }
        }
        Part {
            width: parent.width
            focus: true
            sourceComponent: NewCustomerContact {
                model: form.model
                onAccepted: (more.item as NewCustomerMore).start()
            }
        }
        Part {
            id: more

            width: parent.width
            sourceComponent: NewCustomerMore {
                model: form.model
            }
        }
        Part {
            width: parent.width
            sourceComponent: NewCustomerConsents {
                model: form.model
            }
        }
        Part {
            width: parent.width
            sourceComponent: Switch {
                objectName: "new.book"
                text: qsTr("Add to my book")
                checked: form.model.inBook
                onToggled: form.model.toggleBook()
            }
        }
        OnDemand {
            wanted: form.model.touched
            visible: wanted
            sourceComponent: Button {
                objectName: "new.clear"
                text: qsTr("Empty the form")
                iconName: "trash"
                kind: Button.Kind.Quiet
                onClicked: form.model.clear()
            }
        }
    }

    Connections {
        target: form.model

        function onRefused(field: string) {
            if (field === "")
                column.contentY = 0;
        }
    }
}
