import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What is being typed is about somebody's health, beliefs and the like: said while it can still be put differently.
IconLine {
    id: notice

    required property SheetModel model

    objectName: "sensitive"
    visible: text !== ""
    iconName: "warning-circle"
    iconColor: Theme.attention
    role: Label.Role.Label
    font.weight: Font.Normal
    text: notice.model.sensitive
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
}
