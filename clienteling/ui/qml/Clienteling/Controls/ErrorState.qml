import QtQuick

// Something did not work: what is, then what to do.
StateMessage {
    iconName: "warning-circle"
    iconColor: Theme.attention
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
}
