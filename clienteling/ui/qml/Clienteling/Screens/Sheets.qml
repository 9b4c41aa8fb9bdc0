pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.ViewModels

// All enrichment sheets; each comes up when its model opens.
Item {
    id: sheets

    required property SheetsModel model
    required property SyncModel sync

    NoteSheet {
        model: sheets.model.note
        sync: sheets.sync
    }
    NoteEditSheet {
        model: sheets.model.noteEdit
        sync: sheets.sync
    }
    PreferenceSheet {
        model: sheets.model.preference
        sync: sheets.sync
    }
    ConsentSheet {
        model: sheets.model.consent
        sync: sheets.sync
    }
    TagSheet {
        model: sheets.model.tag
        sync: sheets.sync
    }
    ContactSheet {
        model: sheets.model.contact
        sync: sheets.sync
    }
    DateSheet {
        model: sheets.model.date
        sync: sheets.sync
    }
    FollowUpSheet {
        model: sheets.model.followUp
        sync: sheets.sync
    }
    FieldSheet {
        model: sheets.model.field
        sync: sheets.sync
    }
    BookSheet {
        model: sheets.model.book
        sync: sheets.sync
    }
    MergeSheet {
        model: sheets.model.merge
        sync: sheets.sync
    }
}
