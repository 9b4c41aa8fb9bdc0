pragma ComponentBehavior: Bound
import QtQuick

// Text tabs over a hairline; they scroll when labels are long, arrows move between them.
FocusScope {
    id: tabs

    property list<string> labels: []
    property int currentIndex: 0

    // The person chose; bind `currentIndex` to what the view-model says, or set it here.
    signal chosen(index: int)

    function choose(index: int) {
        const wanted = Math.max(0, Math.min(labels.length - 1, index));
        if (wanted === currentIndex)
            return;
        tabs.chosen(wanted);
        const tab = repeater.itemAt(currentIndex) as Item;
        if (tab && tabs.activeFocus)
            tab.forceActiveFocus(Qt.TabFocusReason);
    }

    function reveal() {
        const tab = repeater.itemAt(currentIndex) as Item;
        if (!tab)
            return;
        const most = Math.max(0, flick.contentWidth - flick.width);
        flick.contentX = Math.round(Math.max(0, Math.min(most, Math.max(tab.x + tab.width + Theme.space40 - flick.width,
            Math.min(flick.contentX, tab.x - Theme.space40)))));
    }

    implicitWidth: row.width
    implicitHeight: Math.max(Theme.target, Theme.labelSize + 30)
    onCurrentIndexChanged: reveal()
    onWidthChanged: reveal()
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Tabs")

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }

    Flickable {
        id: flick

        anchors.fill: parent
        contentWidth: row.width
        contentHeight: height
        flickableDirection: Flickable.HorizontalFlick
        boundsBehavior: Flickable.StopAtBounds
        interactive: row.width > tabs.width
        clip: interactive

        Row {
            id: row

            spacing: 4

            Repeater {
                id: repeater

                // By number: in another language the same tabs say something else.
                model: tabs.labels.length

                delegate: TabItem {
                    id: item

                    required property int index

                    text: tabs.labels[index] ?? ""
                    height: tabs.height
                    first: index === 0
                    current: index === tabs.currentIndex
                    activeFocusOnTab: current || activeFocus
                    focus: current
                    onClicked: tabs.choose(index)
                    Keys.onLeftPressed: tabs.choose(index - 1)
                    Keys.onRightPressed: tabs.choose(index + 1)
                }
            }
        }
    }
}
