"""Fault 3: SIGKILL at every boundary, of the tablet and of head office."""

from __future__ import annotations

import os
import signal
from typing import Any

from clienteling.domain.ids import is_id
from clienteling.platform.clock import SystemClock
from clienteling.store import journal, journal_results, pages, shadow_build, tablet
from clienteling.store.journal import Journal
from clienteling.store.shadow import Shadow
from headoffice.routes import push as push_route
from headoffice.sync import push, snapshot
from tests.contracts import doomed
from tests.faults import office
from tests.faults.ground import Fault, Figures, Ground, Shop, a_note, assert_each_once, first_customer, tries

# Those of ``doomed``, and the middle of each transaction.
MORE: dict[str, tuple[Any, str, str]] = {
    "saving, numbered": (Journal, "_stamp", "after"),
    "saving, written": (journal, "_insert", "after"),
    "answer half recorded": (journal_results, "record", "after"),
    "request numbered": (Journal, "request_id", "after"),
    "page half applied": (pages, "hold", "after"),
    "chunk half loaded": (Shadow, "_load", "after"),
    "indexes half built": (shadow_build, "_sorted_rows", "after"),
    "indexes built": (shadow_build, "build", "after"),
    "renamed, not tidied": (tablet, "sync_directory", "after"),
    "acknowledged, not pruned": (Journal, "synced", "before"),
}
_UNSAVED = ("saving, numbered", "saving, written")
_FOR_A_DOWNLOAD = ("chunk", "swap", "indexes", "renamed")
# What test_kill does not do already.
_PUSHING = ("request numbered", "answered, not recorded", "answer half recorded")
_SHORT = {"sqlite": (*MORE, *_PUSHING, "page applied", "swapped"), "postgresql": _PUSHING}

_AT_HEAD_OFFICE: dict[str, tuple[Any, str, str]] = {
    "applied, not committed": (push._Exchange, "run", "after"),
    "committed, not answered": (push_route, "accept", "after"),
    "snapshot half built": (snapshot, "_store", "before"),
}


def die(directory: str, address: str, customer: str, moment: str) -> None:
    """A tablet that saves a note, exchanges and is killed at ``moment``."""
    doomed.MOMENTS.update(MORE)
    doomed.main(directory, address, customer, moment)


def serve(url: str, port: str, moment: str) -> None:
    """Head office, killed when it comes to ``moment``."""
    whose, name, when = _AT_HEAD_OFFICE[moment]
    real = getattr(whose, name)

    def deadly(*args: Any, **options: Any) -> None:
        if when == "after":
            real(*args, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(whose, name, deadly)
    office.serve(url, port)


def tablets(ground: Ground) -> Figures:
    """Kill the tablet at each moment; each time open its files again, look, and let it go on."""
    moments = sorted({**doomed.MOMENTS, **MORE} if ground.long else set(_SHORT[ground.kind]))
    saved: list[str] = []
    with ground.shop() as shop:
        for moment in moments:
            saved += _killed(ground, shop, moment)
            assert_each_once(shop.service, saved)
    return {"kills": len(moments), "saved": len(saved), "lost": 0, "doubled": 0}


def _killed(ground: Ground, shop: Shop, moment: str) -> list[str]:
    service, proxy, till = shop
    customer = first_customer(till)
    service.rename(customer, f"Renamed before {moment}")
    if any(word in moment for word in _FOR_A_DOWNLOAD):
        service.restore()
    before = {item.op_id for item in till.tablet.journal.outbox()}
    till.close()
    out = ground.new_folder()
    code = ground.nursery.run(f"{__name__}:die", till.directory, proxy.address, customer, moment, out=out)
    said = out.read_text()
    assert code == -signal.SIGKILL, f"{moment}: {said}"
    saved = [line for line in said.splitlines() if is_id(line)]
    assert len(saved) == (0 if moment in _UNSAVED else 1), f"{moment}: {said}"
    till.restart()
    held = till.tablet.journal
    known = {o.op_id for o in held.outbox()} | {d.operation.op_id for d in held.delivered(limit=10_000)}
    assert before | set(saved) <= known, f"{moment}: what was saved is gone"
    assert set(saved) <= till.operations_shown(customer), f"{moment}: what was saved is not shown"
    assert all(till.tablet.replica.cursor(scope) <= service.sums(scope)[0] for scope in till.tablet.replica.scopes())
    till.settle()
    till.assert_converged()
    return saved


def offices(ground: Ground) -> Figures:
    """Kill head office inside a push, after its commit, and while it prepares a download."""
    saved: list[str] = []
    moments = list(_AT_HEAD_OFFICE) if ground.long else list(_AT_HEAD_OFFICE)[:2]
    with office.killable(ground) as (shop, process):
        for moment in moments:
            process.stop()
            process.start(f"{__name__}:serve", moment)
            saved.append(a_note(shop.till, f"Saved before {moment}"))
            if "snapshot" in moment:
                shop.service.restore()
            assert tries(shop.till) == "unreachable"
            assert process.ended() == -signal.SIGKILL
            process.start()
            if "snapshot" in moment:
                shop.till.clock = SystemClock()
                shop.till.restart()
            shop.till.settle()
            shop.till.assert_converged()
            assert_each_once(shop.service, saved)
    return {"kills": len(moments), "saved": len(saved), "lost": 0, "doubled": 0}


FAULTS = (
    Fault(
        3,
        "tablet killed",
        "SIGKILL before, inside and after each transaction of save, push, page, chunk, swap",
        tablets,
        short=("sqlite",),
    ),
    Fault(3, "head office killed", "SIGKILL before and after the commit of a push, and inside a snapshot", offices),
)
