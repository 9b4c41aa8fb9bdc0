"""The shop of three customers that the self-test works in, put into a tablet's files as head office would do it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from clienteling.domain.catalogue import Seller, Store
from clienteling.domain.customer import BookEntry, ContactPoint, Customer, FieldValue
from clienteling.domain.ids import new_id
from clienteling.domain.provenance import Provenance, from_source
from clienteling.store.press import press
from clienteling.store.tablet import Tablet
from clienteling.sync.codec import zstd_exactly
from clienteling.wire.image_messages import PAGE_BYTES, PIECE_PAGES, Image, PieceInfo
from clienteling.wire.integrity import MODULUS, hash64
from clienteling.wire.messages import SNAPSHOT_SCHEMA, Change, ChangesAnswer, ChunkInfo, Manifest

STORE, SELLER = "5e" * 16, "5a" * 16
PEOPLE = {f"{n:02x}" * 16: name for n, name in enumerate(("Sofía Núñez", "João Conceição", "Emma Clarke"), 1)}
SOFIA = next(iter(PEOPLE))
_EPOCH = "self-test"
_SCOPE = f"store:{STORE}"
Rows = Mapping[str, Sequence[Change]]
"""Of each scope."""


def fill(tablet: Tablet, folder: Path) -> None:
    """All rows: the first ones by a finished replica, laid out in the empty ``folder``, the last customer by a page."""
    store = Store(STORE, "T", "Self-test", "Madrid", "ES", "Europe/Madrid", version=1)
    company = [("store", store), ("seller", Seller(SELLER, "Self-test", STORE, pin_verifier="mark", version=1))]
    *first, last = [("customer", _customer(eid, name)) for eid, name in PEOPLE.items()]
    _take_over(tablet, {"company": _changes(company), _SCOPE: _changes(first)}, folder)
    page = _changes([last], after=len(first))
    tablet.replica.apply_page(_SCOPE, ChangesAnswer(_EPOCH, 0, len(PEOPLE), len(PEOPLE), page), after=len(first))


def _take_over(tablet: Tablet, rows: Rows, folder: Path) -> None:
    """Lay a finished replica out and take it over, packed, page by page, encrypted and looked at."""
    manifests = {scope: _manifest(changes) for scope, changes in rows.items()}
    plain = list(press(folder, manifests, lambda scope, _: rows[scope]))
    packed = [zstandard.compress(piece) for piece in plain]
    infos = tuple(PieceInfo(len(body), hashlib.sha256(body).hexdigest()) for body in packed)
    image = Image("ready", new_id(), sum(map(len, plain)) // PAGE_BYTES, PIECE_PAGES, infos)
    shadow = tablet.replica.shadow(manifests)
    try:
        shadow.image.begin(image)
        for n, body in enumerate(packed):
            shadow.image.load(n, zstd_exactly(body, image.pages_of(n) * PAGE_BYTES))
        shadow.take_image()
        shadow.swap()
    finally:
        shadow.close()


def _manifest(rows: Sequence[Change]) -> Manifest:
    total = sum(hash64(row.etype, row.eid, row.version) for row in rows) % MODULUS
    chunks = (ChunkInfo(0, len(rows), 0, ""),)
    return Manifest("ready", new_id(), _EPOCH, len(rows), SNAPSHOT_SCHEMA, len(rows), 0, chunks, len(rows), total)


def _changes(entities: Sequence[tuple[str, Any]], after: int = 0) -> tuple[Change, ...]:
    """As rows of a feed, which chunks hold sorted."""
    ordered = sorted(entities, key=lambda each: (each[0], each[1].id))
    return tuple(
        Change(n, etype, entity.id, "put", entity.version, msgspec.Raw(msgspec.json.encode(entity)))
        for n, (etype, entity) in enumerate(ordered, after + 1)
    )


def _customer(eid: str, name: str) -> Customer:
    by = from_source("self-test", 0, "web")
    seller = Provenance("seller", SELLER, "store", 0, STORE)
    return Customer(
        eid,
        1,
        {"name": FieldValue(name, by, 1)},
        contacts=(ContactPoint(eid[:30] + "c0", "phone", "+34612345678", by),),
        book=(BookEntry(eid[:30] + "b0", SELLER, "primary", seller),),
    )
