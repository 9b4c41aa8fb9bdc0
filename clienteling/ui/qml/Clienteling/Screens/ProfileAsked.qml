pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// That somebody takes this profile for another one's, on a line of its own where there is no room beside the name.
Pressable {
    id: asked

    required property ProfileModel model
    required property int lineHeight

    objectName: "profile.asked"
    visible: asked.model.askedText !== ""
    height: Math.max(Theme.target, badge.height + Theme.space8)
    leftInset: -Theme.space4
    rightInset: -Theme.space4
    radius: Theme.radiusButton
    fill: Qt.alpha(Theme.canvas, 0)
    accessibleName: badge.text

    contentItem: Item {
        implicitWidth: badge.implicitWidth

        Badge {
            id: badge

            y: asked.y > 0 ? 0 : Math.round((asked.lineHeight - height) / 2) + 3
            kind: Badge.Kind.Pending
            iconName: "users"
            text: asked.model.askedText
            Accessible.ignored: true
        }
    }
}
