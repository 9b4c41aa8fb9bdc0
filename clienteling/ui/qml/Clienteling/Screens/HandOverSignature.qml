pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// Signed with a finger: each stretch of a stroke is a thin rectangle, which every renderer draws alike.
Card {
    id: card

    required property HandOverModel model

    Label {
        width: parent.width
        text: qsTr("Your signature")
        role: Label.Role.Heading
    }

    Rectangle {
        id: pad

        objectName: "handOver.pad"
        width: parent.width
        height: 200
        radius: Theme.radiusButton
        color: Theme.canvas
        border.width: 1
        border.color: Theme.lineStrong
        clip: true
        Accessible.role: Accessible.Graphic
        Accessible.name: card.model.signed ? qsTr("Your signature, drawn") : qsTr("Your signature, empty")

        ListModel {
            id: stretches
        }
        Repeater {
            model: stretches

            Rectangle {
                required property real fromX
                required property real fromY
                required property real span
                required property real turn

                x: fromX
                y: fromY - 1.5
                width: span + 1
                height: 3
                radius: 1.5
                color: Theme.text
                antialiasing: true
                transformOrigin: Item.Left
                rotation: turn
            }
        }
        MouseArea {
            property real lastX: 0
            property real lastY: 0

            function stretch(toX: real, toY: real) {
                const dx = toX - lastX;
                const dy = toY - lastY;
                stretches.append({
                    "fromX": lastX,
                    "fromY": lastY,
                    "span": Math.sqrt(dx * dx + dy * dy),
                    "turn": Math.atan2(dy, dx) * 180 / Math.PI
                });
                lastX = toX;
                lastY = toY;
            }

            anchors.fill: parent
            preventStealing: true
            enabled: !card.model.busy
            onPressed: mouse => {
                lastX = mouse.x;
                lastY = mouse.y;
                card.model.penDown(mouse.x / width, mouse.y / height);
                stretch(mouse.x, mouse.y);
            }
            onPositionChanged: mouse => {
                if (Math.abs(mouse.x - lastX) + Math.abs(mouse.y - lastY) < 3 || stretches.count > 4000)
                    return;
                card.model.penMove(mouse.x / width, mouse.y / height);
                stretch(mouse.x, mouse.y);
            }
        }
    }
    Button {
        objectName: "handOver.clear"
        text: qsTr("Sign again")
        iconName: "eraser"
        kind: Button.Kind.Quiet
        enabled: card.model.signed && !card.model.busy
        onClicked: card.model.clearSignature()
    }
    Connections {
        target: card.model

        function onCleared() {
            stretches.clear();
        }
    }
}
