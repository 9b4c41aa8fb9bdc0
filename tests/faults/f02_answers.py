"""Fault 2: the answer is lost after the commit; the same batch comes twice at once, or once more much later."""

from __future__ import annotations

import random

from tests.faults.ground import Fault, Figures, Ground, a_note, assert_each_once, first_customer, tries

_TROUBLES = ("unanswered", "twice", "late", "reset", "cut")


def run(ground: Ground) -> Figures:
    """Save and push through a proxy that loses answers, doubles requests and brings some of them late."""
    luck = random.Random(ground.seed)
    rounds = ground.pick(10, 150)
    counts = dict.fromkeys(_TROUBLES, 0)
    late = 0
    with ground.shop() as (service, proxy, till):
        customer, saved = first_customer(till), []
        for number in range(rounds):
            saved += [a_note(till, f"Note {number}.{n}", customer) for n in range(luck.randint(1, 4))]
            trouble = _TROUBLES[number % len(_TROUBLES)]
            counts[trouble] += 1
            failed = tries(till, [trouble], only="/v1/push")
            assert failed == ("" if trouble == "twice" else "unreachable"), f"{trouble}: {failed}"
            if luck.random() < 0.5:
                assert not tries(till)
            late += proxy.deliver() if luck.random() < 0.7 else 0
        assert not tries(till)
        late += proxy.deliver()
        till.settle()
        till.assert_converged()
        assert_each_once(service, saved)
        assert set(saved) <= service.ledger()
        held = {item.operation.op_id for item in till.tablet.journal.delivered(limit=10_000)}
        assert held == set(saved)
    lost = counts["unanswered"] + counts["reset"] + counts["cut"]
    return {"operations": len(saved), "answers lost": lost, "sent twice at once": counts["twice"], "came late": late}


FAULTS = (Fault(2, "answers lost, batches doubled", "proxy: drop, cut, reset, twice at once, late", run),)
