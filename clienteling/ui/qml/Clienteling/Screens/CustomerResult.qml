import QtQuick
import Clienteling.Controls

// One customer among the results: the name with what matched, a line under it, a clock while something waits.
ListRow {
    id: row

    required property string key
    required property list<string> parts
    required property string detail
    required property list<string> noteParts
    required property bool pending
    required property bool selected

    objectName: "customers.result"
    titleParts: row.parts
    strongTitle: false
    subtitle: row.noteParts.length > 0 ? "" : row.detail
    subtitleParts: row.noteParts
    current: row.selected

    Icon {
        visible: row.pending
        name: "clock"
        size: Theme.iconSmall
        color: Theme.attention
    }
}
