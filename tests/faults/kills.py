"""A tablet killed at random again and again while it saves, exchanges, searches and downloads anew; head office too.

In the end everything it printed as saved exists once, and every row it holds is head office's.
"""

from __future__ import annotations

import os
import random
import threading
import time
from pathlib import Path

from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain.ids import is_id, new_id
from clienteling.platform.clock import SystemClock
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Filters, Viewer
from clienteling.sync.engine import Engine
from clienteling.sync.errors import SyncError
from clienteling.sync.head_office import HttpHeadOffice
from tests.faults import office
from tests.faults.ground import Fault, Figures, Ground, Shop, arrived, assert_same_rows

_LONGEST_LIFE = 0.9
_HEAD_OFFICE_DIES, _HEAD_OFFICE_RESTORED = 0.12, 0.15


def live(directory: str, address: str, seed: str) -> None:
    """A tablet that works until it is killed: prints ``ready``, then the id of each note once it is saved."""
    luck, tablet = random.Random(int(seed)), Tablet(Path(directory))
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


def _save(tablet: Tablet, luck: random.Random, seller: str, store: str) -> None:
    known = [hit.id for hit in tablet.search.query("", Filters(), Viewer(seller, store), 50).rows]
    while True:
        drafts = [
            Draft(op.NoteAdd(luck.choice(known), f"Note {luck.random()}"), new_id())
            for _ in range(luck.choice((1, 1, 1, 5)))
        ]
        saved = tablet.journal.append(drafts, seller, store, SystemClock().now())
        # One write for a group: it is told whole or not at all, like it is saved.
        os.write(1, "".join(f"{operation.op_id}\n" for operation in saved).encode())
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
    printed: list[str] = []
    counts = {"kills": 0, "head office killed": 0, "epochs": 0}
    began = time.monotonic()
    with office.killable(ground) as (shop, process):
        shop.till.close()
        for life in range(kills):
            if luck.random() < _HEAD_OFFICE_RESTORED:
                shop.service.restore()
                counts["epochs"] += 1
            printed += _one_life(ground, shop, luck, life, process)
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
        "rows compared": rows,
        "minutes": round((time.monotonic() - began) / 60, 1),
    }


def _one_life(ground: Ground, shop: Shop, luck: random.Random, life: int, process: office.Process) -> list[str]:
    """Start it, let it work, change things at head office meanwhile, kill it; what it said it had saved."""
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
    return [line for line in said[: said.rfind("\n") + 1].splitlines() if is_id(line)]


def _assert_kept(shop: Shop, printed: list[str]) -> None:
    counts = arrived(shop.service)
    lost = [op_id for op_id in printed if op_id not in counts]
    doubled = [op_id for op_id, times in counts.items() if times > 1]
    assert len(set(printed)) == len(printed) > 0
    assert not lost, f"{len(lost)} of {len(printed)} saved operations are lost"
    assert not doubled, f"{len(doubled)} operations took effect twice"
    assert set(counts) <= shop.service.ledger()
    assert not shop.till.tablet.journal.rejected()


FAULTS = (
    Fault(
        3,
        "kills",
        "a tablet that saves, exchanges, searches and rebuilds, SIGKILLed at random; head office killed and restored",
        run,
        short=("sqlite",),
    ),
)
