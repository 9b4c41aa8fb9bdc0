"""Small helpers over tuples of parts that carry an ``id``."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Protocol, TypeVar

from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.ids import is_id


class HasId(Protocol):
    """Anything with an ``id``."""

    @property
    def id(self) -> str:
        """Identifier of the part."""


T = TypeVar("T", bound=HasId)


def find(parts: Iterable[T], part_id: str) -> T | None:
    """The part called ``part_id``, or None."""
    return next((p for p in parts if p.id == part_id), None)


def put(parts: tuple[T, ...], part: T) -> tuple[T, ...]:
    """``parts`` with ``part`` in the place of its namesake, or at the end."""
    if find(parts, part.id) is None:
        return (*parts, part)
    return tuple(part if p.id == part.id else p for p in parts)


def drop(parts: tuple[T, ...], ids: Iterable[str]) -> tuple[T, ...]:
    """``parts`` without those called by ``ids``."""
    gone = set(ids)
    return tuple(p for p in parts if p.id not in gone)


def check_id(value: str) -> None:
    """Raises ``Rejected(BAD_ARGS)`` unless ``value`` has the shape of an identifier."""
    if not is_id(value):
        raise Rejected(RejectNumber.BAD_ARGS, "An identifier has the wrong shape. Update this tablet.")


def check_day(iso: str) -> str:
    """``iso`` as YYYY-MM-DD. Raises ``Rejected(NOT_A_DATE)``."""
    try:
        return datetime.date.fromisoformat(iso).isoformat()
    except ValueError as error:
        raise Rejected(RejectNumber.NOT_A_DATE, "This is not a day. Choose one from the calendar.") from error
