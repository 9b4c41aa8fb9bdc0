"""Where the tablet belongs: its enrolment, the key it is known by, and what it was before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from sqlalchemy import Connection

from clienteling.domain.operations import Operation
from clienteling.store import errors, identity
from clienteling.store.database import Database
from clienteling.store.journal_rows import get_meta, put_meta
from clienteling.store.values import Changed, Enrolment
from clienteling.wire.credentials import Credentials
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.proof import operation_text


class Belonging:
    """The part of the journal that knows who this tablet is."""

    def __init__(self, database: Database, clock: Callable[[], int], changed: Callable[[Changed], None]) -> None:
        """``changed`` is told after each commit, outside of the transaction."""
        self.database = database
        self._clock = clock
        self._changed = changed
        self._belong(None)

    def opened(self) -> None:
        """The file was opened: see where the tablet belongs."""
        database = self.database
        with database.reading() as connection:
            held = _enrolment(connection)
        if held is not None and not held.key:
            # The tablet was enrolled before there were keys. From here on everything saved is signed.
            with database.writing() as connection:
                held = identity.with_key(connection, held)
                _keep(connection, held)
        self._belong(held)

    def locked(self) -> None:
        """The file was closed: nothing of it stays in memory."""
        self._belong(None)

    def _belong(self, enrolment: Enrolment | None) -> None:
        self._held = (enrolment, DeviceKey.of(enrolment.key)) if enrolment is not None else None

    @property
    def _belongs(self) -> Enrolment | None:
        held = self._held
        return held[0] if held is not None else None

    def identity(self, connection: Connection) -> tuple[Enrolment, DeviceKey]:
        """Who this tablet is in this very transaction, and the key it signs with: it may have become another one just
        now, and what is saved bears one name and the signature that goes with it. Raises ``NotEnrolled``.
        """
        enrolment, held = _enrolment(connection), self._held
        if enrolment is None:
            raise errors.NotEnrolled
        return held if held is not None and held[0] == enrolment else (enrolment, DeviceKey.of(enrolment.key))

    def enrol(self, enrolment: Enrolment, fence: str) -> None:
        """Keep the credentials and the first fencing token, in one transaction."""
        with self.database.writing() as connection:
            keyed = identity.with_key(connection, enrolment)
            identity.enrolled_anew(connection, self._belongs)
            _keep(connection, keyed)
            put_meta(connection, "fence", fence)
            put_meta(connection, "batch", "")
            identity.forget_keys(connection)
        self._belong(keyed)
        self._changed(Changed(journal=True))

    def belongs(self) -> Enrolment:
        """The enrolment. Raises ``NotEnrolled``."""
        held = self._belongs
        if held is None:
            raise errors.NotEnrolled
        return held

    def key_for(self, purpose: str) -> DeviceKey:
        """The key of the credentials asked for, on disk before this returns (see ``identity``)."""
        with self.database.writing() as connection:
            return identity.key_for(connection, purpose)

    def former_keys(self) -> list[tuple[str, DeviceKey]]:
        """Keys under which was saved here before, that head office may not know for this tablet's own."""
        with self.database.reading() as connection:
            return identity.former_keys(connection)

    def vouched(self) -> None:
        """Head office knows them now."""
        with self.database.writing() as connection:
            identity.vouched(connection)

    def work_with(self, key: DeviceKey) -> None:
        """Head office knows ``key`` (of ``key_for("work")``) as the one this tablet works with: from now on what is
        saved is signed with it, and the one key there was is shown while the tablet is locked, and for nothing else.
        """
        held = self.belongs()
        changed = msgspec.structs.replace(held, key=key.kept(), standing=held.key)
        with self.database.writing() as connection:
            identity.keep_one_key(connection, held)
            _keep(connection, changed)
        self._belong(changed)

    def become(
        self, device_id: str, replica_id: str, key: DeviceKey, fence: str, standing: DeviceKey | None = None
    ) -> None:
        """Go on under another identity in the same place. What was saved keeps its number and its author.

        One transaction: nothing is in flight any more, and what was acknowledged is offered again.
        """
        held = self.belongs()
        changed = msgspec.structs.replace(
            held,
            device_id=device_id,
            replica_id=replica_id,
            key=key.kept(),
            token="",
            unsigned_until=0,
            standing=standing.kept() if standing else "",
        )
        with self.database.writing() as connection:
            identity.keep_earlier(connection, held)
            put_meta(connection, "split_at", str(self._clock()))
            what = identity.go_on_as(connection, changed, fence)
        self._belong(changed)
        self._changed(what)

    def step_back(self) -> Credentials | None:
        """Go on under the identity before the last ``become``, as ``become`` does; None when there was none."""
        with self.database.writing() as connection:
            earlier = identity.take_earlier(connection, self.belongs())
            if earlier is None:
                return None
            what = identity.go_on_as(connection, earlier, get_meta(connection, "fence"))
        self._belong(earlier)
        self._changed(what)
        return self.load()

    def split_at(self) -> int:
        """When this tablet went on under another identity (ms), 0 = never or nobody needs to be told any more."""
        with self.database.reading() as connection:
            return int(get_meta(connection, "split_at") or 0)

    def split_seen(self) -> None:
        """Whoever works here has read that it did."""
        with self.database.writing() as connection:
            put_meta(connection, "split_at", "")
        self._changed(Changed(journal=True))

    def save(self, credentials: Credentials, fence: str) -> None:
        """``enrol`` for ``sync.ports.CredentialStore``."""
        c = credentials
        key, standing = c.key.kept(), c.standing.kept() if c.standing else ""
        place = (c.address, c.device_id, c.replica_id, c.bearer, c.store, c.company)
        self.enrol(Enrolment(*place, key=key, standing=standing), fence)

    def load(self) -> Credentials | None:
        """``enrolment`` for ``sync.ports.CredentialStore``."""
        held = self._belongs
        return identity.credentials_of(held) if held is not None else None

    def enrolment(self) -> Enrolment | None:
        """Where the tablet belongs, None before enrolment."""
        return self._belongs

    def set_region(self, region: str) -> None:
        """The region (ISO 3166 alpha-2) head office reads phone numbers with."""
        held = self._belongs
        if held is None or held.region == region:
            return
        changed = msgspec.structs.replace(held, region=region)
        with self.database.writing() as connection:
            _keep(connection, changed)
        self._belong(changed)


def signed(operations: Sequence[Operation], key: DeviceKey) -> list[Operation]:
    """``operations`` as they are to be saved."""
    return [msgspec.structs.replace(op, signature=key.sign(operation_text(op.digest()))) for op in operations]


def _enrolment(connection: Connection) -> Enrolment | None:
    held = get_meta(connection, "enrolment")
    return msgspec.json.decode(held, type=Enrolment) if held else None


def _keep(connection: Connection, enrolment: Enrolment) -> None:
    put_meta(connection, "enrolment", msgspec.json.encode(enrolment).decode())
