import QtQuick
import Clienteling.Controls

// Somebody who may be the other one.
ListRow {
    id: row

    required property string key
    required property string name
    required property string because

    objectName: "merge.person"
    title: row.name
    subtitle: row.because
    titleWraps: true
    inset: 0
}
