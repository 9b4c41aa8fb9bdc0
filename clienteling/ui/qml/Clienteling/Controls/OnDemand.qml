import QtQuick

// Makes what is in it when it is wanted for the first time, and keeps it: what few people open need not be made for all.
Loader {
    property bool wanted: false

    active: wanted || item !== null
}
