"""Carrying out an erasure that two people agreed to: by one of them, or by the service once an hour has passed.

First it is marked as begun, then it stands in the list of erasures, then it is done, each on disk before the next. So
whoever is killed in between is gone on with, by any worker or at the next start.
"""

from __future__ import annotations

import logging
import random
import time
from collections import Counter
from collections.abc import Callable

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from headoffice.audit.log import Act, append
from headoffice.audit.who import by_command
from headoffice.clock import now_ms
from headoffice.db.engine import reading, worth_retrying, writing
from headoffice.db.tables import customers
from headoffice.rights import receipts, requests
from headoffice.rights.ledger import BadLedger, ErasureLedger
from headoffice.rights.requests import SERVICE, Refused
from headoffice.sync.erasure import erase, extent, make_key, people, stores_refused

_log = logging.getLogger(__name__)
_ATTEMPTS = 6


def carry_out(engine: Engine, request_id: str, who: str | None, ledger: ErasureLedger) -> tuple[str, Counter[str]]:
    """Erase the customer of a request: who it was, and how many entities of each type went. ``who`` None: the service.

    Raises ``requests.Refused``, and ``BadLedger`` or ``OSError`` when the ledger cannot be written: then nothing is
    erased. Erasure, request and audit entry are one transaction; others writing about the same customer at the same
    moment are no reason to stop.
    """
    with writing(engine) as conn:
        make_key(conn)  # for itself: an erasure that fails must not leave hashes of a key that nobody has in the list
    with writing(engine) as conn:
        request = requests.begin(conn, request_id, who)
        _still_there(conn, request.customer)
        requests.mark_begun(conn, request_id, now_ms())
    try:
        return _tried(engine, request_id, who, ledger)
    except (BadLedger, OSError, Refused):
        if not ledger.tells_of(engine, request.customer):  # nothing has begun: it can still be refused
            with writing(engine) as conn:
                requests.mark_begun(conn, request_id, 0)
        raise


def carry_out_due(engine: Engine, ledger: ErasureLedger, stopped: Callable[[], bool] = lambda: False) -> int:
    """Carry out every erasure whose time has come, and say in the log what cannot be: how many were carried out.

    Safe in several processes at once: each erasure is done by one. Raises ``SQLAlchemyError``: the database is away.
    """
    done, now = 0, now_ms()
    with reading(engine) as conn:
        agreed = requests.agreed_erasures(conn)
    due = [each for each in agreed if each.begun_at or each.agreed_at <= now - requests.GRACE_MS]
    for request in due:
        if stopped():
            break
        try:
            done += _by_itself(engine, request, ledger)
        except (BadLedger, OSError):
            _log.exception("erasure.no_list")  # it is the same for all of them
            break
        except Exception:  # noqa: BLE001 - whatever is wrong with this one, the others have been promised the same
            _log.exception("erasure.failed", extra={"facts": {"id": request.id}})
    with reading(engine) as conn:
        late = sum(each.agreed_at < now - requests.OVERDUE_MS for each in requests.agreed_erasures(conn))
    if late:
        _log.error("erasure.overdue", extra={"facts": {"count": late}})
    return done


def resume(engine: Engine, ledger: ErasureLedger) -> int:
    """Go on with what a process that ended at once had begun and written into the ledger: how many. To be done before
    the ledger is compared with the database. Raises ``BadLedger`` and ``SQLAlchemyError``.
    """
    with reading(engine) as conn:
        open_ones = requests.agreed_erasures(conn)
    begun = (each for each in open_ones if each.begun_at)
    try:
        return sum(_by_itself(engine, each, ledger) for each in begun if ledger.tells_of(engine, each.customer))
    except OSError as error:
        raise BadLedger(f"The list of erasures cannot be written: {error.strerror}.") from error


def _by_itself(engine: Engine, request: requests.Request, ledger: ErasureLedger) -> int:
    """Whether the service carried it out (1 or 0)."""
    with writing(engine) as conn:
        held = requests.load(conn, request.id, lock=True)
        if held.state == "agreed" and not held.customer:  # gone with somebody else meanwhile: what was asked for is so
            requests.finish(conn, request.id, SERVICE, now_ms())
    if held.state != "agreed" or not held.customer:
        return 0
    try:
        carry_out(engine, request.id, None, ledger)
    except Refused:
        with reading(engine) as conn:
            left = requests.load(conn, request.id).state == "agreed"
        if left:  # not by somebody else who was quicker
            _log.error("erasure.not_possible", extra={"facts": {"id": request.id}})
        return 0
    _log.info("erasure.done", extra={"facts": {"id": request.id}})
    return 1


def _still_there(conn: Connection, customer_id: str) -> None:
    """Raises ``Refused`` for a customer who was merged into another one since it was asked."""
    into = conn.execute(select(customers.c.merged_into).where(customers.c.id == customer_id)).scalar()
    if into:
        raise Refused(
            f"This customer was merged into {into} meanwhile, who would stay. Refuse this request, ask for that one."
        )


def _tried(engine: Engine, request_id: str, who: str | None, ledger: ErasureLedger) -> tuple[str, Counter[str]]:
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _once(engine, request_id, who, ledger)
        except DBAPIError as error:
            if attempt == _ATTEMPTS or not worth_retrying(error):
                raise
        time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 - only keeps two writers from meeting again
    raise AssertionError("the last attempt returns or raises")


def _once(engine: Engine, request_id: str, who: str | None, ledger: ErasureLedger) -> tuple[str, Counter[str]]:
    now = now_ms()
    with writing(engine) as conn:
        request = requests.begin(conn, request_id, who)
        _still_there(conn, request.customer)
        # Somebody who never came to be (head office refused them) is one of their own.
        counts, everyone = extent(conn, request.customer), people(conn, request.customer) or [request.customer]
        stores = stores_refused(conn, everyone)
        requests.finish(conn, request_id, SERVICE if who is None else who, now)
        requests.forget(conn, everyone)
        # Into the ledger first: what stands there and was not done is done when a backup is put back.
        if not erase(conn, request.customer, now, ledger.append):
            raise Refused("This customer is not there any more: somebody has erased them meanwhile.")
        receipts.expect(conn, request_id, everyone, stores)
        append(conn, [_act(request.customer, who, counts)], now)
    return request.customer, counts


def _act(customer_id: str, who: str | None, counts: Counter[str]) -> Act:
    if who is not None:
        return by_command("customer.erase", "customer", customer_id, counts)
    return Act("customer.erase", SERVICE, "service", subject_type="customer", subject=customer_id, details=dict(counts))
