pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// One of two profiles, to look at.
Card {
    id: side

    required property string name
    required property list<string> facts
    required property list<string> sources
    required property list<string> symbols
    required property string said

    objectName: "merge.look"
    Accessible.role: Accessible.StaticText
    Accessible.name: side.said

    MergeFacts {
        width: parent?.width ?? 0
        name: side.name
        facts: side.facts
        sources: side.sources
        symbols: side.symbols
    }
}
