"""The audit log only grows, and whoever changes it all the same is found."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from clienteling.domain import operations as o
from clienteling.domain.customer import ContactPoint
from clienteling.domain.ids import new_id
from headoffice.__main__ import main
from headoffice.audit.chain import COLUMNS, GENESIS, Broken, Noted, hash_of, walk
from headoffice.audit.log import Act, append, entries, head_of, verify
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.sync import splits
from tests.headoffice.tablet import BY, MARTA, NORTH, Tablet, at_head_office, customer
from tests.headoffice.test_erasure import everywhere
from tests.headoffice.test_splits import wish

Row = tuple[Any, ...]


def _chain(length: int) -> list[Row]:
    rows: list[Row] = []
    last = GENESIS
    for seq in range(1, length + 1):
        values: Row = (seq, 1_000 + seq, "a" * 32, "seller", "", "b" * 32, "customer.show", "customer", f"{seq:032}")
        values = (*values, "", '{"found":1}', last)
        last = hash_of(values)
        rows.append((*values, last))
    return rows


_ROWS = _chain(8)
_HEAD = Noted(8, _ROWS[-1][-1])


def test_an_untouched_chain_holds() -> None:
    walked = walk(_ROWS, _HEAD, Noted(3, _ROWS[2][-1]))
    assert (walked.entries, walked.hash, walked.broken) == (8, _HEAD.hash, None)
    assert walk([], Noted(0, GENESIS)).broken is None


@given(st.integers(0, 7), st.integers(0, len(COLUMNS)), st.data())
def test_any_byte_changed_is_found_in_its_entry(row: int, column: int, data: st.DataObject) -> None:
    changed = [list(each) for each in _ROWS]
    held = changed[row][column]
    if isinstance(held, int):
        changed[row][column] = held ^ (1 << data.draw(st.integers(0, 40)))
    else:
        at = data.draw(st.integers(0, len(held)))
        letter = data.draw(st.characters(codec="utf-8").filter(lambda c: c != held[at : at + 1]))
        changed[row][column] = held[:at] + letter + held[at + 1 :]
    broken = walk(changed, _HEAD).broken
    assert broken is not None
    assert broken.seq == row + 1 or column == 0


@given(st.integers(0, 7))
def test_an_entry_taken_out_is_found(row: int) -> None:
    left = [each for n, each in enumerate(_ROWS) if n != row]
    assert walk(left, _HEAD).broken == Broken(row + 1, "missing")
    # Numbered anew, so that there is no gap.
    renumbered = [(n, *each[1:]) for n, each in enumerate(left, 1)]
    assert walk(renumbered, _HEAD).broken is not None


@given(st.permutations(range(8)))
def test_another_order_is_found(order: list[int]) -> None:
    moved = [(n, *_ROWS[was][1:]) for n, was in enumerate(order, 1)]
    broken = walk(moved, _HEAD).broken
    first = next((n for n, was in enumerate(order, 1) if was != n - 1), None)
    assert (broken.seq if broken else None) == first


def test_an_entry_that_follows_another_one_than_stands_before_it_is_found() -> None:
    values = [*_ROWS[3][:-2], "f" * 64]
    assert walk([*_ROWS[:3], (*values, hash_of(values)), *_ROWS[4:]], _HEAD).broken == Broken(4, "unlinked")


def test_a_value_moved_into_its_neighbour_or_made_bytes_is_found() -> None:
    one = list(_ROWS[0])
    one[2], one[3] = one[2] + one[3], ""
    assert walk([one, *_ROWS[1:]], _HEAD).broken == Broken(1, "altered")
    import base64

    as_bytes = list(_ROWS[0])
    as_bytes[2] = base64.b64decode(as_bytes[2])
    assert walk([as_bytes, *_ROWS[1:]], _HEAD).broken == Broken(1, "altered")


def test_what_is_cut_off_at_the_end_is_found_by_the_head_and_a_chain_made_anew_by_what_was_noted() -> None:
    assert walk(_ROWS[:5], _HEAD).broken == Broken(6, "missing")
    assert walk(_ROWS[:5], None).broken == Broken(5, "head")
    assert walk(_ROWS, Noted(5, _ROWS[4][-1])).broken == Broken(8, "head")
    forged = _chain(4)
    head = Noted(4, forged[-1][-1])
    assert walk(forged, head).broken is None
    assert walk(forged, head, _HEAD).broken == Broken(5, "missing")
    other = list(forged[3][:-1])
    other[2] = "c" * 32
    forged[3] = (*other, hash_of(other))
    noted = Noted(4, _ROWS[3][-1])
    assert walk(forged, Noted(4, forged[3][-1]), noted).broken == Broken(4, "not_as_noted")


# In the database


def _act(subject: str = "", actor: str = MARTA) -> Act:
    return Act("customer.show", actor, "seller", "", NORTH, "customer", subject or new_id())


def _write(engine: Engine, *acts: Act) -> None:
    with writing(engine) as conn:
        append(conn, acts, now_ms())


def test_an_entry_is_written_with_what_it_tells_or_not_at_all(office: Engine) -> None:
    _write(office, _act(), _act())
    with office.connect() as conn:
        append(conn, [_act()], now_ms())
        conn.rollback()
    _write(office, _act())
    with reading(office) as conn:
        walked = verify(conn)
        assert head_of(conn) == Noted(walked.entries, walked.hash)
    assert (walked.entries, walked.broken) == (3, None)


def test_writers_at_once_make_one_chain(office: Engine) -> None:
    def work() -> None:
        for _ in range(8):
            _write(office, _act(), _act())

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(office) as conn:
        walked = verify(conn)
    assert (walked.entries, walked.broken) == (80, None)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_log SET actor = 'x' WHERE seq = 1", "DELETE FROM audit_log WHERE seq = 1", "DELETE FROM audit_head"],
)
def test_the_database_refuses_to_change_an_entry(office: Engine, statement: str) -> None:
    _write(office, _act())
    with pytest.raises(DBAPIError, match="append-only"), writing(office) as conn:
        conn.execute(text(statement))
    with reading(office) as conn:
        assert verify(conn).broken is None


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("statement", ["INSERT OR REPLACE INTO", "INSERT OR IGNORE INTO"])
def test_the_database_lets_nobody_replace_an_entry(office: Engine, statement: str) -> None:
    _write(office, _act())
    with pytest.raises(DBAPIError, match="append-only"), writing(office) as conn:
        conn.execute(text(f"{statement} audit_log SELECT * FROM audit_log"))  # noqa: S608


def _without_triggers(engine: Engine, *statements: str) -> None:
    """What whoever owns the database can do."""
    drop = ["DROP TRIGGER audit_log_update", "DROP TRIGGER audit_log_delete"]
    if engine.dialect.name == "postgresql":
        drop = ["DROP TRIGGER audit_log_unchanged ON audit_log"]
    with writing(engine) as conn:
        for statement in (*drop, *statements):
            conn.execute(text(statement))


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["UPDATE audit_log SET reason = 'other' WHERE seq = 2"], Broken(2, "altered")),
        (["UPDATE audit_log SET at = at + 1 WHERE seq = 3"], Broken(3, "altered")),
        (["DELETE FROM audit_log WHERE seq = 2"], Broken(2, "missing")),
        (["DELETE FROM audit_log WHERE seq = 4"], Broken(4, "missing")),
        (
            ["UPDATE audit_log SET seq = 9 WHERE seq = 2", "UPDATE audit_log SET seq = 2 WHERE seq = 3"],
            Broken(2, "altered"),
        ),
        (["UPDATE audit_head SET seq = 5"], Broken(5, "missing")),
    ],
)
def test_who_changes_it_past_the_triggers_is_found(office: Engine, statements: list[str], broken: Broken) -> None:
    _write(office, _act(), _act(), _act(), _act())
    _without_triggers(office, *statements)
    with reading(office) as conn:
        assert verify(conn).broken == broken


def test_nothing_personal_fits_into_an_entry(office: Engine) -> None:
    for act in (
        Act("customer.find", MARTA, "seller", details={"by": "ana@example.com"}),
        Act("customer.find", MARTA, "seller", subject="Ana Ruiz"),
        Act("customer.find", MARTA, "seller", reason="+34 600 100 200"),
        Act("customer.find", "x" * 101, "seller"),
    ):
        with pytest.raises(ValueError, match="machine words"):
            _write(office, act)


def test_entries_are_found_by_whom_they_are_about_who_did_it_and_since_when(office: Engine) -> None:
    about = new_id()
    _write(office, _act(about), _act(), _act(about, actor="9" * 32))
    with reading(office) as conn:
        assert [row["seq"] for row in entries(conn, subject=about)] == [1, 3]
        assert [row["seq"] for row in entries(conn, actor=MARTA)] == [1, 2]
        assert [row["seq"] for row in entries(conn, limit=2)] == [2, 3]
        assert entries(conn, since=now_ms() + 60_000) == []


# What is written down


def _told(engine: Engine) -> list[tuple[str, str, str]]:
    with reading(engine) as conn:
        assert verify(conn).broken is None
        return [(row["action"], row["role"], row["subject"]) for row in entries(conn)]


def test_tablets_that_are_enrolled_and_split_are_written_down(tablet: Tablet, company: Engine) -> None:
    me = tablet.me.device_id
    request = wish(tablet)
    for _ in range(2):  # the same again is not another one
        with writing(company) as conn:
            made = splits.split(conn, me, request, now_ms())
    assert _told(company) == [("device.enrol", "device", me), ("device.split", "device", made.device_id)]


def test_what_sellers_had_shown_is_written_down_once_and_without_its_value(tablet: Tablet, company: Engine) -> None:
    phone = ContactPoint(new_id(), "phone", "+34612345623", BY, version=1)
    who = customer(company, contacts=(phone,))
    version = at_head_office(company, who.id).version
    batch = (
        tablet.op(o.ContactReveal(phone.id, "phone"), who.id, base=1, op_schema=3),
        tablet.op(o.ContactReveal(phone.id, "phone"), new_id(), base=1, op_schema=3),
        tablet.op(o.ContactReveal("no id", "phone"), who.id, base=1, op_schema=3, actor="no id"),
    )
    for _ in range(2):
        results = tablet.push(*batch)
        assert [r.status for r in results[1:]] == ["rejected", "rejected"]
    with reading(company) as conn:
        assert verify(conn).broken is None
        told = [row for row in entries(conn) if row["action"] == "contact.reveal"]
    assert [(row["actor"], row["role"], row["subject"]) for row in told] == [
        (MARTA, "seller", who.id),
        (MARTA, "seller", batch[1].entity_id),
        ("", "", who.id),
    ]
    assert told[0]["details"] == {"contact": phone.id, "kind": "phone", "shown_at": batch[0].occurred_at}
    assert told[1]["details"]["refused"] == 110
    assert (told[0]["device"], told[0]["store"]) == (tablet.me.device_id, NORTH)
    assert at_head_office(company, who.id).version == version
    assert everywhere(company, "+34612345623") == ["contact_points", "customer_bodies"]


def _run(url: str, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main([*words, "--database", url, "--json"])
    return code, json.loads(capsys.readouterr().out.splitlines()[-1])


def test_commands_are_written_down_with_who_ran_them(
    company: Engine,
    office_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import io

    who = customer(company)
    erasures = tmp_path / "erasures"
    erasures.touch()  # nobody was erased
    monkeypatch.setattr("headoffice.cli.rights.person", lambda: "ana")  # whoever runs the tests may be root
    monkeypatch.setattr("sys.stdin", io.StringIO("Nuria\n284615\nNuria\n284616\nAna\nNobody\n"))
    for words in (
        ("add-store", "--code", "N1", "--city", "Oviedo"),
        ("add-seller", "--store", "N1"),
        ("add-seller", "--store", "N1", "--manager"),
        ("enrol-code", "--store", "N1"),
        ("show", "customer", who.id),
        ("find", "name"),
        ("find", "name"),
        ("rights", "ask", who.id, "--kind", "erasure"),
        ("restored", "--erasures", str(erasures)),
        ("audit", "show", "--subject", who.id),
    ):
        code, answer = _run(office_url, capsys, *words)
        assert (code, answer["ok"]) == (0, True)
    assert [row["action"] for row in answer["entries"]] == ["customer.show", "customer.find", "rights.ask"]
    told = _told(company)
    assert [action for action, _, _ in told] == [
        "store.alter",
        "seller.add",
        "seller.alter",
        "device.code",
        "customer.show",
        "customer.find",
        "customer.find",
        "rights.ask",
        "office.restored",
        "audit.show",
    ]
    assert {role for _, role, _ in told} == {"admin"}
    with reading(company) as conn:
        found = entries(conn)
    assert all(row["actor"] for row in found)
    assert found[2]["details"] == {"given": "pin,role", "role": "manager"}
    assert found[6]["details"] == {"by": "name", "found": 0}


def test_verify_says_what_to_note_down_and_which_entry_is_not_as_it_was(
    company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(company, _act(), _act())
    code, answer = _run(office_url, capsys, "audit", "verify")
    assert (code, answer["entries"]) == (0, 2)
    head = answer["head"]
    assert head.startswith("3:")  # that it was looked at stands there too
    assert _run(office_url, capsys, "audit", "verify", "--expect", head)[0] == 0
    code, answer = _run(office_url, capsys, "audit", "verify", "--expect", f"2:{'0' * 64}")
    assert (code, answer["entry"], answer["why"], answer["entries"]) == (1, 2, "not_as_noted", 1)
    _without_triggers(company, "UPDATE audit_log SET actor = 'nobody' WHERE seq = 1")
    code, answer = _run(office_url, capsys, "audit", "verify")
    assert (code, answer["ok"], answer["entry"], answer["why"]) == (1, False, 1, "altered")
    for wrong in (("verify", "--expect", "3"), ("show", "--since", "soon"), ("show", "--limit", "0")):
        with pytest.raises(SystemExit) as ended:
            main(["audit", *wrong, "--database", office_url])
        assert ended.value.code == 2
    code, answer = _run(office_url, capsys, "audit", "show", "--subject", "ana@example.com")
    assert (code, answer["ok"]) == (2, False)
