"""What can go wrong in a use case, each with a sentence for the person at the tablet.

A rule that refuses an enrichment raises ``clienteling.domain.errors.Rejected`` instead, before anything is written.
"""

from __future__ import annotations


class ServiceError(Exception):
    """Base of the family. ``sentence`` says what is wrong and what to do; it never holds a value somebody typed."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotSignedIn(ServiceError):
    """Nobody is signed in, so there is nobody to say who added something."""

    def __init__(self) -> None:
        super().__init__("Nobody is signed in. Choose your name and type your PIN.")


class NotFound(ServiceError):
    """What was asked for is not on this tablet (any more)."""


class NotWritten(ServiceError):
    """A file a person wanted could not be written; nothing was left behind."""


class NotAsked(ServiceError):
    """Head office could not be asked, or does not answer this."""


class WrongPin(ServiceError):
    """The PIN was not right, or it is too early to try again.

    ``tries_left``: attempts before the first wait. ``wait_seconds``: how long no attempt is taken (0: none).
    """

    def __init__(self, tries_left: int, wait_seconds: int) -> None:
        if wait_seconds:
            sentence = f"Too many wrong PINs. Try again in {wait_seconds} seconds."
        else:
            sentence = "This PIN is not right. Try again."
        super().__init__(sentence)
        self.tries_left = tries_left
        self.wait_seconds = wait_seconds


class NoPin(ServiceError):
    """Head office has not given this seller a PIN."""

    def __init__(self) -> None:
        super().__init__("No PIN is set for you yet. Tap “No PIN, or forgotten?” to choose one.")


class PinClosed(ServiceError):
    """Too many wrong PINs, here and at head office."""

    def __init__(self) -> None:
        super().__init__("Too many wrong PINs. Tap “No PIN, or forgotten?” to choose a new one.")


class WeakPin(ServiceError):
    """This PIN is among the first that somebody would try."""

    def __init__(self) -> None:
        super().__init__("This PIN is easily guessed. Choose one without runs and repetitions.")


class HelpOver(ServiceError):
    """Too much time has passed since the manager gave leave, or it was used."""

    def __init__(self) -> None:
        super().__init__("This took too long. Ask the manager to help once more.")


class NoAccount(ServiceError):
    """Head office knows no company account of this seller."""

    def __init__(self) -> None:
        super().__init__("Head office knows no company account of yours. Ask a manager to help, or head office.")


class CompanyAway(ServiceError):
    """The provider of the company's accounts does not answer head office."""

    def __init__(self) -> None:
        super().__init__("The company's sign-in does not answer now. Try again later, or ask a manager to help.")


class NotThisAccount(ServiceError):
    """Somebody signed in with another account, or not at all."""

    def __init__(self) -> None:
        super().__init__("That was not the account of the seller who is chosen here. Nothing was changed.")


class CompanyOver(ServiceError):
    """The sign-in in a browser took too long, or was begun anew elsewhere."""

    def __init__(self) -> None:
        super().__init__("The sign-in took too long. Begin again.")


class LeaseOver(ServiceError):
    """The tablet has been out of touch for too long."""

    def __init__(self) -> None:
        super().__init__(
            "This tablet has not reached head office for too long. Connect it to the network, then sign in."
        )


class NeedsOffice(ServiceError):
    """This sign-in needs head office, and it could not be asked.

    ``why``: ``never`` (the first time on this tablet), ``tries`` (too many wrong PINs), ``pin`` (the PIN was changed),
    ``age`` (not confirmed for long). ``reason`` as in ``sync.errors``, or ``recovery``: head office has nothing kept
    for this tablet.
    """

    def __init__(self, why: str, reason: str) -> None:
        super().__init__(_NEEDS.get(reason) or _NEEDS.get(why, _NEEDS["never"]))
        self.why = why
        self.reason = reason


_NEEDS = {
    "never": "The first time on this tablet, head office checks your PIN. Connect to the network and try again.",
    "tries": "Too many wrong PINs. Connect to the network so that head office can check yours, or ask your manager.",
    "pin": "Your PIN was changed. Connect to the network so that head office can check the new one.",
    "age": "Your PIN has not been checked by head office for long. Connect to the network and try again.",
    "help": "A new PIN needs head office. Connect this tablet to the network and try again.",
    "recovery": "Head office cannot open this tablet. Nothing is lost: call support.",
    "revoked": "Head office has locked this tablet out. Ask head office.",
}


class EnrolmentFailed(ServiceError):
    """The tablet could not be enrolled, or its first download did not come through.

    ``reason`` is stable, as in ``sync.errors``: ``address`` (not an address), ``unreachable``, ``untrusted``,
    ``not_head_office`` (something else answers there), ``code`` (unknown, used or too old), ``upgrade`` (this app is
    too old), ``busy``, ``refused``, ``corrupt`` (what came was damaged; what was complete is kept), ``cancelled``,
    ``passphrase`` (one must be typed, or a longer one), ``keys`` (the place of the device secret does not work).
    """

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
