pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Clienteling.Controls
import Clienteling.ViewModels

// The window: enrolment, sign-in or the signed-in app, each loaded when it is needed. By address, not by type: the first
// frame would wait for the types of all screens. Sign-in stays, unseen: it stands there at once when somebody signs out.
Window {
    id: main

    required property FrontModel front
    readonly property bool leaving: main.front.phase !== main.front.first
    readonly property var screens: ({
        enrol: Qt.resolvedUrl("Enrol.qml"),
        signIn: Qt.resolvedUrl("SignIn.qml")
    })

    function showFirst() {
        const source = main.screens[main.front.first];
        if (source === undefined)
            first.source = first.source === main.screens.signIn ? first.source : "";
        else if (first.source !== source)
            first.setSource(source, {
                model: main.front.first === "enrol" ? main.front.enrol : main.front.signIn,
                settings: main.front.settings
            });
    }

    function showRest() {
        if (main.front.app !== null)
            rest.setSource(Qt.resolvedUrl("Rest.qml"), {
                app: main.front.app
            });
    }

    width: 1280
    height: 800
    minimumWidth: 480
    minimumHeight: 640
    visible: true
    color: Theme.canvas
    title: qsTr("Clienteling")
    Component.onCompleted: {
        main.showFirst();
        main.showRest();
    }

    Connections {
        target: main.front

        function onFirstChanged() {
            main.showFirst();
        }

        function onAppChanged() {
            main.showRest();
        }
    }

    Binding {
        target: Theme
        property: "dark"
        value: main.front.settings.dark
    }
    Binding {
        target: Theme
        property: "textScale"
        value: main.front.settings.textScale
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: main.front.settings.reducedMotion
    }

    LogoMark {
        anchors.centerIn: parent
        size: 40
        visible: main.front.phase === ""
    }

    Loader {
        id: first

        anchors.fill: parent
        visible: item !== null && main.front.first !== ""
        focus: !main.leaving
    }

    // Somebody has signed in: their screen is being made, and this one is not for tapping any more.
    MouseArea {
        anchors.fill: first
        visible: main.leaving && first.visible
    }

    Part {
        id: rest

        anchors.fill: parent
        wanted: main.front.app !== null
        focus: main.leaving
    }
}
