pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// One of two profiles, to choose the one that stays.
ChoiceCard {
    id: side

    required property string key
    required property string name
    required property list<string> facts
    required property list<string> sources
    required property list<string> symbols
    required property string said
    required chosen

    objectName: "merge.side"
    margin: 20
    accessibleName: side.said

    MergeFacts {
        width: parent?.width ?? 0
        name: side.name
        facts: side.facts
        sources: side.sources
        symbols: side.symbols
    }
}
