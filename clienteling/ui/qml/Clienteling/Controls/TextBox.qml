pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Clienteling.ViewModels

// Several lines of typing, plain text; grows with the words from `minimumHeight` up to `maximumHeight`, then scrolls.
FieldFrame {
    id: box

    property alias text: area.text
    property string placeholder: ""
    property bool readOnly: false
    property int minimumHeight: 178
    property int maximumHeight: 360
    property string accessibleName: ""
    // Spacing the lines tells of a change too.
    property string lastText: ""

    // More than this is not pasted: laying it out would hold up the screen. It stays in the clipboard.
    property int maximumPaste: 20000

    signal edited(text: string)
    signal pasteRefused(length: int)

    active: area.activeFocus
    boxColor: Theme.canvas
    boxHeight: Math.max(minimumHeight, Math.min(maximumHeight, Math.ceil(area.implicitHeight) + foot.height + 4))

    Flickable {
        id: flick

        anchors.fill: parent
        anchors.margins: 2
        anchors.bottomMargin: foot.height + 2
        contentHeight: area.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        T.TextArea {
            id: area

            property bool made: false

            width: flick.width
            height: Math.max(flick.height, implicitHeight)
            implicitHeight: contentHeight + topPadding + bottomPadding
            topPadding: Theme.space16
            bottomPadding: Theme.space8
            leftPadding: 18
            rightPadding: 18
            topInset: 0
            bottomInset: 0
            leftInset: 0
            rightInset: 0
            focus: true
            readOnly: box.readOnly
            inputMethodHints: Qt.ImhSensitiveData
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.Wrap
            renderType: Text.NativeRendering
            font.family: Theme.textFamily
            font.pixelSize: Theme.headingSize
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            background: null
            cursorDelegate: CursorBar {
                shown: area.cursorVisible
            }
            onTextChanged: {
                // What it is made with is spaced when it is made: before, that would look like a loop.
                if (made)
                    Paragraphs.space(textDocument);
                if (activeFocus && text !== box.lastText)
                    box.edited(text);
                box.lastText = text;
            }
            Component.onCompleted: {
                made = true;
                Paragraphs.space(textDocument);
            }
            onCursorRectangleChanged: flick.follow(cursorRectangle)
            Keys.onPressed: event => {
                const length = event.matches(StandardKey.Paste) ? Clipboard.length() : 0;
                event.accepted = length > box.maximumPaste;
                if (event.accepted)
                    box.pasteRefused(length);
            }
            KeyNavigation.priority: KeyNavigation.BeforeItem
            KeyNavigation.tab: nextItemInFocusChain(true)
            KeyNavigation.backtab: nextItemInFocusChain(false)

            Accessible.name: box.accessibleName !== "" ? box.accessibleName : box.label
            Accessible.description: box.error !== "" ? box.error : box.placeholder
            Accessible.multiLine: true
        }

        function follow(cursor: rect) {
            if (cursor.y < contentY)
                contentY = Math.max(0, cursor.y - area.topPadding);
            else if (cursor.y + cursor.height > contentY + height)
                contentY = cursor.y + cursor.height - height;
        }
    }

    Label {
        id: foot

        anchors.bottom: parent.bottom
        x: 20
        width: parent.width - 40
        height: text !== "" ? implicitHeight + 14 : 0
        role: Label.Role.Caption
        color: Theme.text2
        text: box.placeholder
        Accessible.ignored: true
    }
}
