"""Carrying out an erasure that two people agreed to."""

from __future__ import annotations

import random
import time
from collections import Counter

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.clock import now_ms
from headoffice.db.engine import worth_retrying, writing
from headoffice.rights import receipts, requests
from headoffice.rights.ledger import ErasureLedger
from headoffice.sync.erasure import erase, extent, make_key, people

_ATTEMPTS = 6


def carry_out(engine: Engine, request_id: str, who: str, ledger: ErasureLedger) -> tuple[str, Counter[str]]:
    """Erase the customer of a request: who it was, and how many entities of each type went.

    Raises ``requests.Refused``, and ``BadLedger`` or ``OSError`` when the ledger cannot be written: then nothing is
    erased. Erasure, request and audit entry are one transaction; others writing about the same customer at the same
    moment are no reason to stop.
    """
    with writing(engine) as conn:
        make_key(conn)  # for itself: an erasure that fails must not leave hashes of a key that nobody has in the list
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _once(engine, request_id, who, ledger)
        except DBAPIError as error:
            if attempt == _ATTEMPTS or not worth_retrying(error):
                raise
        time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 - only keeps two writers from meeting again
    raise AssertionError("the last attempt returns or raises")


def _once(engine: Engine, request_id: str, who: str, ledger: ErasureLedger) -> tuple[str, Counter[str]]:
    now = now_ms()
    with writing(engine) as conn:
        request = requests.begin(conn, request_id, who)
        # Somebody who never came to be (head office refused them) is one of their own.
        counts, everyone = extent(conn, request.customer), people(conn, request.customer) or [request.customer]
        requests.finish(conn, request_id, who, now)
        requests.forget(conn, everyone)
        # Into the ledger first: what stands there and was not done is done when a backup is put back.
        if not erase(conn, request.customer, now, ledger.append):
            raise requests.Refused("This customer is not there any more: somebody has erased them meanwhile.")
        receipts.expect(conn, request_id, everyone)
        append(conn, [by_command("customer.erase", "customer", request.customer, counts)], now)
    return request.customer, counts
