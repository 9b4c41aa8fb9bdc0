pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Clienteling.Controls

// Every control in its states, for pictures and tests.
Rectangle {
    id: gallery

    property bool wide: width >= Theme.landscapeFrom
    // What every text of the gallery says instead; tests put hostile words in.
    property string words: ""


    color: Theme.canvas

    Flickable {
        id: scroller

        objectName: "scroller"
        anchors.fill: parent
        contentHeight: content.height + 80
        clip: true

        Grid {
            id: content

            x: Theme.space40
            y: Theme.space32
            width: gallery.width - 80
            columns: gallery.wide && Theme.scale < 1.5 ? 2 : 1
            spacing: Theme.space40

            readonly property int columnWidth: columns === 2 ? Math.floor((width - spacing) / 2) : width

            GalleryActions {
                width: content.columnWidth
                say: gallery.words
            }

            GalleryProfile {
                width: content.columnWidth
                say: gallery.words
            }

            GalleryLists {
                width: content.columnWidth
                say: gallery.words
            }

            GalleryFields {
                width: content.columnWidth
                say: gallery.words
            }

            GalleryStates {
                width: content.columnWidth
                say: gallery.words
            }

            GallerySignIn {
                width: content.columnWidth
                say: gallery.words
            }
        }
    }
}
