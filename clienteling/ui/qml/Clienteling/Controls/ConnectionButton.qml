import QtQuick

// The state of the line as an icon; being offline is neutral, it is no error.
IconButton {
    // "online", "offline" or "slow".
    property string connection: "offline"

    iconName: connection === "online" ? "cloud-check" : connection === "slow" ? "cloud-arrow-up" : "cloud-slash"
    iconSize: 24
    iconColor: Theme.text2
    accessibleName: text !== "" ? text
        : connection === "online" ? qsTr("Online") : connection === "slow" ? qsTr("Slow connection") : qsTr("Offline")
}
