"""A tablet full of sample customers, downloaded the way a real one is."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from clienteling.domain.customer import Customer, Summary
from clienteling.store.tablet import Tablet
from clienteling.wire.integrity import MODULUS, hash64
from clienteling.wire.messages import CHUNK_ROWS, Change, ChunkInfo, Manifest
from headoffice.sample.company import make_company
from headoffice.sample.dice import dice_for
from headoffice.sample.identity import add_identity, begin, draw_person

SCOPE = "store:bench"
KEY = bytes(range(32))
_DAY = 86_400_000


def customers(count: int, seed: int) -> Iterator[Customer]:
    """Sample people with names, contact points and the day of their last purchase, without history."""
    company = make_company(seed, count, datetime.date(2026, 11, 20), 0)
    for number in range(count):
        person, dice = draw_person(company, number)
        sheet = begin(company, person, dice)
        sheet.since = company.today - dice.between(1, 1_500) * _DAY
        add_identity(sheet)
        ago = dice_for(seed, 99, number).between(0, 900 * 24 * 3600)
        yield sheet.customer(Summary(last_purchase_at=company.today - ago * 1000))


def filled(directory: Path, count: int, seed: int = 7) -> tuple[Tablet, float]:
    """An encrypted tablet with ``count`` customers, and how long loading and indexing them took (s)."""
    tablet = Tablet(directory, KEY)
    encoded = ((c.id, max(c.version, 1), msgspec.json.encode(c)) for c in customers(count, seed))
    rows = sorted(encoded)
    total = sum(hash64("customer", eid, version) for eid, version, _ in rows) % MODULUS
    chunks = tuple(ChunkInfo(n, 0, 0, "") for n in range(-(-count // CHUNK_ROWS)))
    manifest = Manifest("ready", "bench", "bench", count, 1, count, 0, chunks, count, total)
    begun = time.perf_counter()
    shadow = tablet.replica.shadow({SCOPE: manifest})
    source = (Change(n, "customer", eid, "put", v, msgspec.Raw(body)) for n, (eid, v, body) in enumerate(rows, 1))
    for chunk in chunks:
        shadow.load_chunk(SCOPE, chunk.n, list(islice(source, CHUNK_ROWS)))
    shadow.swap()
    return tablet, time.perf_counter() - begun
