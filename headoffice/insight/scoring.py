"""Ranking all customers, and writing down whose figures are others than those they have.

The base is read twice, in runs: once to know it, once to say where each stands in it. Only whoever changed is written,
because each one who is written travels to the tablets of their stores; in short transactions, each like an import's:
the profile locked as it is then, its difference saved under a higher version, published at the end. So nothing that
others save meanwhile is lost, a run may be killed at any moment, and the next one does what is left.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from clienteling.domain.customer import Customer
from clienteling.domain.profiling import respected
from headoffice.db.bulk import chunks
from headoffice.db.engine import reading, worth_retrying, writing
from headoffice.db.epoch import least_version, version_after
from headoffice.insight.reading import Run, read_run
from headoffice.insight.rfm import NOTHING, Base, Score
from headoffice.profile.documents import lock_customers, save_customers
from headoffice.sync.feed import publish

_READ, _WRITTEN = 5_000, 1_000
"""Customers read, and written, in one transaction."""
_ATTEMPTS = 5


class Counts(msgspec.Struct):
    """``customers``: those looked at; ``ranked``: those who have figures now; ``objecting``: those who want none;
    ``changed``: those whose figures were others before.
    """

    customers: int = 0
    ranked: int = 0
    objecting: int = 0
    changed: int = 0


def score_all(engine: Engine, now: int, counts: Counts, *, dry: bool = False) -> Iterator[None]:
    """Rank everybody as of ``now`` (ms) and write what changed, one short transaction after the other; what was done so
    far stands in ``counts``. ``dry``: only count.
    """
    base = Base()
    for run in _runs(engine, now):
        for facts in run.facts.values():
            base.add(facts)
        yield
    for run in _runs(engine, now):
        scores = {eid: base.score(facts) for eid, facts in run.facts.items()}
        counts.customers += len(run.held)
        counts.ranked += len(scores)
        counts.objecting += len(run.objecting)
        changed = [eid for eid, held in run.held.items() if scores.get(eid, NOTHING) != held]
        for some in chunks(changed, _WRITTEN):
            counts.changed += len(some) if dry else _write_in_turn(engine, some, scores, now)
            yield
        yield


def _runs(engine: Engine, now: int) -> Iterator[Run]:
    last: str | None = None
    while last != "":
        with reading(engine) as conn:
            run = read_run(conn, last or "", _READ, now)
        yield run
        last = run.last


def _write_in_turn(engine: Engine, ids: Sequence[str], scores: Mapping[str, Score], now: int) -> int:
    """``_write``; once more when two writers stood in each other's way. Raises ``DBAPIError``."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _write(engine, ids, scores, now)
        except DBAPIError as error:
            if attempt == _ATTEMPTS or not worth_retrying(error):
                raise
        time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 - only keeps two writers from meeting again
    raise AssertionError("the last attempt returns or raises")


def _write(engine: Engine, ids: Sequence[str], scores: Mapping[str, Score], now: int) -> int:
    """Write these; how many were still to be written when they were locked."""
    with writing(engine) as conn:
        held = lock_customers(conn, ids)
        least = least_version(conn)
        pairs = []
        for old in held.values():
            new = _scored(old, scores.get(old.id, NOTHING))
            if new.summary != old.summary:
                pairs.append((old, replace(new, version=version_after(old.version, least))))
        save_customers(conn, pairs, heard=False)
        publish(conn, [("customer", new.id, "put", new.version) for _, new in pairs], now=now)
    return len(pairs)


def _scored(who: Customer, score: Score) -> Customer:
    """``who`` with these figures; without any if they were merged into somebody or objected in the meantime."""
    if who.merged_into:
        score = NOTHING
    return respected(replace(who, summary=replace(who.summary, value_band=score.value_band, rfm=score.rfm)))
