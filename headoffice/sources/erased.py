"""Who was erased, as an import asks: by what the source calls them, and by how they are reached. Nobody comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from clienteling.domain.ids import source_id
from headoffice.sources.records import OfCustomer, SourceCustomer, entity_id
from headoffice.sync.erasure import contact_name, erased_among


class Erased:
    """Those of a batch who were erased. To be made when the profiles of the batch are locked: an erasure that goes on
    meanwhile comes before, and is seen here, or after, and takes what was brought in along.
    """

    def __init__(self, conn: Connection, people: Iterable[SourceCustomer], events: Iterable[OfCustomer]) -> None:
        names: set[str] = set()
        about: list[SourceCustomer | OfCustomer] = [*people, *events]
        for record in about:
            names.update(_keys(record))
            person = _person(record)
            names.update(_contacts(person) if person else ())
        self._gone = erased_among(conn, names)

    def named(self, record: SourceCustomer | OfCustomer) -> bool:
        """Whether a record is about somebody whom the source's own key, or that of the record, names as erased."""
        return bool(self._gone) and not self._gone.isdisjoint(_keys(record))

    def reached(self, person: SourceCustomer | None) -> bool:
        """Whether somebody new is reached as somebody was who was erased."""
        return bool(self._gone) and person is not None and not self._gone.isdisjoint(_contacts(person))


def _person(record: SourceCustomer | OfCustomer) -> SourceCustomer | None:
    return record if isinstance(record, SourceCustomer) else record.person


def _keys(record: SourceCustomer | OfCustomer) -> Iterator[str]:
    if record.key:
        yield entity_id(record)
    if isinstance(record, OfCustomer):
        for key in {record.customer, record.person.key if record.person else ""} - {""}:
            yield source_id(record.source, "customer", key)


def _contacts(person: SourceCustomer) -> Iterator[str]:
    for contact in person.contacts:
        if name := contact_name(contact.kind, contact.value):
            yield name
