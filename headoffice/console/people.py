"""People of head office: which role each has, given and taken away by command, read at every request.

Where a step takes two people they count by their account on the machines of head office if they have one
(``login``): whoever may run commands there as well is one person, not two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from clienteling.domain.errors import Rejected
from clienteling.domain.ids import new_id
from clienteling.domain.text import clean
from headoffice.audit.log import Act, Action, Detail, SubjectType, append
from headoffice.audit.who import by_command
from headoffice.company.provider import folded
from headoffice.console.duties import OfficeRole
from headoffice.db.office_tables import office_people, office_regions
from headoffice.db.sync_tables import console_sessions, seller_accounts
from headoffice.db.tables import stores

NAME_LENGTH, LONGEST_ACCOUNT, LONGEST_LOGIN = 120, 320, 80
_p, _r = office_people.c, office_regions.c


class Refused(Exception):
    """The message says what to do."""


class Person(msgspec.Struct, frozen=True):
    """Somebody of head office. ``stores``: ids, of a region; ``login``: their account on head office's machines."""

    id: str
    name: str
    role: OfficeRole
    stores: tuple[str, ...] = ()
    login: str = ""

    @property
    def counts_as(self) -> str:
        """Who they are where a step takes two people (see ``audit.who``)."""
        return self.login or f"office:{self.id}"

    def act(
        self,
        action: Action,
        subject_type: SubjectType = "",
        subject: str = "",
        details: Mapping[str, Detail] | None = None,
    ) -> Act:
        """What they did, for the audit log."""
        return Act(action, self.id, self.role, "", "", subject_type, subject, "", dict(details or {}))


class Told(msgspec.Struct, frozen=True):
    """What is to be given: all but ``role`` and ``codes`` (of stores) is about who it is."""

    name: str
    account: str
    login: str
    role: OfficeRole
    codes: tuple[str, ...] = ()


def give(conn: Connection, told: Told, now: int) -> Person:
    """Give the role, or another one in the place of the former. Raises ``Refused``. Call inside ``writing``."""
    name, account, login = _checked(conn, told)
    region = _region(conn, told)
    held = conn.execute(select(_p.id, _p.role).where(_p.account == account).with_for_update()).first()
    values = {"name": name, "login": login, "role": told.role, "changed_at": now}
    person_id = held.id if held else new_id(now)
    if held:
        conn.execute(update(office_people).where(_p.id == person_id).values(values))
        conn.execute(delete(office_regions).where(_r.person_id == person_id))
    else:
        conn.execute(insert(office_people).values(id=person_id, account=account, **values))
    if region:
        conn.execute(insert(office_regions), [{"person_id": person_id, "store_id": store} for store in region])
    details: dict[str, Detail] = {"role": told.role, "before": held.role if held else "", "stores": len(region)}
    acts = [by_command("role.give", "person", person_id, details)]
    acts += [by_command("role.store", "person", person_id, store=store) for store in region]
    append(conn, acts, now)
    return Person(person_id, name, told.role, region, login)


def take_away(conn: Connection, person_id: str, now: int) -> None:
    """They may do nothing from now on, also where they are signed in. Raises ``Refused``. Call inside ``writing``."""
    query = select(_p.role).where(_p.id == person_id).with_for_update()
    role = conn.execute(query).scalar()
    if not role:
        raise Refused("Nobody with a role has this identifier. List them with: clienteling-headoffice office-role list")
    conn.execute(update(office_people).where(_p.id == person_id).values(role="", changed_at=now))
    conn.execute(delete(office_regions).where(_r.person_id == person_id))
    conn.execute(delete(console_sessions).where(console_sessions.c.person_id == person_id))
    append(conn, [by_command("role.take", "person", person_id, {"role": role})], now)


def listed(conn: Connection) -> list[Person]:
    """Everybody who has a role, by name."""
    return _people(conn, conn.execute(_query().order_by(_p.name, _p.id)).all())


def find(conn: Connection, person_id: str, account: str) -> Person | None:
    """Who has this identifier and account, and a role."""
    query = _query().where(_p.id == person_id, _p.account == account)
    return next(iter(_people(conn, conn.execute(query).all())), None)


def with_account(conn: Connection, account: str) -> Person | None:
    """Who has this account, and a role."""
    return next(iter(_people(conn, conn.execute(_query().where(_p.account == account)).all())), None)


def _query() -> Any:
    return select(_p.id, _p.name, _p.role, _p.login).where(_p.role != "")


def _people(conn: Connection, rows: Collection[Any]) -> list[Person]:
    query = select(office_regions).where(_r.person_id.in_([row.id for row in rows])).order_by(_r.store_id)
    regions: dict[str, list[str]] = {}
    for row in conn.execute(query):
        regions.setdefault(row.person_id, []).append(row.store_id)
    return [Person(row.id, row.name, row.role, tuple(regions.get(row.id, ())), row.login) for row in rows]


def _checked(conn: Connection, told: Told) -> tuple[str, str, str]:
    """Name, account and login as they are kept."""
    try:
        name = clean(told.name, NAME_LENGTH, what="The name")
    except Rejected as why:
        raise Refused(why.sentence) from why
    account, login = folded(told.account), told.login.strip()
    if not name or not account or len(account) > LONGEST_ACCOUNT:
        raise Refused("A name and a company account are needed: the first and the second line.")
    if len(login) > LONGEST_LOGIN or not login.isprintable() or ":" in login or " " in login:
        raise Refused("This is not the name of an account on head office's machines.")
    if conn.execute(select(seller_accounts.c.seller_id).where(seller_accounts.c.account == account)).first():
        raise Refused("A seller has this account. People of head office need one of their own.")
    return name, account, login


def _region(conn: Connection, told: Told) -> tuple[str, ...]:
    """The stores meant, by their codes."""
    if (told.role == "regional") is not bool(told.codes):
        raise Refused("The role regional needs the stores of the region (--store CODE), and no other role has any.")
    query = select(stores.c.code, stores.c.id).where(stores.c.code.in_(told.codes))
    found = {row.code: row.id for row in conn.execute(query)}
    if unknown := sorted(set(told.codes) - found.keys()):
        raise Refused(f"There is no store with the code {unknown[0]}.")
    return tuple(sorted(found.values()))
