"""Words of sellers about two profiles that touch a sensitive topic, until head office has decided about each.

They are looked at whenever they are listed, so that what the company adds to its lists counts for those that are there.
"""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import Connection, select, update

from clienteling.domain.same_person import asked, with_ask
from headoffice.db.epoch import least_version, version_after
from headoffice.db.merge_tables import merge_requests
from headoffice.merges import requests
from headoffice.merges.requests import Request
from headoffice.profile.documents import load_survivors, save_customers
from headoffice.profile.note_reviews import Flagged, reader
from headoffice.sync.feed import Touched

_m = merge_requests.c


def undecided(conn: Connection, limit: int) -> list[Flagged]:
    """The requests whose words touch a topic and nobody has decided about, oldest first."""
    touched = reader(conn).touched
    query = (
        select(_m.id, _m.customer_id, _m.text, _m.by_at, _m.by_store, _m.by_actor)
        .where(_m.text != "", _m.kept_at == 0)
        .order_by(_m.by_at, _m.id)
    )
    found: list[Flagged] = []
    for request, customer, text, at, store, actor in conn.execute(query):
        if topics := tuple(sorted(touched(text))):
            found.append(Flagged(request, customer, topics, at, store, actor, "merge"))
        if len(found) == limit:
            break
    return found


def flagged(conn: Connection, request_id: str) -> Request | None:
    """A request that is to be decided about; None for any other."""
    held = requests.load(conn, request_id)
    if held is None or conn.execute(select(_m.kept_at).where(_m.id == request_id)).scalar_one():
        return None
    return held if reader(conn).touched(held.text) else None


def keep(conn: Connection, request_id: str, now: int) -> None:
    """The words are all right as they are."""
    conn.execute(update(merge_requests).where(_m.id == request_id).values(kept_at=now))


def remove(conn: Connection, request: Request) -> list[Touched]:
    """Take the words away, here and out of the profile they lie in; the request stays as it is. What to publish."""
    people = load_survivors(conn, [request.customer, request.other], lock=True)
    conn.execute(update(merge_requests).where(_m.id == request.id).values(text=""))
    touched: list[Touched] = []
    for who in {each.id: each for each in people.values()}.values():
        ask = asked(who, request.id)
        if ask is None:
            continue
        version = version_after(who.version, least_version(conn))
        new = replace(who, version=version, insights=with_ask(who.insights, ask._replace(text="")))
        save_customers(conn, [(who, new)])
        touched.append(Touched("customer", new.id, "put", new.version))
    return touched
