pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Clienteling.ViewModels

// Where a seller adds something: from the right in landscape, rising in portrait. Escape closes, the focus goes back.
T.Popup {
    id: sheet

    property string title: ""
    property string subtitle: ""
    property string primaryText: ""
    property string primaryIcon: "check"
    property bool primaryEnabled: true
    property bool busy: false
    property string closeText: qsTr("Close")
    default property alias content: column.content
    // What stands at the foot, outside the scrolling part (where it is saved).
    property alias footer: footerColumn.data

    // The accent button was tapped; the sheet stays open until the view-model says it is saved.
    signal primary
    // Closing was asked for by button or Escape. Call close() unless something would be lost.
    // A tap beside the sheet does nothing: words half written must not go by accident.
    signal closeWanted

    readonly property Item overlay: T.Overlay.overlay
    readonly property bool landscape: overlay ? overlay.width >= Theme.landscapeFrom : true
    readonly property real overlayWidth: overlay ? overlay.width : 0
    readonly property real overlayHeight: overlay ? overlay.height : 0
    readonly property int side: overlayWidth > 640 ? Theme.space40 : Theme.space24
    // What has the focus once the sheet is open, e.g. the first field.
    property Item initialFocus: null
    property real shift: 0
    // Asked for: it comes up once all parts of it are made, in a turn of its own. Who says so does not open or close it.
    property bool wanted: false
    property bool lit: false
    property int number: 0

    function follow() {
        if (!sheet.wanted) {
            sheet.number = 0;
            sheet.lit = false;
        } else if (!Turns.busy) {
            sheet.lit = sheet.number > 0;
            if (!sheet.lit)
                sheet.number = Turns.ask();
        }
    }

    parent: T.Overlay.overlay
    modal: true
    focus: true
    closePolicy: T.Popup.NoAutoClose
    padding: 0
    margins: -1
    width: landscape ? Math.min(600, overlayWidth) : overlayWidth
    height: landscape ? overlayHeight : Math.min(Math.round(overlayHeight * 0.9), Math.max(480, page.implicitHeight))
    x: landscape ? overlayWidth - width + Math.round(shift * width) : 0
    y: landscape ? 0 : overlayHeight - height + Math.round(shift * height)
    onWantedChanged: sheet.follow()
    onLitChanged: sheet.lit ? sheet.open() : sheet.close()
    onAboutToShow: column.contentY = 0
    onOpened: {
        page.ensurePolished(); // as large as it will be, before it scrolls to what has the focus
        (initialFocus ?? page).forceActiveFocus(Qt.PopupFocusReason);
    }

    enter: Transition {
        NumberAnimation {
            property: "shift"
            from: 1
            to: 0
            duration: Theme.motionSheet
            easing.type: Easing.OutCubic
        }
    }
    exit: Transition {
        NumberAnimation {
            property: "shift"
            from: 0
            to: 1
            duration: Theme.motionSheet
            easing.type: Easing.OutCubic
        }
    }

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }

    background: SheetGround {
        landscape: sheet.landscape
    }

    contentItem: ColumnLayout {
        id: page

        spacing: 0
        focus: true
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.title
        Keys.onEscapePressed: sheet.closeWanted()

        SheetHeader {
            Layout.fillWidth: true
            title: sheet.title
            subtitle: sheet.subtitle
            primaryText: sheet.primaryText
            primaryIcon: sheet.primaryIcon
            primaryEnabled: sheet.primaryEnabled
            busy: sheet.busy
            closeText: sheet.closeText
            side: sheet.side
            onPrimary: sheet.primary()
            onCloseWanted: sheet.closeWanted()
        }

        ScrollColumn {
            id: column

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: contentHeight
            sideMargin: sheet.side
        }

        Column {
            id: footerColumn

            Layout.fillWidth: true
            Layout.leftMargin: column.sideMargin
            Layout.rightMargin: column.sideMargin
            topPadding: visibleChildren.length > 0 ? Theme.space12 : 0
            Layout.bottomMargin: visibleChildren.length > 0 ? 28 : 0
        }
    }

    Connections {
        target: Turns

        function onBusyChanged() {
            sheet.follow();
        }
    }
}
