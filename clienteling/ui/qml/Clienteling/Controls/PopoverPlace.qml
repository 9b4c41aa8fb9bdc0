import QtQuick

// Where a popover goes: right of its target, else left, else below, else above; `side` is where the target lies.
QtObject {
    id: place

    property int width: 400
    property int x: 0
    property int y: 0
    // "left", "right", "above" or "below": the side of the panel the pointer is on.
    property string side: "left"
    // The pointer's tip along that side, from the panel's corner.
    property int tip: 25

    readonly property int gap: 19
    readonly property int edge: Theme.space16

    function find(item: Item, area: Item, height: real) {
        const control = item as Pressable;
        const gapOnRight = control ? control.rightInset : 0;
        const spot = item.mapToItem(area, 0, 0);
        place.width = Math.min(400, area.width - 2 * edge);
        if (area.width - spot.x - item.width + gapOnRight >= place.width + gap + edge)
            beside(spot.x + item.width - gapOnRight + gap, "left", spot.y + item.height / 2, area, height);
        else if (spot.x >= place.width + gap + edge)
            beside(spot.x - place.width - gap, "right", spot.y + item.height / 2, area, height);
        else
            stacked(spot, item, area, height);
    }

    function beside(left: real, pointer: string, middle: real, area: Item, height: real) {
        place.side = pointer;
        place.x = Math.round(left);
        place.y = Math.round(Math.max(edge, Math.min(middle - 25, area.height - height - edge)));
        place.tip = Math.round(middle - place.y);
    }

    function stacked(spot: point, item: Item, area: Item, height: real) {
        const middle = spot.x + item.width / 2;
        const under = spot.y + item.height + gap + height + edge <= area.height;
        place.side = under ? "above" : "below";
        place.x = Math.round(Math.max(edge, Math.min(middle - place.width / 2, area.width - place.width - edge)));
        place.y = Math.round(under ? spot.y + item.height + gap : Math.max(edge, spot.y - gap - height));
        place.tip = Math.round(Math.max(28, Math.min(place.width - 28, middle - place.x)));
    }
}
