"""Who this tablet is to head office: keys that are on disk before they are used, and numbers no copy uses twice."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select

from clienteling.store import journal_results
from clienteling.store.journal_rows import get_meta, put_meta, touched
from clienteling.store.tables import journal_meta
from clienteling.store.values import Changed, Enrolment
from clienteling.wire.credentials import Credentials
from clienteling.wire.device_key import DeviceKey

_KEY = "key:"
_EARLIER = "earlier"
_FORMER = "former_keys"
_TO_VOUCH = "to_vouch"
_TICKS = 10
_LATEST = 1 << 52
_JUMP = 1 << 26


def key_for(connection: Connection, purpose: str) -> DeviceKey:
    """The key for what ``purpose`` names: made the first time, the same until ``forget_keys``."""
    held = get_meta(connection, _KEY + purpose)
    if held:
        return DeviceKey.of(held)
    made = DeviceKey.new()
    put_meta(connection, _KEY + purpose, made.kept())
    return made


def keep_one_key(connection: Connection, enrolment: Enrolment) -> None:
    """``enrolment`` has had one key and gets another one to work with: what the one has signed is still here, and a
    head office of another life may have to be told.
    """
    _put_former(connection, [*_former(connection), _Former(enrolment.replica_id, enrolment.key)])
    put_meta(connection, _KEY + "work", "")


def forget_keys(connection: Connection) -> None:
    """One of them is in use now."""
    connection.execute(journal_meta.delete().where(journal_meta.c.key.startswith(_KEY, autoescape=True)))


def with_key(connection: Connection, enrolment: Enrolment) -> Enrolment:
    """``enrolment`` with a key. One of the time before keys gets its key here, before it signs anything."""
    if enrolment.key:
        return enrolment
    m = journal_meta.c
    counters = connection.execute(select(m.value).where(m.key.startswith("lseq:", autoescape=True))).scalars()
    until = max(map(int, counters), default=0)
    return replace(enrolment, key=DeviceKey.new().kept(), unsigned_until=until)


def credentials_of(e: Enrolment) -> Credentials:
    """What the exchange needs of an enrolment."""
    key, standing = DeviceKey.of(e.key), DeviceKey.of(e.standing) if e.standing else None
    place = (e.store, e.company, e.token, e.unsigned_until)
    return Credentials(e.address, e.device_id, e.replica_id, key, *place, standing)


def former_keys(connection: Connection) -> list[tuple[str, DeviceKey]]:
    """Keys under which was saved here before, if head office may not know them for this tablet's own."""
    if not get_meta(connection, _TO_VOUCH):
        return []
    return [(former.replica_id, DeviceKey.of(former.key)) for former in _former(connection)]


def vouched(connection: Connection) -> None:
    """Head office knows them."""
    put_meta(connection, _TO_VOUCH, "")


def vouch_again(connection: Connection) -> None:
    """Head office's database is another one: it may not know them any more."""
    if get_meta(connection, _FORMER):
        put_meta(connection, _TO_VOUCH, "1")


def _keep_former(connection: Connection, left: Sequence[Enrolment]) -> None:
    """These identities are left for good; what was saved under them may still be here."""
    held = [*_former(connection), *(_Former(e.replica_id, e.key) for e in left if e.key)]
    if held:
        _put_former(connection, list(dict.fromkeys(held)))
        put_meta(connection, _TO_VOUCH, "1")


def _put_former(connection: Connection, held: list[_Former]) -> None:
    put_meta(connection, _FORMER, msgspec.json.encode(held).decode())


def _former(connection: Connection) -> list[_Former]:
    held = get_meta(connection, _FORMER)
    return msgspec.json.decode(held, type=list[_Former]) if held else []


class _Former(msgspec.Struct, frozen=True):
    """A key of before, as ``DeviceKey.kept`` gave it."""

    replica_id: str
    key: str


def go_on_as(connection: Connection, enrolment: Enrolment, fence: str) -> Changed:
    """Take another identity: nothing is in flight any more, and what was acknowledged is offered again."""
    put_meta(connection, "enrolment", msgspec.json.encode(enrolment).decode())
    put_meta(connection, "fence", fence)
    put_meta(connection, "batch", "")
    forget_keys(connection)
    entities, customers = touched(connection, journal_results.take_back(connection))
    return Changed(entities, customers, journal=True)


def keep_earlier(connection: Connection, enrolment: Enrolment) -> None:
    """This identity is about to be left for another one."""
    _put_earlier(connection, [*_earlier(connection), enrolment])


def take_earlier(connection: Connection, left: Enrolment) -> Enrolment | None:
    """The identity before ``left``, which is given up; None when none was left since the tablet was enrolled."""
    held = _earlier(connection)
    if not held:
        return None
    _put_earlier(connection, held[:-1])
    _keep_former(connection, [left])
    return with_key(connection, held[-1])


def enrolled_anew(connection: Connection, left: Enrolment | None) -> None:
    """The tablet was enrolled: of what it was before only the keys count."""
    if left is not None:
        _keep_former(connection, [*_earlier(connection), left])
    _put_earlier(connection, [])


def _earlier(connection: Connection) -> list[Enrolment]:
    held = get_meta(connection, _EARLIER)
    return msgspec.json.decode(held, type=list[Enrolment]) if held else []


def _put_earlier(connection: Connection, held: list[Enrolment]) -> None:
    put_meta(connection, _EARLIER, msgspec.json.encode(held).decode() if held else "")


def first_number(last: int, now: int) -> int:
    """Where the numbers (``lseq``) of a run of the app begin, given the last one in the file and the time (ms).

    Files that were copied, or put back from a backup, hold a number that others have gone on from. So each run begins
    at the time, which a backup's future has not reached, and jumps by chance, since two copies may begin at once. A
    clock that stands anywhere only loses the first of the two. Stays far below 2**53 (JSON's exact whole numbers).
    """
    return max(last, min(max(now, 0) << _TICKS, _LATEST)) + 1 + secrets.randbelow(_JUMP)
