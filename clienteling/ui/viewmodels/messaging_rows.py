"""Rows and words of writing to several."""

from __future__ import annotations

from dataclasses import dataclass

from clienteling.ui.format import translate


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody on the list. ``reason``: why they would be left out as things stand; empty when they would not."""

    key: str
    name: str
    reason: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """The text as somebody would get it."""

    key: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """Why some were left out, and how many."""

    key: str
    said: str


def left_out(became: str) -> str:
    """Why somebody is left out, in a few words; empty for nobody."""
    return {
        "": "",
        "unknown": translate("Messaging", "not asked yet"),
        "pending": translate("Messaging", "not confirmed yet"),
        "withdrawn": translate("Messaging", "refused"),
        "expired": translate("Messaging", "allowed too long ago"),
        "suppressed": translate("Messaging", "closed by head office"),
        "quiet": translate("Messaging", "too early, too late or a rest day there"),
        "often": translate("Messaging", "contacted often lately"),
        "missing": translate("Messaging", "nothing known to write to"),
        "hidden": translate("Messaging", "not for your role to see"),
        "nameless": translate("Messaging", "no name to write"),
        "by_hand": translate("Messaging", "left out by you"),
    }.get(became, translate("Messaging", "no longer on this tablet"))
