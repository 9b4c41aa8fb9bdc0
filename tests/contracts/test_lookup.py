"""A customer of another store at the real tablet: nothing of them is on it, asked or not, until they are taken over."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from clienteling.domain.customer import ContactPoint, FieldValue
from clienteling.domain.ids import new_id
from clienteling.domain.masks import masked
from clienteling.platform.clock import SystemClock
from clienteling.services.errors import NotAsked, NotSignedIn
from clienteling.sync.engine import Engine
from clienteling.sync.errors import Cancelled
from clienteling.sync.head_office import HttpHeadOffice
from tests.contracts.test_lock import ONE_DATABASE, Till, till
from tests.headoffice.tablet import BY, MARTA, SOUTH, change, customer, serving
from tests.headoffice.test_pins import PIN

pytestmark = ONE_DATABASE
__all__ = ["till"]

NAME, PHONE = "Zulema Ferreiro", "+34612345623"


def never() -> bool:
    return False


def held(till: Till) -> bytes:
    """Everything that lies in the tablet's files, in the clear."""
    found = b""
    for part in (till.tablet.replica, till.tablet.journal):
        with part.database.reading() as conn:
            for table in conn.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all():
                rows = conn.execute(text(f'SELECT * FROM "{table}"')).all()  # noqa: S608 - names of our own tables
                found += b"".join(v if isinstance(v, bytes) else str(v).encode() for row in rows for v in row)
    return found


def told(till: Till, *words: str) -> set[str]:
    """Those of ``words`` that lie on the tablet, in whatever case."""
    everything = held(till).lower()
    return {word for word in words if word.lower().encode() in everything}


def exchange(till: Till) -> None:
    """What is done now and then by itself."""
    credentials = till.tablet.journal.load()
    assert credentials is not None
    office = HttpHeadOffice(credentials, "1.0")
    try:
        Engine(office, till.tablet.replica, till.tablet.journal, SystemClock(), credentials.replica_id).exchange()
    finally:
        office.close()


def test_nothing_of_another_stores_customer_is_on_the_tablet_before_they_are_taken_over(till: Till) -> None:
    phone = ContactPoint(new_id(), "phone", PHONE, BY, version=1)
    who = customer(till.engine, SOUTH, contacts=(phone,))
    change(till.engine, who, fields={**who.fields, "name": FieldValue(NAME, BY, 2)})
    words = (who.id, "zulema", "ferreiro", PHONE, PHONE[3:])
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        exchange(till)
        assert told(till, *words) == set()
        assert told(till, till.ana) == {till.ana}
        lookup = till.services.lookup
        (found,) = lookup.find(PHONE, lookup.reasons()[0], never).people
        assert (found.id, found.name) == (who.id, NAME)
        assert [c.value for c in found.contacts] == [masked("phone", PHONE)]
        exchange(till)
        assert told(till, *words) == set()

        change_saved = lookup.take(who.id)
        assert change_saved.op_ids
        assert told(till, *words) == {who.id}
        exchange(till)
        assert told(till, "zulema", PHONE) == {"zulema", PHONE}
        profile = till.tablet.projection.customer(who.id).entity
        assert profile is not None
        assert [entry.seller for entry in profile.book] == [MARTA]
        assert till.tablet.journal.rejected() == ()


def test_what_does_not_work_says_so(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        with pytest.raises(NotAsked, match="does not look into other stores"):
            till.services.lookup.find(PHONE, "no_reason_any_more", never)
        with pytest.raises(Cancelled):
            till.services.lookup.find(PHONE, "in_store", lambda: True)
        till.services.sessions.sign_out()
        with pytest.raises(NotSignedIn):
            till.services.lookup.find(PHONE, "in_store", never)
        till.services.sessions.sign_in(MARTA, PIN)
    with pytest.raises(NotAsked, match="can only be asked"):
        till.services.lookup.find(PHONE, "in_store", never)
