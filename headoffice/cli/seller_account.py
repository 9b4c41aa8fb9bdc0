"""``clienteling-headoffice seller-account``: which company account is a seller's."""

from __future__ import annotations

import argparse
import sys

from sqlalchemy import Connection, delete, insert, select

from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.company.provider import folded
from headoffice.console import people
from headoffice.db.engine import writing
from headoffice.db.sync_tables import company_sign_ins, seller_accounts
from headoffice.db.tables import sellers, stores

LONGEST = 320


class _Refused(Exception):
    """The message says what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``seller-account`` takes. Name and account are read from standard input: never arguments."""
    parser.description = (
        "Say which account of the company's provider is a seller's. Two lines are read from standard input: the name "
        "as shown on the tile, and the value of the claim that names accounts (an e-mail address, unless configured "
        "otherwise); an empty second line takes it away."
    )
    parser.add_argument("--store", required=True, help="code of the store")


def run(args: argparse.Namespace) -> int:
    """Keep it. Raises ``DatabaseProblem``."""
    name, account = (sys.stdin.readline().strip() for _ in range(2))
    try:
        with opened(args) as engine, writing(engine) as conn:
            seller = _keep(conn, args.store, name, folded(account))
    except _Refused as problem:
        return complain(args, str(problem))
    answer = {"ok": True, "seller": seller, "account": bool(account)}
    return say(args, answer, "Kept." if account else "Taken away.")


def _keep(conn: Connection, store: str, name: str, account: str) -> str:
    if len(account) > LONGEST:
        raise _Refused("No account has so long a name.")
    s, a = sellers.c, seller_accounts.c
    query = select(s.id).join(stores, stores.c.id == s.store_id).where(stores.c.code == store, s.name == name)
    seller = conn.execute(query.where(s.active.is_(True))).scalar()
    if seller is None:
        raise _Refused("No seller of this store has this name. Type it as it stands on the tile.")
    taken = conn.execute(select(a.seller_id).where(a.account == account, a.seller_id != seller)).scalar()
    if account and taken:
        raise _Refused(f"Another seller has this account: {taken}.")
    if account and people.with_account(conn, account) is not None:
        raise _Refused("Somebody of head office has this account. Sellers need one of their own.")
    conn.execute(delete(seller_accounts).where(a.seller_id == seller))
    # Whoever is signing in under the former one must begin again.
    conn.execute(delete(company_sign_ins).where(company_sign_ins.c.seller_id == seller))
    if account:
        conn.execute(insert(seller_accounts).values(seller_id=seller, account=account))
    details = {"given": "account" if account else "none"}
    append(conn, [by_command("seller.account", "seller", seller, details)], now_ms())
    return str(seller)
