"""Sentences by which rules, files and head office say no, in the seller's language.

They are written where the rule is, in English. This list is what the collector of translations reads; a test keeps it
complete.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from clienteling.domain.errors import filled

if TYPE_CHECKING:
    from clienteling.domain.errors import Rejected

REJECTIONS = (
    QT_TRANSLATE_NOOP("Rejections", "This text holds half a character. Type it again."),
    QT_TRANSLATE_NOOP("Rejections", "A customer needs a name. Type the name as they give it."),
    QT_TRANSLATE_NOOP("Rejections", "A field is not known here. Update this tablet."),
    QT_TRANSLATE_NOOP("Rejections", "A new customer needs a name. Type the name as they give it."),
    QT_TRANSLATE_NOOP("Rejections", "An identifier has the wrong shape. Update this tablet."),
    QT_TRANSLATE_NOOP("Rejections", "Another change has this identifier already. Make the change again."),
    QT_TRANSLATE_NOOP(
        "Rejections", "Head office failed on this change. Send it again once head office has been mended."
    ),
    QT_TRANSLATE_NOOP("Rejections", "Head office cannot store one of these values. Type it again."),
    QT_TRANSLATE_NOOP(
        "Rejections", "One text went to more customers than your role may write to at a time. Ask head office."
    ),
    QT_TRANSLATE_NOOP("Rejections", "Somebody else noted this contact. Only they can take it back."),
    QT_TRANSLATE_NOOP("Rejections", "The follow-up needs a few words. Write what is to be done."),
    QT_TRANSLATE_NOOP("Rejections", "There is no preference to save yet. Choose or type one."),
    QT_TRANSLATE_NOOP("Rejections", "There is no tag to save yet. Type a word."),
    QT_TRANSLATE_NOOP("Rejections", "There is nothing in the note yet. Write a few words."),
    QT_TRANSLATE_NOOP("Rejections", "There is nothing to save yet. Type the address."),
    QT_TRANSLATE_NOOP("Rejections", "This change has the number of another one, or comes out of order. Make it again."),
    QT_TRANSLATE_NOOP("Rejections", "This change is damaged. Make it again."),
    QT_TRANSLATE_NOOP("Rejections", "This change is not as it was saved: its signature does not fit. Make it again."),
    QT_TRANSLATE_NOOP("Rejections", "This contact is no longer there. Add it as a new one."),
    QT_TRANSLATE_NOOP("Rejections", "This customer was erased at head office. Nothing about them is kept."),
    QT_TRANSLATE_NOOP("Rejections", "This customer is not one of this store. Ask head office to share them."),
    QT_TRANSLATE_NOOP("Rejections", "This day does not exist in that month. Check day, month and year."),
    QT_TRANSLATE_NOOP(
        "Rejections", "This was saved on another tablet, and is taken from that one only. Make the change again."
    ),
    QT_TRANSLATE_NOOP("Rejections", "This is a card number. Card numbers are not kept here."),
    QT_TRANSLATE_NOOP("Rejections", "The signature did not come along. Ask the customer to sign again."),
    QT_TRANSLATE_NOOP(
        "Rejections", "The wording that was shown is not one of head office. Sync, then ask the customer again."
    ),
    QT_TRANSLATE_NOOP(
        "Rejections", "It is not known what the customer said yes to. Show them the question, then ask again."
    ),
    QT_TRANSLATE_NOOP("Rejections", "This is not a signature. Ask the customer to sign again."),
    QT_TRANSLATE_NOOP("Rejections", "This is not a day. Choose one from the calendar."),
    QT_TRANSLATE_NOOP("Rejections", "This is not a phone number. Type 5 to 15 digits, no letters."),
    QT_TRANSLATE_NOOP("Rejections", "This is not an e-mail address. It needs a name, an @ and a domain."),
    QT_TRANSLATE_NOOP("Rejections", "This is not whole. Type every letter and digit."),
    QT_TRANSLATE_NOOP("Rejections", "This kind of change is not known here. Update this tablet."),
    QT_TRANSLATE_NOOP("Rejections", "This seller is not known at head office. Choose another one."),
    QT_TRANSLATE_NOOP("Rejections", "This store is not known at head office. Choose another one."),
    QT_TRANSLATE_NOOP("Rejections", "This is the same profile. Choose the other one."),
    QT_TRANSLATE_NOOP("Rejections", "Somebody else asked for this. Only they can take it back."),
    QT_TRANSLATE_NOOP("Rejections", "This was decided already, or taken back. Look at the two profiles once more."),
    QT_TRANSLATE_NOOP("Rejections", "These two are one profile already."),
    QT_TRANSLATE_NOOP(
        "Rejections", "Only a manager of a store that has both customers decides this. Ask yours to do it."
    ),
    QT_TRANSLATE_NOOP("Rejections", "You asked for this yourself. Another manager, or head office, has to agree."),
    QT_TRANSLATE_NOOP("Rejections", "Head office is busy with one of these customers. Try it again in some days."),
    QT_TRANSLATE_NOOP("Rejections", "This was already created. Nothing more needs to be done."),
    QT_TRANSLATE_NOOP("Rejections", "This was saved by a version of the app that is too old. Update the app."),
    QT_TRANSLATE_NOOP("Rejections", "Too many changes belong together. Save fewer at once."),
    QT_TRANSLATE_NOOP("Rejections", "What this changes does not exist. It may have been erased."),
    QT_TRANSLATE_NOOP("Rejections", "Whoever saved this does not work in this store (any more). Ask head office."),
    QT_TRANSLATE_NOOP("Rejections", "{0} does not change a {1}."),
    QT_TRANSLATE_NOOP("Rejections", "{0} has {1} characters; at most {2} fit. Shorten it or split it."),
    QT_TRANSLATE_NOOP("Rejections", "{0}: this choice is not offered. Pick one of the list."),
)
"""Why an operation is refused; {0} ... stand for names of things and numbers."""

NAMES = (
    QT_TRANSLATE_NOOP("Rejections", "A card"),
    QT_TRANSLATE_NOOP("Rejections", "The address"),
    QT_TRANSLATE_NOOP("Rejections", "The e-mail address"),
    QT_TRANSLATE_NOOP("Rejections", "The follow-up"),
    QT_TRANSLATE_NOOP("Rejections", "The label"),
    QT_TRANSLATE_NOOP("Rejections", "The name"),
    QT_TRANSLATE_NOOP("Rejections", "The note"),
    QT_TRANSLATE_NOOP("Rejections", "The outcome"),
    QT_TRANSLATE_NOOP("Rejections", "The phone number"),
    QT_TRANSLATE_NOOP("Rejections", "The preference"),
    QT_TRANSLATE_NOOP("Rejections", "The reason"),
    QT_TRANSLATE_NOOP("Rejections", "The tag"),
    QT_TRANSLATE_NOOP("Rejections", "The text"),
    QT_TRANSLATE_NOOP("Rejections", "This text"),
)
"""What a rejection names."""

FAILURES = (
    QT_TRANSLATE_NOOP("Failures", "Your role may not write to so many at a time. Ask head office."),
    QT_TRANSLATE_NOOP("Failures", "It is not this customer's turn any more. Go on with the next."),
    QT_TRANSLATE_NOOP(
        "Failures", "This tablet has not reached head office for too long. Connect it to the network, then sign in."
    ),
    QT_TRANSLATE_NOOP(
        "Failures",
        "The key store of this tablet does not answer. Nothing is lost: restart the tablet, or call support.",
    ),
    QT_TRANSLATE_NOOP(
        "Failures",
        "These files belong to another tablet, or its key store was cleared. Nothing was deleted: call support.",
    ),
    QT_TRANSLATE_NOOP(
        "Failures", "This tablet has no secure place for its key. Choose a passphrase: it is asked at every start."
    ),
    QT_TRANSLATE_NOOP("Failures", "Type the passphrase of this tablet."),
    QT_TRANSLATE_NOOP("Failures", "This passphrase is not right. Try again."),
    QT_TRANSLATE_NOOP("Failures", "A passphrase has at least 12 characters. Four words or more are good."),
    QT_TRANSLATE_NOOP("Failures", "The key of this tablet cannot be read. Nothing is lost: call support."),
    QT_TRANSLATE_NOOP("Failures", "The keys of this tablet cannot be used. Nothing is lost: call support."),
    QT_TRANSLATE_NOOP(
        "Failures", "The key file of this tablet is damaged or missing. Do not reinstall the app: call support."
    ),
    QT_TRANSLATE_NOOP(
        "Failures", "These files belong to another tablet and do not open here. Nothing was deleted: call support."
    ),
    QT_TRANSLATE_NOOP("Failures", "This PIN is not right. Try again."),
    QT_TRANSLATE_NOOP("Failures", "Connect this tablet to sign in: head office has to confirm your PIN."),
    QT_TRANSLATE_NOOP("Failures", "The tablet is locked. Sign in with your PIN."),
    QT_TRANSLATE_NOOP("Failures", "A file of this tablet is not encrypted. Nothing was changed: call support."),
    QT_TRANSLATE_NOOP("Failures", "Too many wrong PINs. Tap “No PIN, or forgotten?” to choose a new one."),
    QT_TRANSLATE_NOOP("Failures", "No PIN is set for you yet. Tap “No PIN, or forgotten?” to choose one."),
    QT_TRANSLATE_NOOP(
        "Failures", "Head office knows no company account of yours. Ask a manager to help, or head office."
    ),
    QT_TRANSLATE_NOOP(
        "Failures", "The company's sign-in does not answer now. Try again later, or ask a manager to help."
    ),
    QT_TRANSLATE_NOOP("Failures", "That was not the account of the seller who is chosen here. Nothing was changed."),
    QT_TRANSLATE_NOOP("Failures", "The sign-in took too long. Begin again."),
    QT_TRANSLATE_NOOP("Failures", "A new PIN needs head office. Connect this tablet to the network and try again."),
    QT_TRANSLATE_NOOP("Failures", "This PIN is easily guessed. Choose one without runs and repetitions."),
    QT_TRANSLATE_NOOP("Failures", "This took too long. Ask the manager to help once more."),
    QT_TRANSLATE_NOOP(
        "Failures", "The first time on this tablet, head office checks your PIN. Connect to the network and try again."
    ),
    QT_TRANSLATE_NOOP(
        "Failures",
        "Too many wrong PINs. Connect to the network so that head office can check yours, or ask your manager.",
    ),
    QT_TRANSLATE_NOOP(
        "Failures", "Your PIN was changed. Connect to the network so that head office can check the new one."
    ),
    QT_TRANSLATE_NOOP(
        "Failures", "Your PIN has not been checked by head office for long. Connect to the network and try again."
    ),
    QT_TRANSLATE_NOOP("Failures", "Head office cannot open this tablet. Nothing is lost: call support."),
    QT_TRANSLATE_NOOP("Failures", "Head office has locked this tablet out. Ask head office."),
    QT_TRANSLATE_NOOP(
        "Failures", "No seller of this tablet has this name. Type it as it stands on the sign-in screen."
    ),
    QT_TRANSLATE_NOOP("Failures", "The file cannot be written there. Choose another place."),
    QT_TRANSLATE_NOOP("Failures", "The files of this tablet are closed."),
    QT_TRANSLATE_NOOP("Failures", "The log of this tablet cannot be read."),
    QT_TRANSLATE_NOOP("Failures", "There is a file of this name already. Choose another name."),
    QT_TRANSLATE_NOOP("Failures", "A file of this tablet is damaged."),
    QT_TRANSLATE_NOOP("Failures", "You have shown many contacts within an hour. Type your PIN to go on."),
    QT_TRANSLATE_NOOP(
        "Failures", "Other stores can only be asked while head office can be reached. Connect, then try again."
    ),
    QT_TRANSLATE_NOOP(
        "Failures",
        "Head office does not look into other stores for you at the moment. Sync and try again, or ask there.",
    ),
    QT_TRANSLATE_NOOP("Failures", "What was refused is saved with its values only while head office can be reached."),
    QT_TRANSLATE_NOOP("Failures", "Head office does not take this. The reason is a word of a-z and _."),
    QT_TRANSLATE_NOOP("Failures", "Another copy of the app is using these files. Close it and try again."),
    QT_TRANSLATE_NOOP("Failures", "Head office cannot be reached. Check the network and that the address is right."),
    QT_TRANSLATE_NOOP("Failures", "Head office does not understand this tablet. Update whichever of the two is older."),
    QT_TRANSLATE_NOOP(
        "Failures",
        "Head office has seen a newer state of this tablet: it was copied or set back. It becomes a tablet of its own by itself; nothing saved is lost.",  # noqa: E501
    ),
    QT_TRANSLATE_NOOP("Failures", "Head office is busy. It is tried again by itself."),
    QT_TRANSLATE_NOOP(
        "Failures", "Head office is older than this app. What you saved waits here until head office is updated."
    ),
    QT_TRANSLATE_NOOP(
        "Failures",
        "Head office no longer accepts this tablet. Ask head office to enrol it again; nothing saved is lost.",
    ),
    QT_TRANSLATE_NOOP("Failures", "Head office was restored or replaced. The customers are downloaded again."),
    QT_TRANSLATE_NOOP("Failures", "Stopped. What was complete is kept, and it goes on from there."),
    QT_TRANSLATE_NOOP(
        "Failures", "The certificate of this address is not trusted. Check the address and the date of this tablet."
    ),
    QT_TRANSLATE_NOOP(
        "Failures",
        "The disk of this tablet is full. Nothing is lost, but nothing more can be saved until there is room.",
    ),
    QT_TRANSLATE_NOOP(
        "Failures", "The downloaded customers are damaged and must be downloaded again. What you saved here is safe."
    ),
    QT_TRANSLATE_NOOP("Failures", "The exchange with head office did not work. It is tried again by itself."),
    QT_TRANSLATE_NOOP(
        "Failures", "The tablet could not read or write its files. Restart the app; if it stays, call support."
    ),
    QT_TRANSLATE_NOOP(
        "Failures", "These files were written by a newer version of the app. Install that version again."
    ),
    QT_TRANSLATE_NOOP("Failures", "This app is too old for head office. Update it; nothing saved is lost."),
    QT_TRANSLATE_NOOP(
        "Failures", "This code is not right, was used before or is too old. Ask head office for a new one."
    ),
    QT_TRANSLATE_NOOP("Failures", "This customer is not on this tablet. Search again, or sync."),
    QT_TRANSLATE_NOOP(
        "Failures", "This installation cannot encrypt its files, so it does not start. Install the app again."
    ),
    QT_TRANSLATE_NOOP("Failures", "This is no longer among what was sent back."),
    QT_TRANSLATE_NOOP(
        "Failures", "This is no longer on this tablet. It may have been moved or removed at head office."
    ),
    QT_TRANSLATE_NOOP("Failures", "This is no longer there."),
    QT_TRANSLATE_NOOP(
        "Failures",
        "This is not an address of a head office. Type it as you were given it, such as headoffice.example.com.",
    ),
    QT_TRANSLATE_NOOP("Failures", "This is too much to save at once. Save it in two parts."),
    QT_TRANSLATE_NOOP("Failures", "This seller is not on this tablet. Sync, or ask head office."),
    QT_TRANSLATE_NOOP("Failures", "This tablet is not enrolled yet. Enrol it with a code from head office."),
    QT_TRANSLATE_NOOP("Failures", "This tablet is not enrolled yet. Type head office's address and a code."),
    QT_TRANSLATE_NOOP("Failures", "This was decided already."),
    QT_TRANSLATE_NOOP(
        "Failures",
        "What answers at this address is not a head office. Check the address, and whether this network asks to sign in first.",  # noqa: E501
    ),
    QT_TRANSLATE_NOOP(
        "Failures", "What head office sent arrived damaged. Nothing of it was used; it is asked for again by itself."
    ),
    QT_TRANSLATE_NOOP("Failures", "The folder for this tablet's files cannot be used. Call support."),
    QT_TRANSLATE_NOOP(
        "Failures",
        "What waits for head office cannot be read. Do not reinstall the app: call support, it can be recovered.",
    ),
)
"""Why something did not work."""


def refusal(error: Rejected) -> str:
    """What a rule said, in the language in use."""
    sentence = QCoreApplication.translate("Rejections", error.template)
    return filled(sentence, [_named(value) for value in error.values])


def _named(value: str) -> str:
    translated = QCoreApplication.translate("Rejections", value)
    return translated if translated != value else QCoreApplication.translate("Fields", value)


def sent_back(sentence: str) -> str:
    """What head office said when it sent something back; it only sent the English sentence."""
    return QCoreApplication.translate("Rejections", sentence)


def failure(sentence: str) -> str:
    """What went wrong, in the language in use."""
    return QCoreApplication.translate("Failures", sentence)
