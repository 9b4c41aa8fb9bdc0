"""What analysts are told: counts of groups that are never small, however one adds them up or takes them away."""

from __future__ import annotations

import csv
import json
import random
import stat
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import Engine

from clienteling.domain.customer import (
    SUPPRESSED,
    ConsentChannel,
    ConsentRecord,
    Customer,
    FieldValue,
    Insight,
    Loyalty,
)
from clienteling.domain.ids import new_id
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.guard import counts
from headoffice.guard.counts import REST, Group, grouped, lines
from headoffice.profile.documents import save_customers
from tests.headoffice.tablet import BY, NORTH, SOUTH, at_head_office, change

_NAMES = st.sampled_from("abc")
_PEOPLE = st.dictionaries(st.tuples(_NAMES, _NAMES, _NAMES), st.integers(0, 30), max_size=27)


def _of(group: Group, made: dict[Group, int]) -> list[Group]:
    """The lines somebody of ``group`` can be in."""
    fits = (line for line in made if all(word in (REST, own) for word, own in zip(line, group, strict=True)))
    return sorted(fits, key=lambda line: line.count(REST))


@settings(max_examples=60)
@given(_PEOPLE, st.integers(10, 40))
def test_everybody_is_in_one_group_and_none_is_small(people: dict[Group, int], fewest: int) -> None:
    made, everybody = grouped(people, fewest), sum(people.values())
    assert sum(made.values()) == (everybody if everybody >= fewest else 0)
    assert all(count >= fewest for count in made.values())
    for group, count in people.items():
        if count and made:
            assert _of(group, made), "whoever is counted is in a line"
        if count >= fewest and group in made:
            assert made[group] == count, "what is large enough is told as it is"


@settings(max_examples=40)
@given(_PEOPLE)
def test_no_sum_or_difference_of_lines_tells_of_a_few(people: dict[Group, int]) -> None:
    told = list(grouped(people, 10).values())
    everybody = sum(people.values())
    some = [sum(chosen) for many in (1, 2, max(0, len(told) - 1)) for chosen in combinations(told, many) if many > 0]
    # Also who knows how many customers there are, or how many any of these groups have, is left with whole groups.
    assert all(left == 0 or left >= 10 for one in some for left in (everybody - one,) if told)


def test_a_single_small_group_takes_another_one_along() -> None:
    people: dict[Group, int] = {("N1", "gold", "email"): 40, ("N1", "gold", "none"): 12, ("N1", "silver", "none"): 3}
    # All of gold goes with the one silver group that is too small, so that gold alone is in no line.
    assert grouped(people, 10) == {("N1", REST, "email"): 40, ("N1", REST, "none"): 15}
    people[("N1", "silver", "email")] = 8
    assert grouped(people, 10) == {
        ("N1", "gold", "email"): 40,
        ("N1", "gold", "none"): 12,
        ("N1", "silver", REST): 11,
    }
    assert grouped({("N1", "gold", "none"): 9}, 10) == {}


def _fill(engine: Engine, many: dict[tuple[str, str, tuple[ConsentChannel, ...]], int]) -> list[Customer]:
    made = []
    for (store, tier, allowed), count in many.items():
        for _ in range(count):
            by = replace(BY, at=now_ms())
            yes = tuple(ConsentRecord(new_id(), "marketing", c, "granted", by) for c in allowed)
            fields = {"name": FieldValue("Zacarias", by, 1), "home_store": FieldValue(store, by, 1)}
            loyalty = Loyalty("club", "C1", tier, 0) if tier else None
            made.append(Customer(new_id(), 1, fields, consents=yes, loyalty=loyalty))
    with writing(engine) as conn:
        save_customers(conn, [(None, who) for who in made])
    return made


@pytest.fixture
def told(company: Engine, office_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Count by command: the lines of the file."""

    def run() -> list[dict[str, str]]:
        file = tmp_path / f"{random.randrange(10**9)}.csv"
        assert main(["counts", "--out", str(file), "--database", office_url, "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        with file.open(encoding="utf-8", newline="") as held:
            found = list(csv.DictReader(held))
        assert said["lines"] == len(found)
        return found

    return run


def test_what_is_counted_and_that_it_was(company: Engine, told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "_RUN", 7)
    people = _fill(
        company, {(NORTH, "gold", ("email", "sms")): 13, (NORTH, "gold", ()): 11, (SOUTH, "", ("call",)): 10}
    )
    assert told() == [
        {"store": "N1", "tier": "gold", "allows": "email sms", "customers": "15"},
        {"store": "N1", "tier": "gold", "allows": "none", "customers": "10"},
        {"store": "S1", "tier": "none", "allows": "call", "customers": "10"},
    ]
    change(company, people[0], insights=(Insight(SUPPRESSED, {}),))
    change(company, people[1], merged_into=people[2].id)
    with reading(company) as conn:
        assert Counter(counts._groups(conn, now_ms())) == {
            ("N1", "gold", "email sms"): 11,
            ("N1", "gold", "none"): 12,
            ("S1", "none", "call"): 10,
        }
        later = now_ms() + 4 * 366 * 86_400_000
        assert {line.allows for line in lines(conn, later)} == {"none"}, "what is too old to be trusted allows nothing"
        (act,) = entries(conn)
    assert (act["action"], act["details"]) == ("counts.export", {"least": 10, "lines": 3})


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_company_says_how_small_a_group_may_be_but_not_below_ten(
    company: Engine, told: Any, office_url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _fill(company, {(NORTH, "gold", ()): 14, (NORTH, "=1+1", ()): 12, (SOUTH, "", ()): 3})
    assert [line["customers"] for line in told()] == ["15", "15"]
    assert main(["counts", "--least", "26", "--database", office_url]) == 0
    capsys.readouterr()
    assert [(line["store"], line["customers"]) for line in told()] == [("*", "30")]
    for wrong in (["--least", "9"], ["--least", "x"]):
        with pytest.raises(SystemExit):
            main(["counts", *wrong, "--database", office_url])
    taken = tmp_path / "taken"
    taken.write_text("mine")
    for words in ([], ["--least", "20", "--out", str(taken)], ["--out", str(taken)]):
        assert main(["counts", *words, "--database", office_url]) == 2
    assert taken.read_text() == "mine"
    with reading(company) as conn:
        assert counts.least(conn) == 26
        assert [act["details"] for act in entries(conn) if act["action"] == "counts.set"] == [{"least": 26}]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_tier_that_would_be_a_formula_is_escaped(company: Engine, told: Any) -> None:
    _fill(company, {(NORTH, "=1+1", ()): 10, (NORTH, "*", ()): 10})
    assert {line["tier"] for line in told()} == {"'=1+1", "none"}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_nothing_is_told_of_a_company_with_few_customers(company: Engine, told: Any) -> None:
    (who, *_) = _fill(company, {(NORTH, "gold", ("email",)): 9})
    assert told() == []
    assert at_head_office(company, who.id) == who
