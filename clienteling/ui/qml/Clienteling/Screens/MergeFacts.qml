pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// What one of two profiles says, who said it, and what both say alike.
Column {
    id: words

    required property string name
    required property list<string> facts
    required property list<string> sources
    required property list<string> symbols

    spacing: Theme.space8

    Label {
        width: parent.width
        role: Label.Role.Heading
        text: words.name
        Accessible.ignored: true
    }
    // Of each of the two in a turn of its own.
    Part {
        width: parent.width
        sourceComponent: Column {
            spacing: Theme.space8

            Repeater {
                model: words.facts

                Column {
                    id: fact

                    required property string modelData
                    required property int index
                    readonly property bool alike: words.symbols[index] === "equals"

                    width: parent?.width ?? 0

                    IconLine {
                        width: parent.width
                        role: Label.Role.Body
                        iconName: words.symbols[fact.index] ?? ""
                        iconSize: Theme.iconSmall
                        iconColor: fact.alike ? Theme.accent : Theme.text2
                        text: fact.modelData
                    }
                    Label {
                        x: Theme.iconSmall + 10
                        width: parent.width - x
                        visible: text !== ""
                        role: Label.Role.Tiny
                        color: Theme.text2
                        text: words.sources[fact.index] ?? ""
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
