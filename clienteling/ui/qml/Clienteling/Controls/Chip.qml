import QtQuick
import QtQuick.Layouts

// A fact, a choice or an offer. 48 high to touch, 40 to see; `large` (in sheets) shows all 48.
Pressable {
    id: chip

    enum Kind { Fact, Chosen, Offered, Allergy }

    property int kind: Chip.Kind.Fact
    property string iconName: ""
    // Still waiting to reach head office.
    property bool pending: false
    property bool large: false
    // An allergy that is ticked, as the chips learnt from a note show it.
    property bool ticked: false

    readonly property color ink: kind === Chip.Kind.Chosen ? Theme.accentSoftInk
        : kind === Chip.Kind.Allergy ? Theme.critical : Theme.text
    readonly property string leadingIcon: kind === Chip.Kind.Chosen || ticked ? "check"
        : iconName !== "" ? iconName : kind === Chip.Kind.Offered ? "plus"
        : kind === Chip.Kind.Allergy ? "warning" : ""
    readonly property bool choice: kind === Chip.Kind.Chosen || kind === Chip.Kind.Offered || ticked

    readonly property ChipFlow flow: parent as ChipFlow

    topInset: large ? 0 : 4
    bottomInset: topInset
    rightInset: flow ? flow.chipGap : 0
    leftPadding: 15
    rightPadding: 15 + rightInset
    radius: (height - topInset - bottomInset) / 2
    fill: kind === Chip.Kind.Chosen ? Theme.accentSoft : kind === Chip.Kind.Allergy ? Theme.criticalSoft
        : kind === Chip.Kind.Offered ? Qt.alpha(Theme.canvas, 0) : Theme.sunken
    strokeWidth: kind === Chip.Kind.Offered ? 1 : 0
    strokeColor: Theme.lineStrong
    implicitHeight: Math.max(Theme.target, row.implicitHeight + 2 * topInset + Theme.space16)

    Accessible.role: choice ? Accessible.CheckBox : Accessible.Button
    Accessible.checkable: choice
    Accessible.checked: kind === Chip.Kind.Chosen || ticked
    Accessible.description: pending ? qsTr("Saved here, on its way to head office") : ""

    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        RowLayout {
            id: row

            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            spacing: Theme.space8

            Icon {
                visible: name !== ""
                name: chip.leadingIcon
                size: Theme.iconSmall
                color: chip.ink
            }

            Label {
                Layout.fillWidth: true
                role: Label.Role.Label
                font.weight: Font.Medium
                text: chip.text
                color: chip.ink
                Accessible.ignored: true
            }

            Icon {
                visible: chip.pending || (chip.kind === Chip.Kind.Allergy && chip.ticked)
                name: chip.pending ? "clock" : "warning"
                size: Theme.iconSmall - 2
                color: chip.pending ? Theme.attention : chip.ink
            }
        }
    }
}
