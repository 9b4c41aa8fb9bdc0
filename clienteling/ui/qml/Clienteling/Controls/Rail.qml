pragma ComponentBehavior: Bound
import QtQuick

// The landscape navigation: mark, sections, and at the foot the connection and the seller.
Rectangle {
    id: rail

    // "today", "customers", "new", "sync" or "store".
    property string currentSection: "today"
    property int waitingCount: 0
    // "online", "offline" or "slow".
    property string connection: "offline"
    property string connectionText: ""
    property string sellerInitials: ""
    property string sellerName: ""
    property bool showStore: false

    signal sectionChosen(section: string)
    signal connectionTapped
    signal sellerTapped

    implicitWidth: Theme.railWidth
    color: Theme.canvas

    LogoMark {
        x: 35
        y: 35
    }

    Part {
        y: 118
        width: parent.width
        sourceComponent: NavigationItems {
            columns: 1
            rowSpacing: 24
            currentSection: rail.currentSection
            waitingCount: rail.waitingCount
            showStore: rail.showStore
            onSectionChosen: section => rail.sectionChosen(section)
        }
    }

    Part {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space24
        width: parent.width
        sourceComponent: Column {
            spacing: 2

            ConnectionButton {
                x: Math.round((parent.width - width) / 2)
                connection: rail.connection
                text: rail.connectionText
                onClicked: rail.connectionTapped()
            }

            Pressable {
                objectName: "seller"
                x: Math.round((parent.width - width) / 2)
                visible: rail.sellerInitials !== ""
                width: Theme.target
                height: Theme.target
                radius: Theme.target / 2
                accessibleName: qsTr("Seller %1").arg(rail.sellerName !== "" ? rail.sellerName : rail.sellerInitials)
                background: null
                onClicked: rail.sellerTapped()

                contentItem: SellerDisc {
                    initials: rail.sellerInitials
                }
            }
        }
    }

    Divider {
        anchors.right: parent.right
        height: parent.height
    }
}
