"""Every value of a profile that can answer "who said so, when, on which channel"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clienteling.domain.fields import FIELDS
from clienteling.ui import profile_words, words
from clienteling.ui.format import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from clienteling.domain.provenance import Provenance
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.format import Formats


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with its provenance.

    ``sheet`` is what the sheet that changes it wants to know (a preference's key, a contact's id ...); empty: it is not
    changed this way. ``removable``: it can be taken away. ``disputed``: another value waits for a decision.
    """

    title: str
    by: Provenance
    pending: bool
    sheet: str = ""
    removable: bool = False
    disputed: bool = False


class Facts:
    """Finds the values of one customer, in one language."""

    def __init__(self, view: ProfileView, formats: Formats) -> None:
        """Nothing is read; ``view`` holds it all."""
        self._view = view
        self._formats = formats

    def find(self, kind: str, key: str) -> Fact | None:
        """The value called ``key``; ``kind`` is field, contact, preference, date, tag, relation or identifier."""
        finders: dict[str, Callable[[str], Fact | None]] = {
            "field": self._field,
            "contact": self._contact,
            "preference": self._preference,
            "date": self._date,
            "tag": self._tag,
            "relation": self._relation,
            "identifier": self._identifier,
        }
        return finders[kind](key)

    def _pending(self, by: Provenance) -> bool:
        return bool(by.op_id) and by.op_id in self._view.pending

    def _disputed(self, target: str) -> bool:
        return any(p.target == target for p in self._view.customer.proposals)

    def _field(self, key: str) -> Fact | None:
        held = self._view.customer.fields.get(key)
        if held is None or key not in FIELDS:
            return None
        title = f"{words.field_label(key)}: {field_value(self._view, key)}"
        return Fact(title, held.by, self._pending(held.by), key, False, self._disputed(f"field:{key}"))

    def _contact(self, key: str) -> Fact | None:
        held = next((c for c in self._view.customer.contacts if c.id == key), None)
        if held is None:
            return None
        value = profile_words.contact_value(held.kind, held.value)
        disputed = self._disputed(f"contact:{key}")
        return Fact(value, held.by, self._pending(held.by), key, True, disputed)

    def _preference(self, key: str) -> Fact | None:
        held = next((p for p in self._view.customer.preferences if p.id == key), None)
        if held is None:
            return None
        return Fact(preference_title(self._view, held.key, held.value, self._formats.language), held.by,
                    self._pending(held.by), held.key, True)  # fmt: skip

    def _date(self, key: str) -> Fact | None:
        held = next((d for d in self._view.customer.dates if d.id == key), None)
        if held is None:
            return None
        title = f"{profile_words.date_name(held)}: {profile_words.full_date(held, self._formats)}"
        return Fact(title, held.by, self._pending(held.by), key, True)

    def _tag(self, key: str) -> Fact | None:
        held = [t for t in self._view.customer.tags if t.tag == key]
        if not held:
            return None
        newest = max(held, key=lambda tag: tag.by.at)
        return Fact(key, newest.by, any(self._pending(t.by) for t in held), "", True)

    def _relation(self, key: str) -> Fact | None:
        held = next((r for r in self._view.customer.relationships if r.id == key), None)
        if held is None:
            return None
        return Fact(f"{profile_words.relation(held.kind)}: {held.name}", held.by, self._pending(held.by))

    def _identifier(self, key: str) -> Fact | None:
        for held in self._view.customer.identifiers:
            if identifier_key(held.source, held.kind, held.value) == key:
                title = f"{profile_words.identifier(held.kind)}: {held.value}"
                return Fact(title, held.by, self._pending(held.by))
        return None


def identifier_key(source: str, kind: str, value: str) -> str:
    """What tells identifiers of one customer apart."""
    return f"{source}\x1f{kind}\x1f{value}"


def field_value(view: ProfileView, key: str) -> str:
    """The value of a field as it is read: a store's name, a language's name, a gender in words."""
    value = view.customer.value(key)
    kind = FIELDS[key].kind
    if not value:
        return ""
    if kind == "store":
        return view.stores.get(value) or translate("ProfileModel", "A store that is not known here")
    if kind == "language":
        return profile_words.capital(profile_words.language_name(value))
    return words.gender(value) if kind == "gender" else value


def preference_title(view: ProfileView, key: str, value: str, language: str) -> str:
    """A preference as a title: "Shoe size 38", "Colours: Camel"."""
    label = words.preference_label(view.defs, key, language)
    shown = words.preference_value(view.defs, key, value, language)
    if key.startswith("size."):
        text = translate("ProfileModel", "%1 size %2").replace("%2", shown)
        return text.replace("%1", label)
    return f"{label}: {shown}"
