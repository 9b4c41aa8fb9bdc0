pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// All enrichment sheets; each is made, in turns, when its model opens for the first time, and comes up when it is there. And
// what a seller is told after sign-in.
Item {
    id: sheets

    required property SheetsModel model
    required property SyncModel sync
    required property PinNoticeModel notice

    // One in each turn, as they came; those that were never opened take none.
    function leave() {
        for (const made of sheets.children)
            (made as Made)?.leave();
    }

    // The closed ones.
    function drop() {
        for (const made of sheets.children)
            (made as Made)?.drop();
    }

    component Made: KeptPart {
        required property SheetModel sheet

        asked: sheet.opened
    }

    Made {
        sheet: sheets.model.note
        sourceComponent: NoteSheet {
            model: sheets.model.note
            sync: sheets.sync
        }
    }
    Made {
        sheet: sheets.model.noteEdit
        sourceComponent: NoteEditSheet {
            model: sheets.model.noteEdit
            sync: sheets.sync
        }
    }
    Made {
        sheet: sheets.model.preference
        sourceComponent: PreferenceSheet {
            model: sheets.model.preference
            sync: sheets.sync
        }
    }
    Made {
        sheet: sheets.model.consent
        sourceComponent: ConsentSheet {
            model: sheets.model.consent
            sync: sheets.sync
        }
    }
    Made {
        sheet: sheets.model.tag
        sourceComponent: TagSheet {
            model: sheets.model.tag
            sync: sheets.sync
        }
    }
    Made {
        sheet: sheets.model.contact
        sourceComponent: ContactSheet {
            model: sheets.model.contact
            sync: sheets.sync
        }
    }
    Made {
        sheet: sheets.model.date
        sourceComponent: DateSheet {
            model: sheets.model.date
            sync: sheets.sync
        }
    }
    Made {
        sheet: sheets.model.followUp
        sourceComponent: FollowUpSheet {
            model: sheets.model.followUp
            sync: sheets.sync
        }
    }
    Made {
        sheet: sheets.model.field
        sourceComponent: FieldSheet {
            model: sheets.model.field
            sync: sheets.sync
        }
    }
    Made {
        sheet: sheets.model.book
        sourceComponent: BookSheet {
            model: sheets.model.book
            sync: sheets.sync
        }
    }
    Made {
        sheet: sheets.model.merge
        sourceComponent: MergeSheet {
            model: sheets.model.merge
            sync: sheets.sync
        }
    }

    OnDemand {
        wanted: sheets.notice.opened
        sourceComponent: PinNoticeSheet {
            model: sheets.notice
        }
    }
}
