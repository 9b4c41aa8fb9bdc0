"""Where scopes stand, for tablets that only ask whether anything is new: most of all requests.

Whoever asks while a question is under way waits for the next one, and all who wait are looked up together: one
statement, so one state of the database, read after each of them had asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import anyio.to_thread
import msgspec
from sqlalchemy import Engine, text

from headoffice.db.bulk import array_text
from headoffice.db.engine import asking
from headoffice.db.epoch import name_of, timeline

_TOGETHER = 500
"""Most that are looked up with one statement."""

_COLUMNS = "d.id, d.store_id, d.last_pull_at, hub.hub_id, hub.restore_count, h.scope_id, h.floor, h.head"
_JOINED = """
    CROSS JOIN hub
    JOIN devices AS d ON d.id = k.device AND d.key = k.key AND d.revoked_at = 0
    JOIN scopes AS s ON s.name = k.scope
    JOIN scope_head AS h ON h.scope_id = s.id
"""
_BY_ARRAYS = text(f"""
    SELECT k.n - 1 AS n, (SELECT {timeline("postgresql")}) AS timeline, {_COLUMNS}
    FROM unnest(CAST(:devices AS text[]), CAST(:keys AS text[]), CAST(:scopes AS text[]))
        WITH ORDINALITY AS k(device, key, scope, n)
    {_JOINED}
""")  # noqa: S608 - constants only
_BY_LIST = text(f"""
    SELECT k.n, {timeline("sqlite")} AS timeline, {_COLUMNS}
    FROM (
        SELECT key AS n, value ->> 0 AS device, value ->> 1 AS key, value ->> 2 AS scope FROM json_each(:polls)
    ) AS k
    {_JOINED}
""")  # noqa: S608 - constants only

Poll = tuple[str, str, str]
"""(id of a device, its key, name of a scope)"""


class Standing(msgspec.Struct, frozen=True):
    """A device that may ask, and where a scope stands. ``seen_at``: the device's last pull as it is written down."""

    device: str
    store: str
    seen_at: int
    epoch: str
    scope_id: int
    floor: int
    head: int


class Polls:
    """Answers polls, of one event loop."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: list[_Asked] = []
        self._asking: asyncio.Task[None] | None = None

    async def standing(self, device: str, key: str, scope: str) -> Standing | None:
        """Where things stand; None when the device is not known under this key, or locked out, or there is no such
        scope, which is for the usual way to tell. Raises ``SQLAlchemyError`` when the database cannot be asked.
        """
        answer: asyncio.Future[Standing | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(((device, key, scope), answer))
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        return await answer

    async def _ask(self) -> None:
        last = False
        while not last:
            batch, self._waiting = self._waiting[:_TOGETHER], self._waiting[_TOGETHER:]
            try:
                found = await anyio.to_thread.run_sync(look_up, self._engine, [poll for poll, _ in batch])
            except Exception as error:  # noqa: BLE001 - handed to those who asked, who raise it
                problem: Exception | None = error
                found = {}
            else:
                problem = None
            last = not self._waiting
            if last:
                self._asking = None
            _tell(batch, found, problem)


_Asked = tuple[Poll, "asyncio.Future[Standing | None]"]


def _tell(batch: Sequence[_Asked], found: Mapping[int, Standing], problem: Exception | None) -> None:
    for n, (_, answer) in enumerate(batch):
        if answer.done():  # who asked has gone
            continue
        if problem is None:
            answer.set_result(found.get(n))
        else:
            answer.set_exception(problem)


def look_up(engine: Engine, polls: Sequence[Poll]) -> dict[int, Standing]:
    """Number in ``polls`` -> standing, for those that may be answered."""
    with asking(engine) as conn:
        if engine.dialect.name == "postgresql":
            columns = ("devices", "keys", "scopes")
            lists = {name: array_text(poll[n] for poll in polls) for n, name in enumerate(columns)}
            rows = conn.execute(_BY_ARRAYS, lists).all()
        else:
            rows = conn.execute(_BY_LIST, {"polls": msgspec.json.encode(polls).decode()}).all()
    return {r.n: Standing(r.id, r.store_id, r.last_pull_at, name_of(r), r.scope_id, r.floor, r.head) for r in rows}
