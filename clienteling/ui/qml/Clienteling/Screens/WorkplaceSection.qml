import QtQuick
import Clienteling.Controls

// A section of the rail: made when it is asked for, there until the next one is, or for good.
KeptPart {
    id: part

    required property string name
    required property bool shown
    property bool kept: false

    signal there

    function follow() {
        if (part.asked && part.lit)
            part.there();
    }

    wanted: (asked || shown || (kept && made)) && !gone
    // Not invisible while it is made: all that lies in it would be laid out once more, at once.
    visible: asked || shown
    opacity: shown ? 1 : 0
    enabled: shown
    focus: shown
    onLitChanged: part.follow()
    onAskedChanged: part.follow()
}
