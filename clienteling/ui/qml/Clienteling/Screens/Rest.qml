pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What comes after the first screens: the signed-in app, the tablet in a customer's hands, the way to a new PIN.
FocusScope {
    id: rest

    required property AppModel app

    Part {
        id: place

        readonly property Workplace workplace: item as Workplace
        readonly property bool asked: rest.app.phase === "main"
        readonly property bool leaving: workplace !== null && workplace.leaving
        readonly property bool emptied: workplace !== null && workplace.empty
        // Called when what was let go at the end has been taken down too.
        property int last: 0

        function follow() {
            if (place.workplace === null) {
                place.wanted = place.asked;
                if (!place.asked)
                    rest.app.handOver.greet();
            } else if (!place.asked && !place.leaving)
                place.workplace.leave();
        }

        function begin() {
            place.wanted = false;
            place.follow();
        }

        anchors.fill: parent
        wanted: false
        // Not invisible: all that lies in it would be laid out once more, at once.
        opacity: lit && !leaving ? 1 : 0
        enabled: lit && !leaving
        focus: asked
        Component.onCompleted: place.follow()
        onAskedChanged: place.follow()
        onEmptiedChanged: if (place.emptied) {
            place.last = Turns.ask();
            Qt.callLater(place.begin);
        }
        onLitChanged: if (lit)
            rest.app.arrived()
        sourceComponent: Workplace {
            app: rest.app
        }
    }

    // In a customer's hands nothing else is seen or tapped, from the first moment on.
    Rectangle {
        anchors.fill: parent
        visible: rest.app.phase === "handOver"
        color: Theme.canvas

        MouseArea {
            anchors.fill: parent
        }
    }

    Part {
        anchors.fill: parent
        wanted: rest.app.handOver.greeted
        opacity: lit ? 1 : 0
        enabled: lit
        focus: wanted
        sourceComponent: HandOver {
            model: rest.app.handOver
            settings: rest.app.settings
        }
    }

    // From the moment nobody is signed in until nothing of theirs is left.
    Curtain {
        visible: place.leaving || Turns.called < place.last
    }

    KeptPart {
        asked: rest.app.pinHelp.step !== ""
        sourceComponent: PinHelpSheet {
            model: rest.app.pinHelp
        }
    }
}
