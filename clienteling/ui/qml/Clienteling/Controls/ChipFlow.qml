import QtQuick

// Chips one after the other: 8 apart on a 48 pitch, or with `large` chips on a 58 pitch.
// A Flow knows one spacing for both directions, so the chips themselves make up the difference on their right.
Flow {
    property bool large: false
    readonly property int chipGap: large ? -2 : Theme.space8

    spacing: large ? 10 : 0
    rightPadding: -chipGap
}
