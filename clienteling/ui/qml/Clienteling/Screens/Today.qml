pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What to do now: reasons and appointments on the left, one list of things to do on the right.
FocusScope {
    id: screen

    required property TodayModel model
    // Who is signed in and how the line is; shown where there is no rail.
    property string sellerInitials: ""
    property string sellerName: ""
    property string offlineText: ""
    readonly property bool landscape: width >= Theme.landscapeFrom - Theme.railWidth
    // Two columns, unless the letters are too large for them.
    readonly property bool columns: landscape && Theme.scale < 1.4
    readonly property int margin: Theme.space40

    signal sellerTapped
    signal offlineTapped

    Part {
        id: header

        x: screen.margin
        width: screen.width - 2 * screen.margin
        sourceComponent: TodayTitle {
            landscape: screen.landscape
            day: screen.model.day
            sellerInitials: screen.sellerInitials
            sellerName: screen.sellerName
            offlineText: screen.offlineText
            onSearch: screen.model.search()
            onSellerTapped: screen.sellerTapped()
            onOfflineTapped: screen.offlineTapped()
        }
    }

    Part {
        id: reasons

        x: screen.margin
        y: screen.columns ? Math.max(112, header.height) : header.height
        width: screen.columns ? 280 : screen.width - screen.margin
        height: screen.columns ? screen.height - y : implicitHeight
        sourceComponent: TodayReasons {
            model: screen.model
            landscape: screen.columns
        }
    }

    Part {
        x: screen.columns ? reasons.x + reasons.width + 48 : screen.margin
        y: screen.columns ? reasons.y : reasons.y + reasons.height + Theme.space8
        width: screen.width - x - screen.margin
        height: screen.height - y
        focus: true
        sourceComponent: TodayTasks {
            model: screen.model
            landscape: screen.columns
            focus: true
        }
    }
}
