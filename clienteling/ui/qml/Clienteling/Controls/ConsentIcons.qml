import QtQuick

// Always e-mail, WhatsApp, text message, phone: what the customer allowed, read out as one sentence.
Row {
    id: icons

    // Each "allowed", "refused" or "unknown".
    property string email: "unknown"
    property string whatsapp: "unknown"
    property string sms: "unknown"
    property string phone: "unknown"
    // 32 in rows, 36 in the profile.
    property int size: 32
    // What lies behind, for the notch of the "?".
    property color ground: Theme.canvas

    readonly property string sentence: [stateText(qsTr("E-mail"), email), stateText(qsTr("WhatsApp"), whatsapp),
        stateText(qsTr("text message"), sms), stateText(qsTr("phone"), phone)].join(", ")

    function stateText(channel: string, state: string): string {
        //: %1 is e-mail, WhatsApp, text message or phone.
        return state === "allowed" ? qsTr("%1 allowed").arg(channel)
            //: %1 is e-mail, WhatsApp, text message or phone.
            : state === "refused" ? qsTr("%1 refused").arg(channel) : qsTr("%1 not asked").arg(channel);
    }

    spacing: Theme.space4
    Accessible.role: Accessible.StaticText
    Accessible.name: sentence

    ConsentIcon {
        size: icons.size
        iconName: "envelope-simple"
        consent: icons.email
        ground: icons.ground
    }

    ConsentIcon {
        size: icons.size
        iconName: "whatsapp-logo"
        consent: icons.whatsapp
        ground: icons.ground
    }

    ConsentIcon {
        size: icons.size
        iconName: "chat-circle-text"
        consent: icons.sms
        ground: icons.ground
    }

    ConsentIcon {
        size: icons.size
        iconName: "phone"
        consent: icons.phone
        ground: icons.ground
    }
}
