"""A journal as the app of operation schema 1 left it: its tables, and operations made from the frozen ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from clienteling.domain.ids import new_id
from clienteling.store import convert
from clienteling.store.migrations.journal import m0001
from tests import frozen
from tests.encrypted import KEY, connect

VERSION_1_0 = 1 << 16
AT = 1_767_225_600_000
TOKEN = "a-token-of-the-time-before-keys"
PER_CUSTOMER = (
    "customer.create",
    "field.set",
    "contact.add",
    "contact.correct",
    "preference.set",
    "consent.set",
    "tag.add",
    "tag.remove",
    "book.add",
    "date.set",
    "date.remove",
    "note.add",
    "note.edit",
    "followup.create",
    "followup.complete",
    "interaction.log",
)
"""What is saved about each new customer, in this order."""


def _wire(kind: str) -> dict[str, Any]:
    cases = json.loads((frozen.FIXTURES / "op_schema_1" / f"{kind}.json").read_text(encoding="utf-8"))
    held: dict[str, Any] = json.loads(cases[0]["wire"])
    return held


class Writer:
    """Writes operations of schema 1 as one tablet and seller."""

    def __init__(self, replica: str, store: str, seller: str) -> None:
        self._said = {"replica_id": replica, "store": store, "actor": seller}
        self._templates = {kind: _wire(kind) for kind in PER_CUSTOMER}
        self._lseq = 0

    def customer(self, n: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """Everything about one new customer: (customer, operation)."""
        customer, group = new_id(), new_id()
        ids = {"customer": customer, "note": new_id(), "followup": new_id(), "interaction": new_id()}
        contact, tag, date, seller = new_id(), new_id(), new_id(), self._said["actor"]
        args: dict[str, dict[str, Any]] = {
            "customer.create": {"fields": {"name": f"Inés {n}"}},
            "field.set": {"key": "company", "value": f"Taller {n}"},
            "contact.add": {"contact_id": contact, "kind": "email", "value": f"wrong{n}@example.org"},
            "contact.correct": {"contact_id": contact, "value": f"atelier{n}@example.org"},
            "preference.set": {"preference_id": new_id()},
            "consent.set": {"record_id": new_id(), "knew": []},
            "tag.add": {"add_id": tag, "tag": "VIP"},
            "tag.remove": {"tag": "VIP", "saw": [tag]},
            "book.add": {"add_id": new_id(), "seller": seller, "role": "primary"},
            "date.set": {"date_id": date},
            "date.remove": {"date_id": date},
            "note.add": {"customer": customer, "text": f"First {n}"},
            "note.edit": {"text": f"Second {n}"},
            "followup.create": {"customer": customer, "seller": seller},
            "interaction.log": {"customer": customer},
        }
        for kind in PER_CUSTOMER:
            template = self._templates[kind]
            self._lseq += 1
            said = {"lseq": self._lseq, "group_id": group, "base_version": 0, "occurred_at": AT + self._lseq}
            named = {"op_id": new_id(), "entity_id": ids[template["entity"]]}
            whole = {**template["args"], **args.get(kind, {})}
            yield customer, {**template, **self._said, **said, **named, "args": whole}


def _before_keys(enrolment: str) -> str:
    """An enrolment as version 1.0 kept it: it knew a token, and no key."""
    held = json.loads(enrolment)
    del held["key"], held["unsigned_until"], held["standing"]
    return json.dumps({**held, "token": TOKEN})


def write(path: Path, writer: Writer, customers: int) -> list[dict[str, Any]]:
    """Replace the journal at ``path`` by one of version 1.0 that holds these operations; they wait to be sent.

    That version did not encrypt; this one has encrypted the file since. Where the tablet
    belongs is kept, in the form of that version: see ``Service.before_keys``.
    """
    held = connect(path)
    meta = held.execute('SELECT "key", value FROM meta').fetchall()
    held.close()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    old = dbapi2.connect(str(path), isolation_level=None)
    old.execute("BEGIN")
    m0001.run(old)
    old.execute(f"PRAGMA user_version = {VERSION_1_0}")
    saved = [both for n in range(customers) for both in writer.customer(n)]
    rows = []
    for pos, (customer, op) in enumerate(saved, 1):
        body = json.dumps(op, ensure_ascii=False, separators=(",", ":")).encode()
        ids = (op["op_id"], op["group_id"], op["entity"], op["entity_id"], customer)
        rows.append((pos, *ids, op["occurred_at"], len(body) + 1, body))
    old.executemany("INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    old.executemany("INSERT INTO outbox VALUES (?)", [(row[0],) for row in rows])
    counter = f"lseq:{saved[0][1]['replica_id']}"
    kept = [(key, _before_keys(value) if key == "enrolment" else value) for key, value in meta if key != counter]
    old.executemany("INSERT INTO meta VALUES (?, ?)", [*kept, (counter, str(len(rows)))])
    old.execute("COMMIT")
    old.close()
    convert.encrypt(path.parent, KEY)
    return [op for _, op in saved]
