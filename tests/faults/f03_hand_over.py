"""Fault 3: SIGKILL between a customer's "done" on the handed-over tablet and the next start.

What they said with their signature is one group: all of it is there afterwards or none, and it has one effect.
"""

from __future__ import annotations

import signal
from pathlib import Path
from typing import cast

from msgspec.structs import replace
from sqlalchemy import select

from clienteling.domain.consent import SIGNED
from clienteling.domain.customer import ConsentPurpose
from clienteling.domain.ids import is_id
from clienteling.platform.clock import SystemClock
from clienteling.services.drafts import ConsentDraft
from clienteling.services.enrichments import Enrichments
from clienteling.services.moment import moment_in
from clienteling.services.sessions import Session, Sessions
from clienteling.store.tablet import Tablet
from clienteling.sync.engine import Engine
from clienteling.sync.head_office import HttpHeadOffice
from headoffice.consents import receipts
from headoffice.db.consent_tables import consent_evidence, consent_receipts
from headoffice.db.engine import reading
from tests.contracts import doomed
from tests.encrypted import KEY
from tests.faults import f03_kills
from tests.faults.ground import Fault, Figures, Ground, Shop, first_customer
from tests.wordings import shown

_MOMENTS: dict[str, ConsentPurpose] = {
    "saving, written": "profiling",
    "saved, not sent": "events",
    "answered, not recorded": "service",
}
"""When it dies, and what it asks for: no two answers are of the same cell."""
_NOTHING_SAVED = "saving, written"
_GROUP = 3


class _Signed:
    """Somebody is signed in."""

    def __init__(self, session: Session, clock: SystemClock) -> None:
        self._session = session
        self._clock = clock

    def require(self) -> Session:
        return self._session

    def moment(self) -> object:
        return moment_in(self._session.store, self._clock.now())


def die(directory: str, address: str, customer: str, moment: str) -> None:
    """A tablet on which a customer is done: a yes, a no, a signature; it exchanges and is killed at ``moment``."""
    doomed.MOMENTS.update(f03_kills.MORE)
    doomed.doom(moment)
    tablet, clock = Tablet(Path(directory), KEY), SystemClock()
    credentials = tablet.journal.load()
    if credentials is None:
        raise SystemExit("not enrolled")
    store = next(each for each in tablet.replica.stores() if each.id == credentials.store)
    session = Session(tablet.replica.sellers(store.id)[0], store)
    enrichments = Enrichments(tablet, cast("Sessions", _Signed(session, clock)), clock.now)
    purpose = _MOMENTS[moment]
    yes = ConsentDraft(purpose, "sms", "granted", SIGNED, shown=shown(purpose))
    no = ConsentDraft(purpose, "call", "withdrawn", SIGNED, shown=shown(purpose))
    change = enrichments.answer(customer, [yes, no], f"s1;{len(moment)},1 40,80;500,500")
    print(*change.op_ids, sep="\n", flush=True)
    office = HttpHeadOffice(replace(credentials, address=address), "1.0")
    Engine(office, tablet.replica, tablet.journal, clock, credentials.replica_id).exchange()


def run(ground: Ground) -> Figures:
    """Kill it at each moment; each time open its files again, look, and let it go on."""
    saved: set[str] = set()
    with ground.shop() as shop:
        customer = first_customer(shop.till)
        for moment in _MOMENTS:
            saved |= _killed(ground, shop, customer, moment)
        with reading(shop.service.engine) as conn:
            r, e = consent_receipts.c, consent_evidence.c
            query = select(r.by_op, r.state, r.evidence).where(r.customer_id == customer, r.method == SIGNED)
            told = [row for row in conn.execute(query).all() if row.by_op in saved]
            drawn = conn.execute(select(e.sha256).where(e.customer_id == customer)).scalars().all()
            assert receipts.verify(conn).broken is None
    groups = len(saved) // _GROUP
    assert sorted(row.state for row in told) == [*["granted"] * groups, *["withdrawn"] * groups], "once each"
    assert sorted(drawn) == sorted({row.evidence for row in told})
    assert len(drawn) == groups
    return {"kills": len(_MOMENTS), "groups saved": groups, "halved": 0, "lost": 0, "doubled": 0}


def _killed(ground: Ground, shop: Shop, customer: str, moment: str) -> set[str]:
    till = shop.till
    before = {item.op_id for item in till.tablet.journal.outbox()}
    till.close()
    out = ground.new_folder()
    code = ground.nursery.run(f"{__name__}:die", till.directory, shop.proxy.address, customer, moment, out=out)
    said = out.read_text()
    assert code == -signal.SIGKILL, f"{moment}: {said}"
    till.restart()
    held = till.tablet.journal
    known = {o.op_id for o in held.outbox()} | {d.operation.op_id for d in held.delivered(limit=10_000)}
    group = {line for line in said.splitlines() if is_id(line)}
    assert len(group) == (0 if moment == _NOTHING_SAVED else _GROUP), f"{moment}: {said}"
    assert group <= known, f"{moment}: what the customer said is gone"
    assert {o.op_id for o in held.outbox()} - before - group == set(), f"{moment}: half of it is there"
    till.settle()
    till.assert_converged()
    return group


FAULTS = (
    Fault(
        3,
        "hand-over killed",
        'SIGKILL between a customer\'s "done" and the next start: inside the save, before and after it was sent',
        run,
        short=("sqlite",),
    ),
)
