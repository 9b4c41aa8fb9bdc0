"""A value that the database itself refuses, in the middle of a push: its group goes, everything else holds."""

from __future__ import annotations

from sqlalchemy import Engine

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from headoffice.db.engine import reading
from tests.headoffice.tablet import Tablet, at_head_office, customer
from tests.headoffice.test_feed import check_sums
from tests.headoffice.test_push import statuses

_SQLITE = (
    "CREATE TRIGGER refuse BEFORE INSERT ON consents WHEN NEW.notice = 'refuse' BEGIN SELECT RAISE(ABORT, 'no'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.notice = 'refuse' THEN"
    " RAISE EXCEPTION 'no' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER refuse BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION refuse()",
)


def test_what_the_database_refuses_costs_its_group_and_nothing_else(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    group = new_id()
    with company.begin() as conn:
        for statement in _SQLITE if company.dialect.name == "sqlite" else _POSTGRESQL:
            conn.exec_driver_sql(statement)
    results = tablet.push(
        tablet.op(o.TagAdd(new_id(), "before"), ana.id),
        tablet.op(o.TagAdd(new_id(), "with it"), ana.id, group=group),
        tablet.op(o.ConsentSet(new_id(), "marketing", "sms", "withdrawn", notice="refuse"), ana.id, group=group),
        tablet.op(o.ConsentSet(new_id(), "marketing", "call", "withdrawn"), ana.id, group=group),
        tablet.op(o.TagAdd(new_id(), "after"), ana.id),
    )
    assert statuses(results) == ["applied", "rejected:106", "rejected:106", "applied", "applied"]
    assert [record.state for record in at_head_office(company, ana.id).consents] == ["withdrawn"]
    assert [tag.tag for tag in at_head_office(company, ana.id).tags] == ["before", "after"]
    with reading(company) as conn:
        check_sums(conn)
