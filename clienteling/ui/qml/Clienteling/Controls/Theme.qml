pragma Singleton
import QtQuick

// Every colour, size and duration of the app. The app sets the block "set from outside"; nothing else is writable.
QtObject {
    id: theme

    // Set from outside.
    property bool dark: false
    property real textScale: 1.0
    property bool reducedMotion: false
    // A brand replaces the accent family; clienteling/ui/theme.py refuses pairs under 4.5:1.
    property color accentLight: "#2C4A3E"
    property color accentInkLight: "#FFFFFF"
    property color accentSoftLight: "#E1EAE3"
    property color accentSoftInkLight: "#233D33"
    property color accentDark: "#A9CBB8"
    property color accentInkDark: "#14211B"
    property color accentSoftDark: "#28362F"
    property color accentSoftInkDark: "#C3DECF"

    // Colour roles.
    readonly property color canvas: dark ? "#171512" : "#F7F4EF"
    readonly property color surface: dark ? "#211E1A" : "#FFFEFC"
    readonly property color sunken: dark ? "#2C2823" : "#EEE9E1"
    readonly property color tile: dark ? "#453F37" : "#EFEAE1"
    readonly property color line: dark ? "#38332D" : "#E4DDD2"
    readonly property color lineStrong: dark ? "#8B8173" : "#8A7F72"
    readonly property color text: dark ? "#F3EEE7" : "#231F1B"
    readonly property color text2: dark ? "#B8AEA2" : "#655C52"
    readonly property color accent: dark ? accentDark : accentLight
    readonly property color accentInk: dark ? accentInkDark : accentInkLight
    readonly property color accentSoft: dark ? accentSoftDark : accentSoftLight
    readonly property color accentSoftInk: dark ? accentSoftInkDark : accentSoftInkLight
    readonly property color attention: dark ? "#E5BA70" : "#775300"
    readonly property color attentionSoft: dark ? "#372D1B" : "#F7EBD3"
    readonly property color critical: dark ? "#F2A79D" : "#962B2B"
    readonly property color criticalSoft: dark ? "#3C2522" : "#F8E4E0"
    readonly property color scrim: dark ? "#B3000000" : "#66231F1B"
    readonly property color inverted: dark ? "#F3EEE7" : "#231F1B"
    readonly property color invertedInk: dark ? "#231F1B" : "#F7F4EF"

    // Type, in pixels before the text size.
    readonly property string textFamily: "Manrope"
    readonly property string iconFamily: "Phosphor"
    readonly property real scale: Math.max(1.0, Math.min(2.0, textScale))
    readonly property int displaySize: Math.round(34 * scale)
    readonly property int titleSize: Math.round(24 * scale)
    readonly property int headingSize: Math.round(18 * scale)
    readonly property int bodySize: Math.round(16 * scale)
    readonly property int labelSize: Math.round(15 * scale)
    readonly property int captionSize: Math.round(14 * scale)
    readonly property int tinySize: Math.round(13 * scale)
    readonly property real paragraphLineHeight: 1.3
    // By Label.Role; here, not there: every text on the screen would make them anew.
    readonly property list<int> roleSizes: [displaySize, titleSize, headingSize, bodySize, bodySize, labelSize, captionSize,
        tinySize]
    readonly property list<int> roleWeights: [Font.Medium, Font.DemiBold, Font.DemiBold, Font.Normal, Font.DemiBold,
        Font.DemiBold, Font.Medium, Font.Medium]

    // Space.
    readonly property int space4: 4
    readonly property int space8: 8
    readonly property int space12: 12
    readonly property int space16: 16
    readonly property int space24: 24
    readonly property int space32: 32
    readonly property int space40: 40
    readonly property int space56: 56

    // Radii.
    readonly property int radiusBadge: 8
    readonly property int radiusButton: 14
    readonly property int radiusCard: 22

    // Icons; they follow the text size half way, so that rows do not burst at 200 %.
    readonly property real iconScale: 1 + (scale - 1) / 2
    readonly property int iconSmall: Math.round(18 * iconScale)
    readonly property int iconMedium: Math.round(22 * iconScale)
    readonly property int iconLarge: Math.round(24 * iconScale)
    readonly property int iconRail: Math.round(26 * iconScale)

    // Sizes of controls.
    readonly property int target: 48
    readonly property int control: 52
    readonly property int railWidth: 104
    readonly property int bottomBarHeight: 84
    readonly property int landscapeFrom: 1000
    readonly property int detailMaximum: 1080

    // Motion, in milliseconds.
    readonly property int motionState: reducedMotion ? 0 : 120
    readonly property int motionSheet: reducedMotion ? 0 : 200

    // `background` one tone further, as hovering (`steps` 1) and pressing (2) show it.
    function tint(background: color, steps: int): color {
        return Qt.tint(background, Qt.alpha(theme.text, 0.04 * steps));
    }
}
