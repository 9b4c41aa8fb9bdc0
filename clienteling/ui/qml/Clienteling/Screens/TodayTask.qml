pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Clienteling.Controls

// One thing to do: who, why, days since purchase and contact, consents, and the tick. Swiped aside it is put off or dismissed.
FocusScope {
    id: task

    required property int index
    required property string key
    required property string customer
    required property string name
    required property string symbol
    required property string reason
    required property string tone
    required property string purchase
    required property string contact
    required property string email
    required property string whatsapp
    required property string sms
    required property string phone
    required property bool pending
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

    height: row.height

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
        width: row.width
        height: row.height
        onSwipedAway: task.putOff()
        onSwipedBack: task.dismissed()
    }

    ListRow {
        id: row

        objectName: "today.task"
        x: task.margin + swipe.offset
        width: task.width - 2 * task.margin
        minimumHeight: 84
        focus: true
        title: task.name
        subtitle: task.reason
        subtitleIcon: task.symbol
        footnote: task.wide ? "" : qsTr("Purchase %1 · Contact %2").arg(task.purchase).arg(task.contact)
        tone: task.tone
        inset: 0
        dividerShown: task.dividerShown
        accessibleName: qsTr("%1, %2, last purchase %3, last contact %4, %5").arg(task.name).arg(task.reason)
            .arg(task.purchase).arg(task.contact).arg(consents.sentence)
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
            parent: row
            acceptedButtons: Qt.RightButton
            onTapped: task.menuWanted(tick)
        }
        DragHandler {
            parent: row
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
                text: task.purchase
            }
            Days {
                text: task.contact
            }
            ConsentIcons {
                id: consents

                Layout.leftMargin: task.wide ? Theme.space32 : 0
                Layout.rightMargin: 28
                email: task.email
                whatsapp: task.whatsapp
                sms: task.sms
                phone: task.phone
                ground: Theme.canvas
            }
            IconButton {
                id: tick

                objectName: "today.done"
                iconName: "check"
                iconSize: Theme.iconLarge
                filled: true
                text: qsTr("Done: %1").arg(task.name)
                onClicked: task.done()
                onActiveFocusChanged: {
                    if (activeFocus)
                        task.focused();
                }
            }
        }
    }
}
