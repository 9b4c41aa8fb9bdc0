pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Clienteling.Controls

// What a profile is made of.
Column {
    id: part

    property string say: ""

    function words(text: string): string {
        return say !== "" ? say : text;
    }

    spacing: Theme.space16

    Card {
        width: parent.width

        Label {
            width: parent.width
            role: Label.Role.Heading
            text: part.words("At a glance")
        }

        GlanceRow {
            width: parent.width
            critical: true
            iconName: "warning"
            title: part.words("Nickel allergy, so brass or gold only")
            because: part.words("Told Elena in store, 14 March")
        }

        GlanceRow {
            width: parent.width
            iconName: "storefront"
            title: part.words("Buys with us in store, not online")
            because: part.words("11 visits in two years, no web order since 2023")
        }
    }

    SectionHeader {
        width: parent.width
        title: part.words("Closet")
        actionText: part.words("All 23")
    }

    RowLayout {
        width: parent.width
        spacing: Theme.space12
        uniformCellSizes: true

        ProductTile {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            kind: "bag"
            colour: "A5673A"
            title: part.words("Cognac bag")
            detail: part.words("Oct 2026")
        }

        ProductTile {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            kind: "shoe"
            colour: "9E4257"
            title: part.words("Court shoe 38")
            detail: part.words("May 2026")
        }

        ProductTile {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            kind: "scarf"
            colour: "5D7189"
            title: part.words("Wool scarf")
            detail: part.words("Dec 2025")
        }
    }

    Column {
        width: parent.width

        TimelineRow {
            width: parent.width
            iconName: "globe"
            title: part.words("Viewed camel coat twice")
            detail: part.words("Web  ·  Thu 19")
        }

        TimelineRow {
            width: parent.width
            iconName: "chat-circle"
            title: part.words("Replied: “I will come on Saturday”")
            detail: part.words("Message  ·  Tue 17")
            pending: true
        }

        TimelineRow {
            width: parent.width
            last: true
            iconName: "wrench"
            title: part.words("Clasp repaired, satisfied (9 of 10)")
            detail: part.words("Service  ·  12 Sep")
        }
    }

    ChoiceCard {
        width: Math.min(368, parent.width)
        chosen: true
        caption: part.words("Your tablet")

        Label {
            width: parent.width
            font.pixelSize: Math.round(52 * Theme.scale)
            font.weight: Font.Medium
            text: part.words("38")
        }

        Label {
            width: parent.width
            text: part.words("“Takes a 38 in court shoes”")
        }
    }

    ChoiceCard {
        width: Math.min(368, parent.width)
        caption: part.words("Head office")

        Label {
            width: parent.width
            font.pixelSize: Math.round(52 * Theme.scale)
            font.weight: Font.Medium
            text: part.words("38.5")
        }
    }
}
