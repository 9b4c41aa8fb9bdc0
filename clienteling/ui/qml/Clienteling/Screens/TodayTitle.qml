import QtQuick
import Clienteling.Controls

// The name of the screen, the day, the way to the search box; where there is no rail also the seller and the line.
Item {
    id: header

    required property bool landscape
    required property string day
    required property string sellerInitials
    required property string sellerName
    required property string offlineText
    readonly property int sellerWidth: seller.visible ? seller.width + Theme.space12 : 0
    readonly property bool narrow: title.implicitWidth + find.wordyWidth + sellerWidth + Theme.space24 > width

    signal search
    signal sellerTapped
    signal offlineTapped

    height: landscape ? Math.max(92, title.y + title.height + Theme.space16)
        : Math.max(find.y + find.height, date.y + date.height, badge.visible ? badge.y + badge.height : 0) + Theme.space24

    Label {
        id: title

        y: header.landscape ? 32 : 28
        text: qsTr("Today")
        role: Label.Role.Display
        Accessible.role: Accessible.Heading
    }
    Label {
        id: date

        readonly property bool beside: header.landscape
            && title.width + Theme.space16 + implicitWidth + Theme.space16 <= find.x

        x: beside ? title.width + Theme.space16 : 0
        y: beside ? title.y + title.baselineOffset - baselineOffset : Math.max(title.y + title.height, find.y + find.height) + Theme.space4
        width: Math.min(implicitWidth, header.width)
        text: header.day
        color: Theme.text2
    }
    Pressable {
        id: badge

        objectName: "today.offline"
        visible: !header.landscape && header.offlineText !== ""
        x: date.width + Theme.space16 + implicitWidth > header.width ? 0 : date.width + Theme.space16
        y: x === 0 ? date.y + date.height : date.y + Math.round((date.height - height) / 2)
        text: header.offlineText
        topInset: 8
        bottomInset: 8
        radius: Theme.radiusBadge
        onClicked: header.offlineTapped()

        contentItem: Item {
            implicitWidth: words.implicitWidth

            Badge {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                kind: Badge.Kind.Offline
                text: header.offlineText
                Accessible.ignored: true
            }
        }
    }
    Button {
        id: find

        readonly property string sentence: qsTr("Find customer")
        readonly property real wordyWidth: spare.advanceWidth + 2 * 22 + 10 + Theme.iconMedium

        objectName: "today.search"
        anchors.right: parent.right
        anchors.rightMargin: header.sellerWidth
        y: 28
        text: header.narrow ? "" : sentence
        accessibleName: sentence
        iconName: "magnifying-glass"
        kind: Button.Kind.Primary
        onClicked: header.search()

        TextMetrics {
            id: spare

            text: find.sentence
            font.family: Theme.textFamily
            font.pixelSize: Theme.bodySize
            font.weight: Font.DemiBold
        }
    }
    Pressable {
        id: seller

        objectName: "today.seller"
        anchors.right: parent.right
        y: 28 + Math.round((Theme.control - height) / 2)
        visible: !header.landscape && header.sellerInitials !== ""
        width: Theme.target
        height: Theme.target
        radius: Theme.target / 2
        background: null
        accessibleName: qsTr("Seller %1, settings").arg(header.sellerName !== "" ? header.sellerName : header.sellerInitials)
        onClicked: header.sellerTapped()

        contentItem: SellerDisc {
            initials: header.sellerInitials
        }
    }
}
