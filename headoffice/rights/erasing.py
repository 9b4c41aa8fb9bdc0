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
from headoffice.rights import requests
from headoffice.sync.erasure import erase, extent, people

_ATTEMPTS = 6


def carry_out(engine: Engine, request_id: str, who: str) -> tuple[str, Counter[str]]:
    """Erase the customer of a request: who it was, and how many entities of each type went.

    Raises ``requests.Refused``. Erasure, request and audit entry are one transaction; others writing about the same
    customer at the same moment are no reason to stop.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _once(engine, request_id, who)
        except DBAPIError as error:
            if attempt == _ATTEMPTS or not worth_retrying(error):
                raise
        time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 - only keeps two writers from meeting again
    raise AssertionError("the last attempt returns or raises")


def _once(engine: Engine, request_id: str, who: str) -> tuple[str, Counter[str]]:
    now = now_ms()
    with writing(engine) as conn:
        request = requests.begin(conn, request_id, who)
        # Somebody who never came to be (head office refused them) is one of their own.
        counts, everyone = extent(conn, request.customer), people(conn, request.customer) or [request.customer]
        requests.finish(conn, request_id, who, now)
        requests.forget(conn, everyone)
        if not erase(conn, request.customer, now):
            raise requests.Refused("This customer is not there any more: somebody has erased them meanwhile.")
        append(conn, [by_command("customer.erase", "customer", request.customer, counts)], now)
    return request.customer, counts
