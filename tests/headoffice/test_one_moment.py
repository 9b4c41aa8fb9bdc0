"""What is read together is of one moment, whatever is written meanwhile."""

from __future__ import annotations

from sqlalchemy import Engine

from headoffice.db.engine import reading
from headoffice.sync.pull import changes, place_of
from tests.headoffice.tablet import NORTH, customer


def test_what_is_read_together_is_of_one_moment(company: Engine) -> None:
    customer(company)
    scope = f"store:{NORTH}"
    with reading(company) as conn:
        place = place_of(conn, scope)
        customer(company)
        page = changes(conn, place, 0, 100, [])
        assert place_of(conn, scope) == place
    assert (page.head, page.next, len(page.rows)) == (1, 1, 1)
    with reading(company) as conn:
        assert place_of(conn, scope).head == 2
