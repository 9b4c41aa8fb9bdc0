pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Who said so, with the way to change or remove it; for a consent everything that was ever said.
Popover {
    id: popover

    required property AppModel app
    readonly property ProvenanceModel model: app.profile.provenance

    // Values in rows are pointed at from below or above: beside them stands what they are.
    property bool stacked: false

    // Point at `item`, which shows a value of the profile (kind and key as in ProvenanceModel.look).
    function showFact(item: Item, kind: string, key: string) {
        popover.model.look(kind, key);
        if (popover.model.title !== "")
            popover.point(item, item as Chip === null);
    }

    function showThing(item: Item, key: int) {
        popover.app.profile.closet.look(key);
        popover.point(item, false);
    }

    function point(item: Item, stacked: bool) {
        popover.stacked = stacked;
        popover.openAt(item);
        popover.settle();
    }

    function settle() {
        if (!popover.stacked)
            popover.place.find(popover.target, popover.overlay, popover.implicitHeight);
        else
            popover.place.stacked(popover.target.mapToItem(popover.overlay, 0, 0), popover.target, popover.overlay,
                popover.implicitHeight);
    }

    function change() {
        const sheets = popover.app.sheets;
        const customer = popover.app.profile.customerId;
        const key = popover.model.sheetKey;
        const kind = popover.model.kind;
        popover.close();
        if (kind === "preference")
            sheets.openPreference(customer, key);
        else if (kind === "contact")
            sheets.openContact(customer, key);
        else if (kind === "date")
            sheets.openDate(customer, key);
        else if (kind === "field")
            sheets.openField(customer, key);
        else if (kind === "consent")
            sheets.openConsentAt(customer, key.split(":")[0], key.split(":")[1]);
    }

    bottomPadding: actions.visible ? Theme.space4 : Theme.space16
    title: popover.model.title
    source: popover.model.source
    stateText: popover.model.stateText
    stateIcon: popover.model.stateIcon
    // The words may come after the place was found.
    onImplicitHeightChanged: if (popover.visible && popover.target)
        popover.settle()
    onOpened: (changing.visible ? changing : removing.visible ? removing : popover.contentItem)
        .forceActiveFocus(Qt.PopupFocusReason)

    Flickable {
        width: parent.width
        height: Math.min(past.height, 280)
        visible: past.height > 0
        contentHeight: past.height
        boundsBehavior: Flickable.StopAtBounds
        clip: interactive
        interactive: contentHeight > height

        Column {
            id: past

            width: parent.width
            spacing: Theme.space12

            Repeater {
                model: popover.model.past

                ProfilePast {
                    width: past.width
                }
            }
        }
    }

    Row {
        id: actions

        visible: popover.model.changeable || popover.model.removable
        spacing: Theme.space16

        Button {
            objectName: "profile.reveal"
            visible: popover.model.masked !== ""
            leftPadding: 0
            kind: Button.Kind.Quiet
            text: qsTr("Show")
            onClicked: popover.app.profile.reveal.show(popover.model.masked)
        }
        Button {
            id: changing

            objectName: "profile.change"
            visible: popover.model.changeable
            leftPadding: popover.model.masked !== "" ? Theme.space12 : 0
            kind: Button.Kind.Quiet
            text: popover.model.kind === "consent" ? qsTr("Record an answer") : qsTr("Change")
            onClicked: popover.change()
        }
        Button {
            id: removing

            objectName: "profile.remove"
            visible: popover.model.removable
            leftPadding: changing.visible ? Theme.space12 : 0
            kind: Button.Kind.Quiet
            text: qsTr("Remove")
            onClicked: {
                popover.close();
                popover.model.remove();
            }
        }
    }

    Connections {
        target: popover.model

        function onGone() {
            popover.close();
        }
    }
}
