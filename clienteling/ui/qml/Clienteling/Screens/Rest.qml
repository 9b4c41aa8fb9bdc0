pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What comes after the first screens: the signed-in app, the tablet in a customer's hands, the way to a new PIN.
FocusScope {
    id: rest

    required property AppModel app

    Part {
        anchors.fill: parent
        wanted: rest.app.phase === "main"
        opacity: lit ? 1 : 0
        enabled: lit
        focus: wanted
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
        wanted: rest.app.handOver.active
        opacity: lit ? 1 : 0
        enabled: lit
        focus: wanted
        sourceComponent: HandOver {
            model: rest.app.handOver
            settings: rest.app.settings
        }
    }

    PinHelpSheet {
        model: rest.app.pinHelp
    }
}
