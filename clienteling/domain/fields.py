"""The single-valued fields of a profile. To add a field to the profile, add it here: see docs/add-a-profile-field.md.

A field defined here is stored, synced, given provenance, shown in Details and editable, without further code.
"""

from __future__ import annotations

from typing import Literal

import msgspec

FieldKind = Literal["text", "language", "store", "gender"]
ConflictRule = Literal["proposal", "last_arrival"]


class FieldDef(msgspec.Struct, frozen=True):
    """What one profile field is.

    ``label`` is the English label and the key of its translations. ``rule`` says what a change made without knowing
    the current value does: ``proposal`` keeps head office's value and offers the other one for decision,
    ``last_arrival`` lets the later arrival win and keeps the loser in the history.
    """

    key: str
    label: str
    kind: FieldKind = "text"
    rule: ConflictRule = "proposal"
    max_length: int = 200
    choices: tuple[str, ...] = ()
    searchable: bool = False


FIELDS: dict[str, FieldDef] = {
    d.key: d
    for d in (
        FieldDef("name", "Name", searchable=True),
        FieldDef("given", "Given name"),
        FieldDef("family", "Family name"),
        FieldDef("salutation", "Form of address", rule="last_arrival", max_length=40),
        FieldDef("gender", "Gender", "gender", "last_arrival", 20, ("female", "male", "other", "")),
        FieldDef("language", "Language", "language", "last_arrival", 10),
        FieldDef("home_store", "Home store", "store", "last_arrival", 32),
        FieldDef("company", "Company", searchable=True),
        FieldDef("occupation", "Occupation", rule="last_arrival"),
    )
}
