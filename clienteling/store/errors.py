"""What can go wrong with the files of the tablet. ``database`` maps the driver's errors to these, once.

No message holds personal data: they may be logged and shown.
"""

from __future__ import annotations


class StoreError(Exception):
    """Base of the family. ``sentence`` says what is wrong and what to do."""

    sentence = "The tablet could not read or write its files. Restart the app; if it stays, call support."

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{self.sentence} ({detail})" if detail else self.sentence)
        self.detail = detail


class DiskFull(StoreError):
    """Nothing was written; everything saved before is intact and can be read."""

    sentence = "The disk of this tablet is full. Nothing is lost, but nothing more can be saved until there is room."


class Damaged(StoreError):
    """A file is not a database any more, or was opened with the wrong key."""

    sentence = "A file of this tablet is damaged."


class ReplicaDamaged(Damaged):
    """The downloaded data cannot be read: it is set aside and downloaded again. What was saved here is not touched."""

    sentence = "The downloaded customers are damaged and must be downloaded again. What you saved here is safe."


class JournalDamaged(Damaged):
    """The outbox cannot be read. It is never replaced: support can recover it."""

    sentence = "What waits for head office cannot be read. Do not reinstall the app: call support, it can be recovered."


class NewerFile(StoreError):
    """The file was written by a newer app with a layout this one does not know."""

    sentence = "These files were written by a newer version of the app. Install that version again."


class NotEncrypted(StoreError):
    """A key was given but the driver cannot encrypt."""

    sentence = "This installation cannot encrypt its files, so it does not start. Install the app again."


class Busy(StoreError):
    """Somebody else, for all but upkeep another process, holds the file for longer than we are willing to wait."""

    sentence = "Another copy of the app is using these files. Close it and try again."


class Closed(StoreError):
    """The files were closed: the app is ending, or the tablet is locked."""

    sentence = "The files of this tablet are closed."


class Locked(Closed):
    """Nobody is signed in: the files are encrypted, and the key is gone from memory."""

    sentence = "The tablet is locked. Sign in with your PIN."


class InTheClear(StoreError):
    """A file that should be encrypted is not."""

    sentence = "A file of this tablet is not encrypted. Nothing was changed: call support."


class Cancelled(StoreError):
    """A query was given up on request."""

    sentence = "Stopped."


class WrongEpoch(StoreError):
    """A page belongs to another life of head office's database than the rows held: download again."""

    sentence = "Head office was restored or replaced. The customers are downloaded again."


class NotEnrolled(StoreError):
    """Nothing can be saved before the tablet is enrolled."""

    sentence = "This tablet is not enrolled yet. Enrol it with a code from head office."


class TooLarge(StoreError):
    """A group of operations that no push could carry."""

    sentence = "This is too much to save at once. Save it in two parts."


class NotFound(StoreError):
    """What was asked for is not (or no longer) there."""

    sentence = "This is no longer there."
