pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts

// The two lines of words of a ListRow.
ColumnLayout {
    id: words

    property string title: ""
    property list<string> titleParts: []
    property string subtitle: ""
    property list<string> subtitleParts: []
    property string subtitleIcon: ""
    property string footnote: ""
    property bool strongTitle: true
    property bool compact: false
    property bool titleWraps: false
    property color toneColor: Theme.text2

    spacing: subtitleIcon !== "" ? 2 : 4

    Loader {
        Layout.fillWidth: true
        sourceComponent: words.titleParts.length > 0 ? highlighted : plain

        Component {
            id: plain

            Label {
                role: words.strongTitle ? Label.Role.Heading : Label.Role.Body
                font.weight: words.strongTitle ? Font.DemiBold : Font.Normal
                font.pixelSize: words.compact ? Theme.bodySize : Theme.headingSize
                font.letterSpacing: words.strongTitle ? 0 : -0.3
                singleLine: !words.titleWraps
                text: words.title
                Accessible.ignored: true
            }
        }

        Component {
            id: highlighted

            Highlight {
                parts: words.titleParts
                Accessible.ignored: true
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space8
        visible: words.subtitle !== "" || words.subtitleParts.length > 0

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Math.max(0, Math.round((Theme.labelSize * 1.37 - size) / 2))
            visible: name !== ""
            name: words.subtitleIcon
            size: Theme.iconSmall
            color: words.toneColor
        }

        Label {
            Layout.fillWidth: true
            visible: words.subtitleParts.length === 0
            role: words.subtitleIcon !== "" ? Label.Role.Label : Label.Role.Caption
            font.weight: words.subtitleIcon !== "" ? Font.Normal : Font.Medium
            color: words.toneColor
            text: words.subtitle
            Accessible.ignored: true
        }

        // Few rows have these; making them for all is what lists took longest for.
        Loader {
            Layout.fillWidth: true
            active: words.subtitleParts.length > 0
            visible: active
            sourceComponent: Highlight {
                parts: words.subtitleParts
                pixelSize: Theme.captionSize
                weight: Font.Medium
                color: words.toneColor
                underline: false
                Accessible.ignored: true
            }
        }
    }

    Loader {
        Layout.fillWidth: true
        active: words.footnote !== ""
        visible: active
        sourceComponent: Label {
            role: Label.Role.Caption
            color: Theme.text2
            text: words.footnote
            Accessible.ignored: true
        }
    }
}
