"""Rows confirmed by head office. Disposable: can be rebuilt at any time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

import msgspec
from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert

from clienteling.domain.catalogue import Notice, PreferenceDef, Product, Seller, SensitiveTopic, Stock, Store
from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.policy import Policy
from clienteling.store import errors, indexing, pages, repair, walk
from clienteling.store.bodies import stored
from clienteling.store.database import Database, Layout, driver_cursor
from clienteling.store.form import FORM
from clienteling.store.journal_rows import Unsettled
from clienteling.store.kept import Kept
from clienteling.store.migrations.replica import STEPS
from clienteling.store.rows import CATALOGUE_TYPES
from clienteling.store.search import forget
from clienteling.store.search.index import batches, marks
from clienteling.store.shadow import Shadow, begun_manifests
from clienteling.store.tables import catalogue, customer, history, replica_meta, row_scope
from clienteling.store.tables import scope as scope_table
from clienteling.store.values import Changed
from clienteling.wire.entities import BODIES
from clienteling.wire.integrity import MODULUS, Moved, shard_sums, whole_sum
from clienteling.wire.messages import Change, ChangesAnswer, Manifest

LAYOUT = Layout("replica", STEPS, durable=False, damaged=errors.ReplicaDamaged, rebuildable=True)
RECOUNT_MS = 86_400_000
"""How often the kept sums are compared with the rows themselves."""
_TOGETHER = 5_000
_MANY = 500
"""Rows of one page that leave search with parts to put together, which every question would look into."""


class Waiting(Protocol):
    """What the replica must know of the journal to keep search in line with what is shown."""

    def unsettled(self, customer_ids: Collection[str], note_ids: Collection[str]) -> Unsettled:
        """What is pending for the index entries of these customers and of these notes."""

    def region(self) -> str:
        """The region that reads phones without a country code."""


class Replica:
    """The downloaded data. Implements ``sync.ports.Replica``; reads the catalogue.

    Customers and their history are read through ``projection``, which folds what waits in the outbox over them.
    """

    def __init__(
        self,
        database: Database,
        waiting: Waiting,
        clock: Callable[[], int],
        changed: Callable[[Changed], None],
        shadow: Callable[[dict[str, Manifest]], Shadow],
        shadow_path: Path,
        key: Callable[[], bytes],
        kept: Kept,
    ) -> None:
        """After each commit ``kept`` forgets and ``changed`` is told; ``shadow`` begins or goes on with a download."""
        self.database = database
        self._waiting = waiting
        self._clock = clock
        self._changed = changed
        self._make_shadow = shadow
        self._shadow_path = shadow_path
        self._key = key
        self._kept = kept

    # --- sync.ports.Replica ---

    def epoch(self) -> str:
        """Epoch the rows belong to; empty before the first download and when a new one is wanted (``distrust``)."""
        with self.database.reading() as connection:
            return "" if _meta(connection, _DISTRUSTED) else _meta(connection, _EPOCH)

    def distrust(self) -> None:
        """Have the next exchange download everything anew. The rows stay until it has, and then go all at once."""
        with self.database.writing() as connection:
            new = insert(replica_meta).values(key=_DISTRUSTED, value="1")
            connection.execute(new.on_conflict_do_nothing())

    def scopes(self) -> tuple[str, ...]:
        """Scopes held."""
        with self.database.reading() as connection:
            return tuple(connection.execute(select(scope_table.c.name).order_by(scope_table.c.id)).scalars())

    def cursor(self, scope: str) -> int:
        """Position up to which a scope has been applied; 0 when it is not held."""
        with self.database.reading() as connection:
            return connection.execute(select(scope_table.c.cursor).where(scope_table.c.name == scope)).scalar() or 0

    def apply_page(self, scope: str, page: ChangesAnswer, after: int | None = None) -> None:
        """One page of the only scope there is to look at: what left it goes at once. Raises like ``apply_pages``."""
        self.apply_pages([(scope, page, after)], ())

    def apply_pages(
        self, staged: Sequence[tuple[str, ChangesAnswer, int | None]], staying: Collection[pages.Key] | None
    ) -> None:
        """Rows and cursors of pages of any scopes in one transaction, search included.

        Each page comes with its scope and with the position it was asked from, if that is to be checked. Rows that
        left the last scope that held them linger, for they may have moved to one that was not looked at yet. With
        ``staying`` all that linger go, but for those. Raises ``msgspec.ValidationError`` (a body does not decode),
        ``WrongEpoch``, or ``wire.integrity.Moved`` when a scope does not stand where it should; then nothing was
        changed.
        """
        keys: set[pages.Key] = set()
        customers: set[str] = set()
        with self.database.writing() as connection:
            for scope, page, after in staged:
                touched = {(change.etype, change.eid) for change in page.rows}
                customers |= self._take(connection, scope, page, after, touched)
                keys |= touched
            if staying is not None:
                gone = self._let_go(connection, staying)
                customers |= _customers_of(gone, pages.NO_ROWS)
                keys.update(gone)
        self._tell(Changed(frozenset(keys), frozenset(customers)))

    def _tell(self, what: Changed) -> None:
        self._kept.forget()
        self._changed(what)

    def leaving(self) -> bool:
        """Whether rows linger that no scope holds."""
        query = select(row_scope.c.eid).where(row_scope.c.scope == pages.LEAVING).limit(1)
        with self.database.reading() as connection:
            return connection.execute(query).first() is not None

    def _take(
        self, connection: Connection, scope: str, page: ChangesAnswer, after: int | None, keys: Collection[pages.Key]
    ) -> frozenset[str]:
        """Put one page in; the customers it touched. Only one page at a time is decoded: that bounds the memory."""
        rows = pages.decode(change for change in page.rows if change.op == "put")
        if after is not None:
            _check_cursor(connection, scope, after)
        number = _enter_scope(connection, scope, page.epoch)
        count, total = self._apply(connection, number, page.rows, rows)
        held = connection.execute(
            select(scope_table.c.row_count, scope_table.c.row_sum).where(scope_table.c.id == number)
        ).one()
        new = {
            "cursor": page.next,
            "row_count": held.row_count + count,
            "row_sum": (held.row_sum + total) % MODULUS,
        }
        connection.execute(update(scope_table).where(scope_table.c.id == number).values(**new))
        touched = _customers_of(keys, rows)
        rows.forget()
        return touched

    def _let_go(self, connection: Connection, staying: Collection[pages.Key]) -> list[pages.Key]:
        cursor = driver_cursor(connection)
        gone = pages.let_go(cursor, staying)
        self._delete(connection, gone)
        return gone

    def _delete(self, connection: Connection, keys: Sequence[pages.Key]) -> None:
        """Take rows away, from search too."""
        cursor = driver_cursor(connection)
        for part in batches(keys, _TOGETHER):
            owners = pages.owners(cursor, [key for key in part if key[0] == "followup"])
            pages.delete(cursor, part)
            self._index(connection, part, owners, pages.NO_ROWS)

    def _apply(
        self, connection: Connection, number: int, changes: Collection[Change], rows: pages.Rows
    ) -> tuple[int, int]:
        cursor = driver_cursor(connection)
        keys = [(change.etype, change.eid) for change in changes]
        tasks = [key for key in keys if key[0] == "followup"]
        before = pages.owners(cursor, tasks)
        fresh = {(c.etype, c.eid) for c in pages.newest(cursor, number, [c for c in changes if c.op == "put"])}
        rows = rows.only(fresh)
        pages.put(cursor, rows)
        difference = pages.hold(cursor, number, list(changes))
        deleted = pages.ended(cursor, [c for c in changes if c.op == "del"])
        pages.delete(cursor, deleted)
        if len(changes) >= _MANY or any(etype in {"customer", "note"} for etype, _ in deleted):
            forget.mark(cursor)
        left = [(c.etype, c.eid) for c in changes if c.op == "leave"]
        pages.linger(cursor, pages.unheld(cursor, left))
        self._index(connection, keys, before, rows)
        if any(etype == "contact_rules" for etype, _ in keys):
            for part in batches([("customer", eid) for eid in indexing.with_consents(cursor)], _TOGETHER):
                self._index(connection, part, (), pages.NO_ROWS)
        return difference

    def _index(
        self, connection: Connection, keys: Collection[pages.Key], owners: Iterable[str], rows: pages.Rows
    ) -> None:
        customers = {eid for etype, eid in keys if etype == "customer"} | set(owners)
        customers |= {entity.customer for (etype, _), entity in rows.entities.items() if etype == "followup"}
        notes = {eid for etype, eid in keys if etype == "note"}
        known = {eid: entity for (etype, eid), entity in rows.entities.items() if etype == "customer"}
        known_notes = {eid: entity for (etype, eid), entity in rows.entities.items() if etype == "note"}
        pending = self._waiting.unsettled(customers, notes)
        indexing.refresh(connection, customers, notes, pending, self._waiting.region(), known, known_notes)

    def drop_scope(self, scope: str) -> None:
        """This tablet no longer holds a scope: rows that no other held scope contains go, and its cursor."""
        with self.database.writing() as connection:
            number = connection.execute(select(scope_table.c.id).where(scope_table.c.name == scope)).scalar()
            if number is None:
                return
            query = select(row_scope.c.etype, row_scope.c.eid).where(row_scope.c.scope == number)
            held = [(row.etype, row.eid) for row in connection.execute(query)]
            connection.execute(row_scope.delete().where(row_scope.c.scope == number))
            connection.execute(scope_table.delete().where(scope_table.c.id == number))
            cursor = driver_cursor(connection)
            self._delete(connection, pages.unheld(cursor, held))
        self._tell(Changed(everything=True))

    def integrity(self, scope: str) -> tuple[int, int]:
        """(row count, row sum) of the live rows of a scope (see ``wire.integrity``). Recounted once a day."""
        query = select(scope_table.c.row_count, scope_table.c.row_sum, scope_table.c.recounted_at).where(
            scope_table.c.name == scope
        )
        with self.database.reading() as connection:
            held = connection.execute(query).one_or_none()
        if held is None:
            return 0, 0
        if abs(self._clock() - held.recounted_at) < RECOUNT_MS:
            return held.row_count, held.row_sum
        return self.recount(scope)

    def recount(self, scope: str) -> tuple[int, int]:
        """The same from every row, and kept from now on: takes seconds for a million rows.

        A row that is missing does not count.
        """
        count, total = whole_sum(self.shard_sums(scope))
        with self.database.writing() as connection:
            new = {"row_count": count, "row_sum": total, "recounted_at": self._clock()}
            connection.execute(update(scope_table).where(scope_table.c.name == scope).values(**new))
        self._changed(Changed())
        return count, total

    def shard_sums(self, scope: str) -> list[tuple[int, int]]:
        """(row count, row sum) of each shard of a scope, from every row that is really there."""
        with self.database.reading() as connection:
            number = connection.execute(select(scope_table.c.id).where(scope_table.c.name == scope)).scalar()
            return shard_sums(
                (etype, eid, version) for etype in BODIES for eid, version in connection.execute(_live(number, etype))
            )

    def replace_shard(self, scope: str, n: int, rows: Sequence[Change]) -> int:
        """Make ``rows`` all that ``scope`` holds in shard ``n``, search included; how many rows were not the same.

        The cursor stays, and so do the kept sums: ``recount`` when it is over. Raises ``msgspec.ValidationError`` (a
        body does not decode); then nothing was changed.
        """
        decoded = pages.decode(rows)
        with self.database.writing() as connection:
            number = connection.execute(select(scope_table.c.id).where(scope_table.c.name == scope)).scalar()
            if number is None:
                raise Moved(scope)
            cursor = driver_cursor(connection)
            done = repair.replace_shard(cursor, number, n, rows, decoded)
            self._index(connection, done.keys, done.before, done.rows)
        keys = frozenset(done.keys)
        self._tell(Changed(keys, _customers_of(keys, decoded)))
        return done.wrong

    def check(self) -> None:
        """Raises ``ReplicaDamaged`` when the tables of rows are not whole: then no row can be put right."""
        with self.database.reading() as connection:
            walk.check_rows(driver_cursor(connection))

    def look_over(self) -> walk.Look | None:
        """Look over some more of the rows (see ``walk``); None when the day's walk is done.

        Hand the result to ``looked`` once the bad shards were replaced. Raises ``ReplicaDamaged``.
        """
        with self.database.reading() as connection:
            position = _position(connection)
            if position.table not in walk.FULL_TEXT:
                return walk.look(driver_cursor(connection), position, self._clock())
        with self.database.writing() as connection:
            return walk.look(driver_cursor(connection), position, self._clock())

    def looked(self, look: walk.Look) -> None:
        """Go on from there the next time."""
        position = msgspec.json.encode(look.next).decode()
        with self.database.writing() as connection:
            new = insert(replica_meta).values(key=_WALK, value=position)
            connection.execute(new.on_conflict_do_update(index_elements=["key"], set_={"value": position}))
            walk.sign(driver_cursor(connection), look.unsigned)

    def shadow(self, manifests: dict[str, Manifest]) -> Shadow:
        """Begin, or go on with, a download of exactly these snapshots (scope -> manifest)."""
        return self._make_shadow(manifests)

    def image_form(self) -> str:
        """The form of the files this app makes: head office may have one ready (see ``store.image``)."""
        return FORM

    def begun(self) -> dict[str, Manifest]:
        """The manifests of a download that was begun and neither swapped in nor discarded."""
        return begun_manifests(self._shadow_path, self._key())

    # --- catalogue ---

    def stores(self) -> tuple[Store, ...]:
        """All stores of the company, by name."""
        return self._kept.get(
            "stores", lambda: tuple(sorted(self._catalogue("store"), key=lambda store: store.name.casefold()))
        )

    def sellers(self, store: str = "") -> tuple[Seller, ...]:
        """The sellers of a store, or all, by name; those who left included (``active``)."""
        return self._kept.get(
            ("sellers", store),
            lambda: tuple(sorted(self._catalogue("seller", store), key=lambda seller: seller.name.casefold())),
        )

    def seller_names(self) -> Mapping[str, str]:
        """Seller id -> name, of the whole company, those who left included."""
        return self._kept.get("seller_names", lambda: MappingProxyType({s.id: s.name for s in self.sellers()}))

    def product(self, product_id: str) -> Product | None:
        """One product."""
        return self.products([product_id]).get(product_id)

    def products(self, product_ids: Iterable[str]) -> dict[str, Product]:
        """Those of these products that are known, by id."""
        wanted = list(dict.fromkeys(product_ids))
        query = f"SELECT id, body FROM catalogue WHERE etype = 'product' AND id IN ({marks(wanted)})"  # noqa: S608 - marks
        with self.database.quick() as connection:
            rows = connection.execute(query, wanted).fetchall()
            return {product_id: stored("product", body) for product_id, body in rows}

    def stock(self, product_id: str, store: str) -> Stock | None:
        """What lies in a store of a product, None when it is not known here."""
        return next(iter(self._catalogue("stock", f"{product_id}@{store}")), None)

    def preference_defs(self) -> tuple[PreferenceDef, ...]:
        """The company's preferences in display order."""
        return self._kept.get(
            "preference_defs",
            lambda: tuple(sorted(self._catalogue("preference_def"), key=lambda d: (d.position, d.key))),
        )

    def policy(self) -> Policy | None:
        """Who may see what, as far as the company has said so."""
        return self._kept.get("policy", lambda: next(iter(self._catalogue("policy")), None))

    def sensitive_topics(self) -> tuple[SensitiveTopic, ...]:
        """What the company wants notes to keep clear of, as far as it has said so."""
        return self._kept.get("sensitive_topics", lambda: tuple(self._catalogue("sensitive_topic")))

    def notices(self) -> tuple[Notice, ...]:
        """The company's wordings of what customers are asked, as far as it has published any."""
        return self._kept.get("notices", lambda: tuple(self._catalogue("notice")))

    def contact_rules(self) -> ContactRules:
        """How customers may be contacted: the company's rules, ours as long as it has none."""
        return self._kept.get("contact_rules", lambda: next(iter(self._catalogue("contact_rules")), ContactRules()))

    def _catalogue(self, etype: str, ref: str = "") -> list[Any]:
        query, values = "SELECT body FROM catalogue WHERE etype = ?", [etype]
        if ref:
            query, values = f"{query} AND ref = ?", [etype, ref]
        with self.database.quick() as connection:
            return [stored(etype, body) for (body,) in connection.execute(query, values).fetchall()]

    def counts(self) -> dict[str, int]:
        """Entity type -> rows held."""
        with self.database.reading() as connection:
            found = {"customer": connection.execute(select(func.count()).select_from(customer)).scalar_one()}
            for table in (history, catalogue):
                query = select(table.c.etype, func.count()).group_by(table.c.etype)
                found.update((row.etype, row[1]) for row in connection.execute(query))
        return found

    def customer_of(self, etype: str, entity_id: str) -> str:
        """The customer a history entity belongs to; empty when it is not held."""
        query = "SELECT customer_id FROM history WHERE etype = ? AND id = ?"
        with self.database.quick() as connection:
            found = connection.execute(query, (etype, entity_id)).fetchone()
            return found[0] if found else ""


_EPOCH, _DISTRUSTED, _WALK = "epoch", "distrusted", "walk"


def _meta(connection: Connection, key: str) -> str:
    return connection.execute(select(replica_meta.c.value).where(replica_meta.c.key == key)).scalar() or ""


def _position(connection: Connection) -> walk.Position:
    try:
        return msgspec.json.decode(_meta(connection, _WALK) or "{}", type=walk.Position)
    except msgspec.MsgspecError:
        raise errors.ReplicaDamaged("the position of the walk") from None


def _check_cursor(connection: Connection, name: str, after: int) -> None:
    """Raises ``Moved`` unless the scope is held and stands at ``after``: the file may have been replaced meanwhile."""
    if connection.execute(select(scope_table.c.cursor).where(scope_table.c.name == name)).scalar() != after:
        raise Moved(name)


def _enter_scope(connection: Connection, name: str, epoch: str) -> int:
    """The number of a scope, new when it was not held. Raises ``WrongEpoch``."""
    held = _meta(connection, _EPOCH)
    if held and held != epoch:
        raise errors.WrongEpoch
    if not held:
        connection.execute(insert(replica_meta).values(key=_EPOCH, value=epoch))
    number: int | None = connection.execute(select(scope_table.c.id).where(scope_table.c.name == name)).scalar()
    if number is None:
        new = {"name": name, "cursor": 0, "row_count": 0, "row_sum": 0, "recounted_at": 0}
        number = connection.execute(insert(scope_table).values(**new).returning(scope_table.c.id)).scalar_one()
    return number


def _live(number: int | None, etype: str) -> Any:
    """The rows of one type that a scope holds and that are really there."""
    query = select(row_scope.c.eid, row_scope.c.version).where(row_scope.c.scope == number, row_scope.c.etype == etype)
    if etype == "customer":
        return query.join(customer, customer.c.id == row_scope.c.eid).where(customer.c.version >= row_scope.c.version)
    table = catalogue if etype in CATALOGUE_TYPES else history
    return query.join(table, (table.c.etype == etype) & (table.c.id == row_scope.c.eid)).where(
        table.c.version >= row_scope.c.version
    )


def _customers_of(keys: Iterable[pages.Key], rows: pages.Rows) -> frozenset[str]:
    found = {eid for etype, eid in keys if etype == "customer"}
    found |= {entity.customer for entity in rows.entities.values() if hasattr(entity, "customer")}
    return frozenset(found)
