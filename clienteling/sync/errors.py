"""What can go wrong between this tablet and head office: one family, made in ``transport`` and nowhere else.

``reason`` is stable and for programs (it picks the translated sentence); ``sentence`` says in English what is wrong
and what to do, without personal data. ``permanent`` errors are not tried again by themselves.
"""

from __future__ import annotations

import msgspec

from clienteling.sync.report import Report

UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What decoding raises for bytes that are not the message they should be."""


class SyncError(Exception):
    """Base of the family. ``retry_after`` is the wait in seconds that head office asked for, 0 = none.

    ``report`` is what the exchange had done when it failed.
    """

    reason = "trouble"
    permanent = False
    default = "The exchange with head office did not work. It is tried again by itself."

    def __init__(self, sentence: str = "", *, retry_after: float = 0.0) -> None:
        super().__init__(sentence or self.default)
        self.sentence = sentence or self.default
        self.retry_after = retry_after
        self.report = Report()


class Offline(SyncError):
    """Head office could not be reached, or did not answer in time: what was sent may or may not have arrived."""

    reason = "unreachable"
    default = "Head office cannot be reached. Check the network and that the address is right."


class Busy(SyncError):
    """Head office answered that it cannot work now (429 or 5xx): what was sent may or may not have been done."""

    reason = "busy"
    default = "Head office is busy. It is tried again by itself."


class PushFails(Busy):
    """Head office fails on all that was pushed (503), and may do everything else: rows are still asked for."""


class Corrupt(SyncError):
    """What came is damaged or not understood, and was thrown away whole."""

    reason = "corrupt"
    default = "What head office sent arrived damaged. Nothing of it was used; it is asked for again by itself."


class NotHeadOffice(SyncError):
    """Something answers at the address, but it is not a head office (a web site, a sign-in page of the network)."""

    reason = "not_head_office"
    default = (
        "What answers at this address is not a head office. Check the address, "
        "and whether this network asks to sign in first."
    )


class Untrusted(SyncError):
    """The certificate of the address does not prove who it is."""

    reason = "untrusted"
    default = "The certificate of this address is not trusted. Check the address and the date of this tablet."


class Cancelled(SyncError):
    """Given up on request."""

    reason = "cancelled"
    default = "Stopped. What was complete is kept, and it goes on from there."


class BadAddress(SyncError):
    """What was typed is not an address."""

    reason = "address"
    permanent = True
    default = "This is not an address of a head office. Type it as you were given it, such as headoffice.example.com."


class Refused(SyncError):
    """Head office understood and said no. ``number`` is a ``wire.errors.WireError``."""

    reason = "refused"

    def __init__(self, sentence: str = "", *, number: int = 0, retry_after: float = 0.0) -> None:
        super().__init__(sentence, retry_after=retry_after)
        self.number = number


class BadMessage(Refused):
    """Head office does not understand the message (422) or finds it too large (413)."""

    reason = "refused"
    default = "Head office does not understand this tablet. Update whichever of the two is older."


class TooMuchUnread(BadMessage):
    """Head office could not read one push after the other: the rest is sent later."""


class NotFound(Refused):
    """Head office does not have this, or does not show it to this tablet (404)."""

    reason = "refused"


class WrongCode(Refused):
    """The enrolment code is unknown, used or too old."""

    reason = "code"
    permanent = True
    default = "This code is not right, was used before or is too old. Ask head office for a new one."


class Revoked(Refused):
    """Head office no longer accepts this tablet (401, 403)."""

    reason = "revoked"
    permanent = True
    default = "Head office no longer accepts this tablet. Ask head office to enrol it again; nothing saved is lost."


class StaleToken(Refused):
    """The token, or the proof that goes with a request, is not good (any more): another one is asked for (401)."""

    reason = "busy"
    default = Busy.default


class UpgradeNeeded(Refused):
    """This app is too old for head office (426)."""

    reason = "upgrade"
    permanent = True
    default = "This app is too old for head office. Update it; nothing saved is lost."


class RowsNewer(UpgradeNeeded):
    """Head office's rows are of shapes this app does not read. What is saved is still sent, so it is tried again."""

    permanent = False


class HeadOfficeOlder(Refused):
    """Head office is older than this app: what was saved waits until it is updated."""

    reason = "head_office_older"
    default = "Head office is older than this app. What you saved waits here until head office is updated."


class Cloned(Refused):
    """Another tablet uses the same credentials, or this one was set back to an older state (409)."""

    reason = "cloned"
    default = (
        "Head office has seen a newer state of this tablet: it was copied or set back. "
        "It becomes a tablet of its own by itself; nothing saved is lost."
    )


class Rebuild(Refused):
    """The positions held mean nothing any more (410): the rows must be downloaded again."""

    reason = "rebuild"
