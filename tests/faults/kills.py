"""A tablet killed at random again and again while it saves, exchanges, searches and downloads anew; head office too.

In the end everything it printed as saved exists once, and every row it holds is head office's.
"""

from __future__ import annotations

import os
import random
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace
from sqlalchemy import select

from clienteling.domain.errors import Rejected
from clienteling.domain.ids import is_id
from clienteling.platform.clock import SystemClock
from clienteling.store.tablet import Tablet
from clienteling.store.values import Filters, Viewer
from clienteling.sync.engine import Engine
from clienteling.sync.errors import SyncError
from clienteling.sync.head_office import HttpHeadOffice
from headoffice.db.engine import reading
from headoffice.db.tables import superseded
from tests.encrypted import KEY
from tests.faults import office
from tests.faults.ground import Fault, Figures, Ground, Shop, arrived, assert_same_rows
from tests.simulation.seller import Seller
from tests.simulation.steps import SAVES, Step

_LONGEST_LIFE = 0.9
_HOPELESS = ("poison", "poison creation", "unreadable", "foreign", "stranger", "send again", "move")
"""What is to be refused, or is of stores that are not here."""
_HEAD_OFFICE_DIES, _HEAD_OFFICE_RESTORED = 0.12, 0.15


def live(directory: str, address: str, seed: str) -> None:
    """A tablet that works until it is killed: prints ``ready``, then the id of each note once it is saved."""
    luck, tablet = random.Random(int(seed)), Tablet(Path(directory), KEY)
    credentials = tablet.journal.load()
    assert credentials is not None
    at_work = (tablet, luck, tablet.replica.sellers(credentials.store)[0].id, credentials.store)
    for work in (_save, _look):
        threading.Thread(target=work, args=at_work, daemon=True).start()
    head_office = HttpHeadOffice(replace(credentials, address=address), "1.0")
    engine = Engine(head_office, tablet.replica, tablet.journal, SystemClock(), credentials.replica_id)
    os.write(1, b"ready\n")
    while True:
        try:
            engine.exchange()
        except SyncError:
            time.sleep(0.02)


class _InHand(NamedTuple):
    """What a simulated seller works at, here the tablet of a process that may be killed."""

    tablet: Tablet
    store: str

    def shown(self, customer_id: str) -> Any:
        return self.tablet.projection.customer(customer_id).entity


def _save(tablet: Tablet, luck: random.Random, seller: str, store: str) -> None:
    """Changes of every kind there is, each of what the screen shows just then."""
    known = [hit.id for hit in tablet.search.query("", Filters(), Viewer(seller, store), 50).rows]
    kinds = {kind: weight for kind, weight in SAVES.items() if kind not in _HOPELESS}
    while True:
        (kind,) = luck.choices(tuple(kinds), tuple(kinds.values()))
        step = Step(kind, a=luck.randrange(1 << 16), b=luck.randrange(1 << 16))
        work = Seller(_InHand(tablet, store), step, known, f"word{luck.randrange(1 << 60)}", alone=seller)
        for drafts in work.changes(kind):
            now = SystemClock().now()
            try:
                tablet.projection.preview(drafts, seller, store, now)
            except Rejected:
                break  # the app says so, and nothing is saved
            saved = tablet.journal.append(drafts, seller, store, now)
            # One write for a group: it is told whole or not at all, like it is saved.
            os.write(1, "".join(f"{done.op_id} {done.kind}\n" for done in saved).encode())
        time.sleep(luck.random() * 0.05)


def _look(tablet: Tablet, luck: random.Random, seller: str, store: str) -> None:
    """What a screen does meanwhile."""
    viewer = Viewer(seller, store)
    while True:
        for hit in tablet.search.query(luck.choice("aeiou"), Filters(), viewer, 10).rows:
            tablet.projection.customer(hit.id)
            tablet.projection.history(hit.id, viewer, limit=5)
        time.sleep(luck.random() * 0.05)


def run(ground: Ground) -> Figures:
    """Kill it so many times; between two lives head office changes, is killed, or put back from a backup."""
    kills, luck = ground.pick(6, 200), random.Random(ground.seed)
    printed: dict[str, str] = {}
    counts = {"kills": 0, "head office killed": 0, "epochs": 0}
    began = time.monotonic()
    with office.killable(ground) as (shop, process):
        shop.till.close()
        for life in range(kills):
            if luck.random() < _HEAD_OFFICE_RESTORED:
                shop.service.restore()
                counts["epochs"] += 1
            printed |= _one_life(ground, shop, luck, life, process)
            counts["kills"] += 1
            if luck.random() < _HEAD_OFFICE_DIES or life == 1:
                process.kill()
                process.start()
                counts["head office killed"] += 1
        shop.till.restart()
        shop.till.settle()
        shop.till.assert_converged()
        rows = assert_same_rows(shop.till)
        _assert_kept(shop, printed)
    return {
        **counts,
        "saved": len(printed),
        "kinds": len(set(printed.values())),
        "rows compared": rows,
        "minutes": round((time.monotonic() - began) / 60, 1),
    }


def _one_life(ground: Ground, shop: Shop, luck: random.Random, life: int, process: office.Process) -> dict[str, str]:
    """Start it, let it work, change things at head office meanwhile, kill it; what it said is saved, with kinds."""
    out = ground.new_folder()
    pid = ground.nursery.start(f"{__name__}:live", shop.till.directory, shop.proxy.address, ground.seed + life, out=out)
    give_up = time.monotonic() + 60
    while "ready" not in (text := out.read_text() if out.exists() else ""):
        assert time.monotonic() < give_up, text
        time.sleep(0.005)
    end = time.monotonic() + luck.random() * _LONGEST_LIFE
    everybody = shop.service.customer_ids(shop.till.scope)
    while time.monotonic() < end:
        shop.service.rename(luck.choice(everybody), f"Name {luck.random()}")
        time.sleep(luck.random() * 0.05)
        if luck.random() < 0.02:
            process.kill()
            process.start()
    code = ground.nursery.kill(pid)
    said = out.read_text()
    out.unlink()
    assert code == -9, said
    # The last line may have been cut off by the kill: then nothing was said.
    lines = [line.partition(" ") for line in said[: said.rfind("\n") + 1].splitlines()]
    return {op_id: kind for op_id, _, kind in lines if is_id(op_id)}


def _assert_kept(shop: Shop, printed: dict[str, str]) -> None:
    counts, ledger = arrived(shop.service), shop.service.ledger()
    lost = [op_id for op_id in printed if op_id not in ledger]
    doubled = [op_id for op_id, times in counts.items() if times > 1]
    assert printed
    assert not lost, f"{len(lost)} of {len(printed)} saved operations are lost"
    assert not doubled, f"{len(doubled)} operations took effect twice"
    assert set(counts) <= ledger
    refused = [(item.operation.kind, item.number) for item in shop.till.tablet.journal.rejected()]
    assert not refused, f"refused: {refused[:5]}"
    with reading(shop.service.engine) as conn:
        s = superseded.c
        lost_values = conn.execute(select(s.customer_id, s.target, s.value, s.lost_to_op)).all()
    assert len({tuple(row) for row in lost_values}) == len(lost_values), "a value lost twice to the same operation"


FAULTS = (
    Fault(
        3,
        "kills",
        "a tablet that saves, exchanges, searches and rebuilds, SIGKILLed at random; head office killed and restored",
        run,
        short=("sqlite",),
    ),
)
