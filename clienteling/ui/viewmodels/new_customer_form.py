"""What is typed of a new customer, by a seller or by themselves: what both forms share."""

from __future__ import annotations

import msgspec

from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.services.drafts import ContactDraft, DateDraft
from clienteling.ui.format import translate

HALF = "?"
"""A birthday that is typed but is no day."""
FIELDS = ("name", "phone", "email", "birthday")


class Typed(msgspec.Struct, frozen=True):
    """What is kept of a form for its seller. Not a yes: the customer was asked by a wording of that moment."""

    name: str
    phone: str
    email: str
    birthday: str
    language: str
    noes: list[str]
    in_book: bool

    def written(self) -> str:
        """As it is kept."""
        return msgspec.json.encode(self).decode()


def contacts(email: str, phone: str) -> tuple[ContactDraft, ...]:
    """What was typed of both."""
    told = (ContactDraft("email", email), ContactDraft("phone", phone))
    return tuple(contact for contact in told if contact.value.strip())


def dates(birthday: str) -> tuple[DateDraft, ...]:
    """An ISO date, or "--MM-DD", as a birthday; nothing when it is neither."""
    parts = birthday.removeprefix("--").split("-")
    if not all(p.isdigit() for p in parts):
        return ()
    year, month, day = (0, *map(int, parts)) if len(parts) == 2 else tuple(map(int, parts))
    return (DateDraft("birthday", month, day, year),)


def no_such_day() -> str:
    """What is said about a birthday that is ``HALF``."""
    return translate("NewCustomerModel", "There is no such day. Check day, month and year, or empty them.")


def wrong_field(error: Exception) -> str:
    """Which of ``FIELDS`` an error of saving is about; empty: of none alone."""
    if isinstance(error, Rejected):
        if error.number == RejectNumber.NOT_A_DATE:
            return "birthday"
        if error.number == RejectNumber.BAD_VALUE:
            return "email" if "e-mail" in error.template else "phone"
        if error.number == RejectNumber.EMPTY:
            return "name"
        if error.number == RejectNumber.TOO_LONG:
            return {"The phone number": "phone", "The e-mail address": "email"}.get(error.values[0], "name")
    return ""
