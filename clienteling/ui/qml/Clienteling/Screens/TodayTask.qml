pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Clienteling.Controls

// One thing to do: who, why, days since purchase and contact, consents, and the tick. Swiped aside it is put off or dismissed.
FocusScope {
    id: task

    required property int index
    required property var row
    // Room for the columns of days.
    property bool wide: true
    property bool dividerShown: true
    property int margin: 0

    signal opened
    signal done
    signal menuWanted(at: Item)
    signal putOff
    signal dismissed
    signal focused

    height: line.height
    // Kept for another row, it is no place for Tab.
    ListView.onPooled: visible = false
    ListView.onReused: visible = true

    component Days: Label {
        Layout.preferredWidth: 88
        visible: task.wide
        horizontalAlignment: Text.AlignRight
        tabular: true
        Accessible.ignored: true
    }

    TodaySwipe {
        id: swipe

        x: task.margin
        width: line.width
        height: line.height
        onSwipedAway: task.putOff()
        onSwipedBack: task.dismissed()
    }

    ListRow {
        id: line

        objectName: "today.task"
        x: task.margin + swipe.offset
        width: task.width - 2 * task.margin
        minimumHeight: 84
        focus: true
        title: task.row.name
        subtitle: task.row.reason
        subtitleIcon: task.row.symbol
        footnote: task.wide ? "" : qsTr("Purchase %1 · Contact %2").arg(task.row.purchase).arg(task.row.contact)
        tone: task.row.tone
        inset: 0
        dividerShown: task.dividerShown
        accessibleName: qsTr("%1, %2, last purchase %3, last contact %4, %5").arg(task.row.name).arg(task.row.reason)
            .arg(task.row.purchase).arg(task.row.contact).arg(consents.sentence)
        onClicked: task.opened()
        onPressAndHold: task.menuWanted(tick)
        onActiveFocusChanged: {
            if (activeFocus)
                task.focused();
        }
        Keys.onMenuPressed: task.menuWanted(tick)
        Keys.onPressed: event => {
            if (event.key !== Qt.Key_F10 || !(event.modifiers & Qt.ShiftModifier))
                return;
            task.menuWanted(tick);
            event.accepted = true;
        }

        // The row puts what stands in it on its right; these belong to the whole of it.
        TapHandler {
            parent: line
            acceptedButtons: Qt.RightButton
            onTapped: task.menuWanted(tick)
        }
        DragHandler {
            parent: line
            target: null
            acceptedDevices: PointerDevice.TouchScreen
            yAxis.enabled: false
            onActiveTranslationChanged: swipe.pull(activeTranslation.x)
            onActiveChanged: swipe.held(active)
        }

        RowLayout {
            spacing: 0

            // No Repeater: each row that is used again would make its labels anew.
            Days {
                text: task.row.purchase
            }
            Days {
                text: task.row.contact
            }
            ConsentIcons {
                id: consents

                Layout.leftMargin: task.wide ? Theme.space32 : 0
                Layout.rightMargin: 28
                email: task.row.email
                whatsapp: task.row.whatsapp
                sms: task.row.sms
                phone: task.row.phone
                ground: Theme.canvas
            }
            IconButton {
                id: tick

                objectName: "today.done"
                iconName: "check"
                iconSize: Theme.iconLarge
                filled: true
                text: qsTr("Done: %1").arg(task.row.name)
                onClicked: task.done()
                onActiveFocusChanged: {
                    if (activeFocus)
                        task.focused();
                }
            }
        }
    }
}
