"""Preferences of the open profile, by group of the taxonomy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clienteling.ui import profile_words, words

if TYPE_CHECKING:
    from clienteling.domain.customer import Preference
    from clienteling.services.profiles import ProfileView

OVERVIEW_CHIPS = 14
"""More than this belongs to the tab."""


@dataclass(frozen=True, slots=True)
class ChipRow:
    """One preference as a chip."""

    key: str
    label: str
    safety: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class PreferenceGroup:
    """One group: what is known (``keys``, ``labels``, and ``looks``: safety, waiting, both or none), what is not.

    ``missing`` are keys of definitions without a value, ``missingLabels`` what they are called.
    """

    key: str
    heading: str
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    looks: tuple[str, ...]
    missing: tuple[str, ...]
    missingLabels: tuple[str, ...]


def chips(view: ProfileView, language: str) -> list[ChipRow]:
    """Every preference, safety first, then in the order of the taxonomy."""
    place = {definition.key: n for n, definition in enumerate(view.defs)}
    safety = {definition.key for definition in view.defs if definition.safety}

    def order(held: Preference) -> tuple[bool, int, int]:
        return held.key not in safety, place.get(held.key, len(place)), held.by.at

    return [_chip(view, held, held.key in safety, language) for held in sorted(view.customer.preferences, key=order)]


def _chip(view: ProfileView, held: Preference, safety: bool, language: str) -> ChipRow:
    label = profile_words.preference_chip(view.defs, held.key, held.value, language)
    return ChipRow(held.id, label, safety, bool(held.by.op_id) and held.by.op_id in view.pending)


def groups(view: ProfileView, language: str) -> list[PreferenceGroup]:
    """Every group of the taxonomy in its order; preferences whose definition is not known come last."""
    names = list(dict.fromkeys(definition.group for definition in view.defs))
    group_of = {definition.key: definition.group for definition in view.defs}
    known = {held.id: group_of.get(held.key, "") for held in view.customer.preferences}
    if "" not in names and "" in known.values():
        names.append("")
    shown = chips(view, language)
    return [_group(view, name, [chip for chip in shown if known[chip.key] == name], language) for name in names]


def _group(view: ProfileView, name: str, held: list[ChipRow], language: str) -> PreferenceGroup:
    have = {preference.key for preference in view.customer.preferences}
    missing = [d for d in view.defs if d.group == name and (d.key not in have or d.multiple)]
    return PreferenceGroup(
        name,
        profile_words.preference_group(name),
        tuple(chip.key for chip in held),
        tuple(chip.label for chip in held),
        tuple(" ".join(w for w, on in (("safety", chip.safety), ("waiting", chip.waiting)) if on) for chip in held),
        tuple(d.key for d in missing),
        tuple(words.preference_label(view.defs, d.key, language) for d in missing),
    )
