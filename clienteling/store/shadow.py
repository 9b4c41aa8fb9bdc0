"""A replica being downloaded beside the one in use: loaded in chunks, indexed at the end, swapped in whole.

Rows arrive sorted by (etype, id), so that they are appended to their tables; every other order (the search index, keys,
secondary indexes) is made afterwards, from staging tables, because inserting out of order costs several times as much.
The file keeps a rollback journal and full synchronisation: what ``loaded`` says is on disk, and nothing but the file
itself has to be renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from sqlcipher3 import dbapi2

from clienteling.store import errors, pages, shadow_build
from clienteling.store.database import Database, Layout, driver_cursor
from clienteling.store.image import ImageFile, accept, remove_image
from clienteling.store.migrations.replica import STEPS
from clienteling.store.search.facets import Facets
from clienteling.wire.integrity import MODULUS, Mismatch, hash64
from clienteling.wire.messages import Change, Manifest

if TYPE_CHECKING:
    from clienteling.store.replica import Replica

LAYOUT = Layout("shadow", STEPS, durable=True, damaged=errors.ReplicaDamaged)
_TOGETHER = 2_000
# Renamed whenever the staging tables change: what an older version of the app began is begun anew.
_MANIFESTS = "manifests of 3"
_BUILT = "built"

Exchange = Callable[[Path], None]
"""Puts a finished, closed file in the place of the replica."""


class Shadow:
    """Implements ``sync.ports.Shadow``. Survives a crash: loading goes on at the first missing chunk."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        manifests: dict[str, Manifest],
        now: int,
        exchange: Exchange,
        as_replica: Callable[[Database], Replica],
    ) -> None:
        """Go on with the download at ``path`` when it is of exactly these snapshots, else begin anew.

        ``as_replica`` reads and writes a finished file as the replica it is going to be.
        """
        self._path = path
        self._manifests = manifests
        self._now = now
        self._exchange = exchange
        self._as_replica = as_replica
        self._key = key
        self._database = self._open()
        self.image = ImageFile(image_beside(path), key, lambda: self._database)

    def _open(self) -> Database:
        wanted = self._wanted()
        try:
            database = Database(self._path, self._key, LAYOUT, "TRUNCATE")
            if _held_manifests(database) == wanted:
                return database
            database.close()
        except (errors.Damaged, errors.NewerFile):
            pass  # it is disposable: begin anew
        self._remove()
        database = Database(self._path, self._key, LAYOUT, "TRUNCATE")
        with database.writing() as connection:
            cursor = driver_cursor(connection)
            shadow_build.prepare(cursor)
            for number, (scope, manifest) in enumerate(sorted(self._manifests.items()), 1):
                values = (number, scope, manifest.s0, 0, 0, self._now)
                cursor.execute("INSERT INTO scope VALUES (?, ?, ?, ?, ?, ?)", values)
            cursor.executemany("INSERT INTO meta VALUES (?, ?)", self._meta().items())
        return database

    def _wanted(self) -> str:
        return msgspec.json.encode(self._manifests, order="deterministic").decode()

    def _meta(self) -> dict[str, str]:
        epoch = next(iter(self._manifests.values())).epoch if self._manifests else ""
        return {"epoch": epoch, _MANIFESTS: self._wanted()}

    def take_image(self) -> None:
        """Have the image, all of whose pieces are in, take the place of what would be loaded: nothing is missing then.

        Raises ``wire.integrity.Unfit`` when it is not what would have been made; the shadow is as before then.
        """
        accept(self.image.path, self._key, self._manifests, {**self._meta(), _BUILT: "1"}, self._now)
        self._database.close()
        # Either name may be the one that is on disk after a power cut: the record of the pieces, or all of them.
        self.image.path.replace(self._path)
        remove_image(self.image.path)
        self._database = Database(self._path, self._key, LAYOUT, "TRUNCATE")

    def loaded(self, scope: str) -> frozenset[int]:
        """Numbers of the chunks of ``scope`` that are in."""
        with self._database.reading() as connection:
            rows = driver_cursor(connection).execute("SELECT n FROM chunk WHERE scope = ?", (scope,)).fetchall()
        return frozenset(n for (n,) in rows)

    def load_chunk(self, scope: str, n: int, rows: Iterable[Change]) -> None:
        """Put one chunk in, in one transaction, which rolls back when ``rows`` raises."""
        if n in self.loaded(scope):
            return
        with self._database.writing() as connection:
            cursor = driver_cursor(connection)
            cursor.execute("PRAGMA cache_spill = OFF")  # a spilt page costs a synchronisation of the rollback journal
            found = cursor.execute("SELECT id FROM scope WHERE name = ?", (scope,)).fetchone()
            if found is None:
                raise errors.NotFound
            facets = Facets(cursor)
            source = iter(rows)
            count = total = 0
            while part := list(islice(source, _TOGETHER)):
                self._load(cursor, scope, found[0], part, facets)
                count += len(part)
                total += sum(hash64(c.etype, c.eid, c.version) for c in part)
            cursor.execute("INSERT INTO chunk VALUES (?, ?, ?, ?)", (scope, n, count, total % MODULUS))

    def _load(self, cursor: Any, scope: str, number: int, part: list[Change], facets: Facets) -> None:
        if any(change.op != "put" for change in part):
            raise msgspec.ValidationError("a chunk holds nothing but rows that are there")
        rows = pages.decode(part)
        if len(self._manifests) > 1:
            # A customer of two scopes comes twice, and not always at the same version.
            held = pages.versions(cursor, rows.entities)
            newer = {(c.etype, c.eid) for c in part if c.version > held.get((c.etype, c.eid), 0)}
            shadow_build.unstage(cursor, newer & set(held))
            rows = rows.only(newer)
        shadow_build.stage(cursor, rows, facets)
        pages.put(cursor, rows)
        try:
            cursor.executemany(
                "INSERT INTO row_scope VALUES (?, ?, ?, ?)", [(number, c.etype, c.eid, c.version) for c in part]
            )
        except dbapi2.IntegrityError as error:
            raise Mismatch(scope) from error

    def replica(self) -> Replica:
        """What has been loaded, with its indexes, to be brought up to date before anybody reads it.

        Raises ``Mismatch`` (and throws the shadow away) when counts or sums are not those of the manifests.
        """
        if not self._built():
            self._build()
            # Let go of what a connection was told for loading.
            self._database.close()
            self._database = Database(self._path, self._key, LAYOUT, "TRUNCATE")
        return self._as_replica(self._database)

    def swap(self) -> None:
        """Take the place of the replica atomically. Raises like ``replica``."""
        if not self._built():
            self._build()
        self._database.close()
        remove_image(self.image.path)
        self._exchange(self._path)

    def _build(self) -> None:
        try:
            self._verify()
        except Mismatch:
            self.discard()
            raise
        with self._database.writing() as connection:
            cursor = driver_cursor(connection)
            shadow_build.build(cursor)
            cursor.execute("INSERT INTO meta VALUES (?, '1')", (_BUILT,))

    def _built(self) -> bool:
        with self._database.reading() as connection:
            return bool(driver_cursor(connection).execute("SELECT 1 FROM meta WHERE key = ?", (_BUILT,)).fetchone())

    def _verify(self) -> None:
        with self._database.writing() as connection:
            cursor = driver_cursor(connection)
            for scope, manifest in self._manifests.items():
                chunks = cursor.execute("SELECT n, row_count, row_sum FROM chunk WHERE scope = ?", (scope,)).fetchall()
                count = sum(rows for _, rows, _ in chunks)
                total = sum(part for _, _, part in chunks) % MODULUS
                expected = (sorted(c.n for c in manifest.chunks), manifest.row_count, manifest.row_sum)
                if (sorted(n for n, _, _ in chunks), count, total) != expected:
                    raise Mismatch(scope)
                cursor.execute("UPDATE scope SET row_count = ?, row_sum = ? WHERE name = ?", (count, total, scope))

    def close(self) -> None:
        """Let go of the file; what is complete stays, to be gone on with. Idempotent."""
        self._database.close()

    def discard(self) -> None:
        """Throw the shadow away."""
        self._database.close()
        self._remove()

    def _remove(self) -> None:
        remove_file(self._path)
        remove_image(image_beside(self._path))


def image_beside(path: Path) -> Path:
    """Where the pages of an image are kept while the download at ``path`` is under way."""
    return path.with_suffix(".pages")


def remove_file(path: Path) -> None:
    """Delete a closed database file and whatever the driver keeps beside it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def begun_manifests(path: Path, key: bytes) -> dict[str, Manifest]:
    """The manifests of the download at ``path``; empty when there is none, or it cannot be used."""
    if not path.exists():
        return {}
    try:
        database = Database(path, key, LAYOUT, "TRUNCATE")
    except (errors.Damaged, errors.NewerFile):
        return {}
    try:
        held = _held_manifests(database)
    finally:
        database.close()
    return msgspec.json.decode(held, type=dict[str, Manifest]) if held else {}


def _held_manifests(database: Database) -> str:
    with database.reading() as connection:
        row = driver_cursor(connection).execute("SELECT value FROM meta WHERE key = ?", (_MANIFESTS,)).fetchone()
    return row[0] if row else ""
