import QtQuick
import Clienteling.ViewModels

// Another language, chosen in the settings. All that is there says its words again in one turn, seen or not: so first what
// is out of view and soon made again goes, closed sheets and the sections of a profile, one in each turn.
QtObject {
    id: change

    required property AppModel app
    required property Sheets sheets
    required property Customers customers
    property string language: ""
    property int last: 0
    readonly property bool due: change.language !== "" && Turns.called >= change.last
    readonly property bool back: change.app.section === "customers"

    function speak(language: string) {
        if (language === change.app.settings.language) {
            change.language = ""; // and no other any more that may have been tapped just before
            return;
        }
        change.sheets.drop();
        change.customers?.leave();
        change.last = Turns.ask();
        change.language = language;
    }

    function begin() {
        const language = change.language;
        change.language = "";
        change.app.settings.setLanguage(language);
    }

    onDueChanged: if (change.due)
        Qt.callLater(change.begin)
    onBackChanged: if (change.back)
        change.customers?.stay()
}
