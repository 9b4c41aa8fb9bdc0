pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// What lies behind a row that is pulled aside: to the left it is put off, to the right it is dismissed.
Item {
    id: swipe

    readonly property int enough: 120
    property int offset: 0
    property bool pulled: false

    signal swipedAway
    signal swipedBack

    // The finger has come this far.
    function pull(distance: real) {
        if (swipe.pulled)
            swipe.offset = Math.round(Math.max(-1.4 * enough, Math.min(1.4 * enough, distance)));
    }

    // The finger took hold, or let go.
    function held(active: bool) {
        const reached = swipe.offset;
        swipe.pulled = active;
        swipe.offset = 0;
        if (active)
            return;
        if (reached <= -enough)
            swipe.swipedAway();
        else if (reached >= enough)
            swipe.swipedBack();
    }

    visible: offset !== 0

    // Most rows are never pulled.
    OnDemand {
        anchors.fill: parent
        wanted: swipe.offset !== 0
        sourceComponent: Rectangle {
            radius: Theme.radiusButton
            color: Math.abs(swipe.offset) >= swipe.enough ? Theme.accentSoft : Theme.sunken

            IconLine {
                anchors.verticalCenter: parent.verticalCenter
                x: swipe.offset > 0 ? Theme.space16 : parent.width - width - Theme.space16
                width: implicitWidth
                iconName: swipe.offset > 0 ? "x" : "clock"
                text: swipe.offset > 0 ? qsTr("Not needed") : qsTr("Tomorrow")
                role: Label.Role.Label
                color: Theme.text
                Accessible.ignored: true
            }
        }
    }
}
