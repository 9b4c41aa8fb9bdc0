"""What sellers of one store save while they are offline, in the proportions of a working day."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from clienteling.domain import operations as o
from clienteling.domain.customer import ConsentChannel
from clienteling.domain.ids import new_id
from clienteling.domain.notices import in_force, shown_in
from clienteling.store.values import Draft

_CHANNELS: tuple[ConsentChannel, ...] = ("email", "sms")
_CALLED_AT = 1_700_000_000_000
_SHOWN = shown_in(in_force([], "marketing"), "es")
_WORDS = (
    "prefers",
    "silk",
    "evening",
    "navy",
    "call",
    "before",
    "noon",
    "size",
    "gift",
    "wedding",
    "linen",
)


def visits(people: Sequence[str], count: int, seller: str, dice: random.Random) -> Iterator[list[Draft]]:
    """Groups of one to five operations about one customer, ``count`` operations in all."""
    left = count
    while left:
        customer = dice.choice(people)
        size = min(dice.choice((1, 2, 2, 3, 5)), left)
        kinds = dice.sample(_KINDS, k=size)
        yield [kind(customer, seller, dice) for kind in kinds]
        left -= size


def _text(dice: random.Random) -> str:
    return " ".join(dice.choices(_WORDS, k=dice.randint(3, 20)))


def _note(customer: str, seller: str, dice: random.Random) -> Draft:
    del seller
    return Draft(o.NoteAdd(customer, _text(dice)), new_id())


def _task(customer: str, seller: str, dice: random.Random) -> Draft:
    return Draft(o.FollowUpCreate(customer, f"2026-12-{dice.randint(1, 28):02}", _text(dice), seller), new_id())


def _contacted(customer: str, seller: str, dice: random.Random) -> Draft:
    del seller
    return Draft(o.InteractionLog(customer, "call", _CALLED_AT, _text(dice)), new_id())


def _preference(customer: str, seller: str, dice: random.Random) -> Draft:
    del seller
    key = dice.choice(("size.shoes", "colour", "fit"))
    return Draft(o.PreferenceSet(new_id(), key, dice.choice(_WORDS)), customer, 1)


def _tag(customer: str, seller: str, dice: random.Random) -> Draft:
    del seller
    return Draft(o.TagAdd(new_id(), dice.choice(_WORDS)), customer, 1)


def _date(customer: str, seller: str, dice: random.Random) -> Draft:
    del seller
    return Draft(o.DateSet(new_id(), "other", dice.randint(1, 12), dice.randint(1, 28), 0, "Graduation"), customer, 1)


def _consent(customer: str, seller: str, dice: random.Random) -> Draft:
    del seller
    said = o.ConsentSet(
        new_id(),
        "marketing",
        dice.choice(_CHANNELS),
        "granted",
        notice=_SHOWN.notice,
        notice_version=_SHOWN.edition,
        language=_SHOWN.language,
        wording=_SHOWN.sha256,
    )
    return Draft(said, customer, 1)


def _field(customer: str, seller: str, dice: random.Random) -> Draft:
    del seller
    return Draft(o.FieldSet("occupation", dice.choice(_WORDS)), customer, 1)


_Kind = Callable[[str, str, random.Random], Draft]
_KINDS: tuple[_Kind, ...] = (_note, _note, _task, _contacted, _preference, _preference, _tag, _date, _consent, _field)
