"""How a contact point compares when looking for the same person."""

from __future__ import annotations


def match_key(kind: str, value: str) -> str:
    """What two spellings of one e-mail address or telephone number have in common; empty for an address.

    ``value`` is in its stored form (``domain.text.normal_contact``). The index of contact points is over (kind, key).
    """
    if kind == "phone":
        return value
    if kind in {"email", "social"}:
        return value.casefold()
    return ""
