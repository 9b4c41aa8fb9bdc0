pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Clienteling.Controls
import Clienteling.ViewModels

// The window: enrolment, sign-in or the signed-in app, each loaded only while it is needed.
Window {
    id: main

    required property AppModel app

    width: 1280
    height: 800
    minimumWidth: 480
    minimumHeight: 640
    visible: true
    color: Theme.canvas
    title: qsTr("Clienteling")

    Binding {
        target: Theme
        property: "dark"
        value: main.app.settings.dark
    }
    Binding {
        target: Theme
        property: "textScale"
        value: main.app.settings.textScale
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: main.app.settings.reducedMotion
    }

    Loader {
        anchors.fill: parent
        active: main.app.phase === "enrol"
        visible: active
        focus: active
        sourceComponent: Enrol {
            model: main.app.enrol
            settings: main.app.settings
        }
    }

    Loader {
        anchors.fill: parent
        active: main.app.phase === "signIn"
        visible: active
        focus: active
        sourceComponent: SignIn {
            model: main.app.signIn
            sync: main.app.sync
            settings: main.app.settings
        }
    }

    Loader {
        anchors.fill: parent
        active: main.app.phase === "main"
        visible: active
        focus: active
        sourceComponent: Workplace {
            app: main.app
        }
    }

    Loader {
        anchors.fill: parent
        active: main.app.phase === "handOver"
        visible: active
        focus: active
        sourceComponent: HandOver {
            model: main.app.handOver
            settings: main.app.settings
        }
    }
}
