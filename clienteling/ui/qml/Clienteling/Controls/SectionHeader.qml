pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts

// A heading with, on the right, at most one quiet action.
RowLayout {
    id: header

    property string title: ""
    property string actionText: ""
    // Spoken instead of `actionText` where that alone would not say what it leads to.
    property string actionName: ""

    signal action

    spacing: Theme.space16

    Label {
        Layout.fillWidth: true
        role: Label.Role.Heading
        text: header.title
        Accessible.role: Accessible.Heading
    }

    OnDemand {
        wanted: header.actionText !== ""
        visible: wanted
        sourceComponent: TextLink {
            text: header.actionText
            accessibleName: header.actionName
            onClicked: header.action()
        }
    }
}
