pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// All enrichment sheets; each is made and comes up when its model opens.
Item {
    id: sheets

    required property SheetsModel model
    required property SyncModel sync

    OnDemand {
        wanted: sheets.model.note.opened
        sourceComponent: NoteSheet {
            model: sheets.model.note
            sync: sheets.sync
        }
    }
    OnDemand {
        wanted: sheets.model.noteEdit.opened
        sourceComponent: NoteEditSheet {
            model: sheets.model.noteEdit
            sync: sheets.sync
        }
    }
    OnDemand {
        wanted: sheets.model.preference.opened
        sourceComponent: PreferenceSheet {
            model: sheets.model.preference
            sync: sheets.sync
        }
    }
    OnDemand {
        wanted: sheets.model.consent.opened
        sourceComponent: ConsentSheet {
            model: sheets.model.consent
            sync: sheets.sync
        }
    }
    OnDemand {
        wanted: sheets.model.tag.opened
        sourceComponent: TagSheet {
            model: sheets.model.tag
            sync: sheets.sync
        }
    }
    OnDemand {
        wanted: sheets.model.contact.opened
        sourceComponent: ContactSheet {
            model: sheets.model.contact
            sync: sheets.sync
        }
    }
    OnDemand {
        wanted: sheets.model.date.opened
        sourceComponent: DateSheet {
            model: sheets.model.date
            sync: sheets.sync
        }
    }
    OnDemand {
        wanted: sheets.model.followUp.opened
        sourceComponent: FollowUpSheet {
            model: sheets.model.followUp
            sync: sheets.sync
        }
    }
    OnDemand {
        wanted: sheets.model.field.opened
        sourceComponent: FieldSheet {
            model: sheets.model.field
            sync: sheets.sync
        }
    }
    OnDemand {
        wanted: sheets.model.book.opened
        sourceComponent: BookSheet {
            model: sheets.model.book
            sync: sheets.sync
        }
    }
    OnDemand {
        wanted: sheets.model.merge.opened
        sourceComponent: MergeSheet {
            model: sheets.model.merge
            sync: sheets.sync
        }
    }
}
