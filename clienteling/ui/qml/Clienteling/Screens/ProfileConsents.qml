pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls

// What the customer allowed: purposes down, channels across; stacked where room is short.
ProfilePage {
    id: page

    readonly property int labels: Math.round(columnWidth * 0.22)
    readonly property int cell: Math.floor((columnWidth - labels) / 5)
    readonly property bool stacked: cell < 100 * Theme.scale

    scrolled: view.contentY

    ProfileScroll {
        id: view

        page: page
        topGap: Theme.space12
        spacing: Theme.space16

        Column {
            width: parent.width

            SectionHeader {
                width: parent.width
                title: qsTr("Consents")
                actionText: qsTr("Record an answer")
                onAction: page.app.sheets.openConsent(page.customer)
            }

            Row {
                x: page.labels
                visible: !page.stacked
                bottomPadding: Theme.space8

                Repeater {
                    model: page.model.sections.channels

                    Label {
                        required property string modelData

                        width: page.cell
                        horizontalAlignment: Text.AlignHCenter
                        role: Label.Role.Tiny
                        color: Theme.text2
                        text: modelData
                    }
                }
            }

            Repeater {
                model: page.model.sections.consents

                Part {
                    id: purpose

                    required property string key
                    required property string heading
                    required property list<string> looks
                    required property list<string> stateTexts
                    required property list<string> waiting

                    width: page.columnWidth
                    sourceComponent: ProfileConsentRow {
                        page: page
                        labels: page.labels
                        cell: page.cell
                        stacked: page.stacked
                        key: purpose.key
                        heading: purpose.heading
                        looks: purpose.looks
                        stateTexts: purpose.stateTexts
                        waiting: purpose.waiting
                    }
                }
            }
        }

        Button {
            objectName: "consents.handOver"
            text: qsTr("Hand the tablet to the customer")
            iconName: "pencil"
            onClicked: page.app.handOver.begin(page.customer)
        }

        Label {
            width: parent.width
            role: Label.Role.Caption
            paragraph: true
            color: Theme.text2
            text: qsTr("A no counts at once, on every channel it was said for. Every answer stays in the history.")
        }
    }
}
