"""Head office of the canary: the real commands in processes of their own, and a request that fails when told to."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from sqlalchemy import select, text

from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import FieldValue
from clienteling.domain.history import Ticket
from clienteling.domain.ids import new_id
from clienteling.domain.policy import Policy
from clienteling.domain.provenance import from_source
from headoffice.__main__ import main
from headoffice.clock import now_ms
from headoffice.company.settings import CLIENT_ID, ISSUER, PUBLIC, SECRET_FILE
from headoffice.consents import rules
from headoffice.db.engine import open_engine, writing
from headoffice.db.tables import stores
from headoffice.guard import policies
from headoffice.profile.documents import load_customers, save_customer
from headoffice.profile.history import save
from headoffice.rights.ledger import ELSEWHERE
from headoffice.sync.feed import publish


def command(typed: str, out: str, who: str, *words: str) -> None:
    """Run a command: ``typed`` holds its standard input, its answer goes to ``out``, what else it says stays here."""
    sys.stdin = io.StringIO(Path(typed).read_text(encoding="utf-8"))
    os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 1)
    for name in ("rights", "merge"):
        module: Any = importlib.import_module(f"headoffice.cli.{name}")
        module.person = lambda: who  # two people of one machine
    raise SystemExit(main(list(words)))


def campaign(database: str, text: str, out: str) -> None:
    """The words of the file ``text`` go to whoever may be written to: proposed by one, approved by another one."""
    desk: Any = importlib.import_module("headoffice.cli.campaign")

    def run(who: str, *words: str) -> Any:
        desk.person = lambda: who
        with contextlib.redirect_stdout(io.StringIO()) as said:
            assert main(["campaign", *words, "--database", database, "--json"]) == 0
        return json.loads(said.getvalue())

    held = run("Ana", "propose", "--name", "Autumn", "--text", text, "--channel", "sms")["campaign"]["id"]
    run("Bea", "approve", held)
    assert run("Ana", "export", held, "--out", out)["addressees"]


def allow(database: str) -> None:
    """Nobody is written to too early or too often here, and sellers write to several."""
    engine = open_engine(database)
    try:
        with writing(engine) as conn:
            rules.put_in_force(conn, ContactRules(quiet_from=0, quiet_until=0, most=0), now_ms())
        with writing(engine) as conn:
            policies.put_in_force(conn, Policy(messages={"seller": 5}), now_ms())
    finally:
        engine.dispose()


def provider(port: str, file: str) -> None:
    """A real provider of accounts for the person in ``file``: nothing about them is an argument of its process."""
    command: Any = importlib.import_module("oidc_provider_mock.__main__")
    told = Path(file).read_text(encoding="utf-8")
    command.run.main(args=["-p", port, "--user-claims", told], standalone_mode=False)


def serve(flag: str, database: str, port: str, secret: str, accounts: str, room: str) -> None:
    """``clienteling-headoffice serve`` with company accounts, of a provider at the port ``accounts``; while there is a
    file ``flag`` pushes fail, quoting what they were sent. Finished replicas are laid out in the folder ``room``,
    as soon as there is a file ``replicas`` beside it however few customers there are.
    """
    tempfile.tempdir = room
    images: Any = importlib.import_module("headoffice.sync.images")
    wanted, few = images.wanted, Path(room).with_name("replicas")

    def also_few(*asked: Any) -> Any:
        images.WORTH_ROWS = 0 if few.exists() else images.WORTH_ROWS
        return wanted(*asked)

    images.wanted = also_few
    os.environ.update(
        {
            ISSUER: f"http://127.0.0.1:{accounts}",
            CLIENT_ID: "headoffice",
            PUBLIC: f"http://127.0.0.1:{port}",
            SECRET_FILE: secret,
        }
    )
    push: Any = importlib.import_module("headoffice.routes.push")
    real = push.accept

    def accept(engine: Any, device: Any, request: Any, *more: Any, **named: Any) -> Any:
        if Path(flag).exists():
            raise ValueError(repr(request), Path(flag).read_text(encoding="utf-8"))
        return real(engine, device, request, *more, **named)

    push.accept = accept
    allow(database)
    more = () if database.startswith("sqlite") else ("--erasures", ELSEWHERE)
    raise SystemExit(main(["serve", "--port", port, "--database", database, "--log-level", "debug", *more]))


def move(database: str, customer: str, code: str) -> None:
    """A customer's home is another store from now on."""
    engine = open_engine(database)
    try:
        with writing(engine) as conn:
            store = conn.execute(select(stores.c.id).where(stores.c.code == code)).scalar_one()
            old = load_customers(conn, [customer])[customer]
            fields = {**old.fields, "home_store": FieldValue(store, from_source("crm", now_ms()), old.version + 1)}
            new = replace(old, version=old.version + 1, fields=fields)
            save_customer(conn, old, new)
            publish(conn, [("customer", customer, "put", new.version)])
    finally:
        engine.dispose()


def lose(database: str) -> None:
    """Tables are gone: whatever asks for them fails in the middle."""
    engine = open_engine(database)
    try:
        with writing(engine) as conn:
            for table in ("insights", "customer_fields"):
                conn.execute(text(f"DROP TABLE {table}"))
    finally:
        engine.dispose()


def change(database: str, customer: str, file: str) -> None:
    """Somebody else changes a field behind the seller's back, and a ticket comes in; the words lie in ``file``."""
    words = Path(file).read_text(encoding="utf-8")
    engine = open_engine(database)
    try:
        with writing(engine) as conn:
            old = load_customers(conn, [customer])[customer]
            by = from_source("crm", now_ms())
            fields = {**old.fields, "company": FieldValue(words, by, old.version + 1)}
            new = replace(old, version=old.version + 1, fields=fields)
            save_customer(conn, old, new)
            ticket = Ticket(new_id(), customer, now_ms(), "repair", words, by, outcome=words)
            publish(conn, [("customer", customer, "put", new.version), *save(conn, "ticket", [ticket])])
    finally:
        engine.dispose()
