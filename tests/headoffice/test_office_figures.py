"""What analysts get: from no file, nor from several together, can a group of fewer than ten be worked out."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import Engine

from clienteling.domain.customer import SUPPRESSED, ConsentRecord, Customer, FieldValue, Insight, Loyalty, Summary
from clienteling.domain.ids import new_id
from clienteling.domain.policy import DEFAULTS, Policy
from headoffice.audit.log import entries
from headoffice.clock import now_ms
from headoffice.console import figures
from headoffice.console.figures import Allowed
from headoffice.db.engine import reading, writing
from headoffice.guard import counts
from headoffice.guard.counts import REST, grouped, parted
from headoffice.guard.policies import put_in_force
from headoffice.profile.documents import save_customers
from headoffice.routes import desk_figures
from tests.headoffice.desk import Desk, as_role, words
from tests.headoffice.tablet import BY, NORTH, SOUTH, serving
from tests.headoffice.test_office_roles import NOWHERE

ONE_DATABASE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

# What can be worked out ----------------------------------------------------------------------------------------------

STORES, TIERS = ("N1", "S1", "W1"), ("gold", "none")
PAIRS = (("marketing", "email"), ("marketing", "sms"))
Cell = tuple[str, str, frozenset[tuple[str, str]]]
CELLS: list[Cell] = [
    (store, tier, frozenset(said))
    for store in STORES
    for tier in TIERS
    for many in range(len(PAIRS) + 1)
    for said in itertools.combinations(PAIRS, many)
]
"""Every kind of customer there could be: whoever works something out does not know of which there are none."""
_PEOPLE = st.lists(
    st.one_of(st.just(0), st.integers(0, 14), st.integers(0, 60)), min_size=len(CELLS), max_size=len(CELLS)
)


def _sums(rows: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    """Every group of cells whose number is a sum of what is told, each taken any number of times, added or taken away.

    In the reduced form of what is told, a group's own marks at the leading places say how it is made.
    """
    held = [[Fraction(value) for value in row] for row in rows]
    lead, made = 0, []
    for place in range(len(CELLS)):
        found = next((row for row in held[lead:] if row[place]), None)
        if found is None:
            continue
        held.remove(found)
        held.insert(lead, [value / found[place] for value in found])
        for n, row in enumerate(held):
            if n != lead and row[place]:
                held[n] = [value - row[place] * first for value, first in zip(row, held[lead], strict=True)]
        lead += 1
    basis = [[int(value) if value.denominator == 1 else value for value in row] for row in held[:lead]]
    for taken in itertools.product((False, True), repeat=lead):
        chosen = [row for row, yes in zip(basis, taken, strict=True) if yes]
        group = [sum(column) for column in zip(*chosen, strict=True)] if chosen else [0] * len(CELLS)
        if all(value in (0, 1) for value in group):
            made.append(tuple(int(value) for value in group))
    return iter(made)


def _told(people: Mapping[Cell, int]) -> list[list[int]]:
    """What all files together tell, each line by the kinds of customers it counts; and the number of all."""
    everybody: Counter[Allowed] = Counter()
    standing: Counter[counts.Group] = Counter()
    for (store, tier, said), count in people.items():
        everybody[store, said] += count
        standing[store, tier] += count
    lines = figures.consents(everybody.elements(), 10).lines
    groups = grouped(standing, 10)
    parts = {group[0] for group in groups}
    assert parts == {line[0] for line in lines}, "stores are the same parts in each file"
    rows = [[1] * len(CELLS)]
    for part, purpose, channel, _, told in lines:
        rows.append([int(_part(cell, parts) == part) for cell in CELLS])
        if told != "":
            rows.append([int(_part(cell, parts) == part and (purpose, channel) in cell[2]) for cell in CELLS])
    for part, tier in groups:
        beside = {group[1] for group in groups if group[0] == part}
        rows.append(
            [int(_part(cell, parts) == part and (cell[1] if cell[1] in beside else REST) == tier) for cell in CELLS]
        )
    return rows


def _part(cell: Cell, parts: set[str]) -> str:
    return cell[0] if cell[0] in parts else REST


@settings(max_examples=40, deadline=None)
@given(_PEOPLE)
def test_from_all_files_together_no_group_of_fewer_than_ten_can_be_worked_out(numbers: list[int]) -> None:
    people = dict(zip(CELLS, numbers, strict=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "_PAIRS", PAIRS)
        told = _told(people)
    groups = list(_sums(told))
    assert len(groups) >= 2, "nothing, and everybody"
    if sum(numbers) < 10:
        assert len(told) == 1
        return
    for group in groups:
        size = sum(count for count, yes in zip(numbers, group, strict=True) if yes)
        assert size == 0 or size >= 10


def test_what_is_worked_out_is_worked_out() -> None:
    """The test above can fail: from a whole and a part of it follows the rest."""
    whole, part = [1] * len(CELLS), [1] + [0] * (len(CELLS) - 1)
    assert len(set(_sums([whole, part]))) == 4
    assert tuple([0] + [1] * (len(CELLS) - 1)) in set(_sums([whole, part]))


@settings(max_examples=60)
@given(st.dictionaries(st.tuples(st.sampled_from("abcde"), st.sampled_from("xyz")), st.integers(0, 30)))
def test_parts_hold_everybody_once_and_none_is_small(people: dict[counts.Group, int]) -> None:
    people = {group: count for group, count in people.items() if count}
    parts = parted(people, 10)
    sizes = [sum(part.values()) for part in parts.values()]
    assert sum(sizes) == sum(people.values())
    assert all(size >= 10 for size in sizes) or sum(sizes) < 10
    # Whoever is not under a name of their own is under *, which is no single one.
    assert set(parts) - {REST} <= {store for store, _ in people}


def test_rows_are_as_many_as_are_told_and_their_names_are_new_each_time() -> None:
    groups: dict[counts.Group, int] = {("N1", "gold"): 13, ("N1", "none"): 10}
    first, second = figures.people(groups), figures.people(groups)
    assert Counter(row[1:] for row in first) == {("N1", "gold"): 10, ("N1", "none"): 10}
    names = {row[0] for row in (*first, *second)}
    assert len(names) == 40
    assert all(isinstance(name, str) and len(name) == 16 for name in names)
    assert [row[1:] for row in first] != [row[1:] for row in second] or first == second, "in no order"


# At the console ------------------------------------------------------------------------------------------------------


@pytest.fixture
def client(company: Engine) -> Iterator[httpx.Client]:
    """Return a head office with company accounts."""
    with serving(company, company=NOWHERE) as made:
        yield made


@pytest.fixture
def analyst(client: httpx.Client, company: Engine) -> Iterator[Desk]:
    """Return the desk of an analyst."""
    with as_role(client, company, "analyst") as desk:
        yield desk


def _customer(store: str, *, allows: bool, tier: str = "gold", band: str = "high", rfm: str = "") -> Customer:
    by = replace(BY, at=now_ms())
    said = (ConsentRecord(new_id(), "marketing", "sms", "granted", by),) if allows else ()
    fields = {"name": FieldValue("Zacarias", by, 1), "home_store": FieldValue(store, by, 1)}
    summary = Summary(value_band=band, rfm=rfm)
    return Customer(new_id(), 1, fields, consents=said, loyalty=Loyalty("club", "C1", tier, 0), summary=summary)


def _save(engine: Engine, people: list[Customer]) -> None:
    with writing(engine) as conn:
        save_customers(conn, [(None, who) for who in people])


def _file(said: httpx.Response) -> list[dict[str, str]]:
    assert said.status_code == 200, words(said)
    return list(csv.DictReader(io.StringIO(said.text)))


def test_consents_are_counted_by_store_purpose_and_channel(analyst: Desk, company: Engine) -> None:
    people = [_customer(NORTH, allows=True) for _ in range(12)] + [_customer(NORTH, allows=False) for _ in range(11)]
    people += [_customer(SOUTH, allows=True) for _ in range(10)] + [_customer(SOUTH, allows=False) for _ in range(9)]
    people[0] = replace(people[0], insights=(Insight(SUPPRESSED, {}),))
    _save(company, people)
    said = analyst.post("/figures", what="consents")
    lines = _file(said)
    assert said.headers["content-disposition"] == 'attachment; filename="consents.csv"'
    assert len(lines) == 2 * 20
    told = {line["store"]: line for line in lines if (line["purpose"], line["channel"]) == ("marketing", "sms")}
    assert [(line["customers"], line["allowed"]) for line in told.values()] == [("25", "10"), ("20", "")]
    assert {line["allowed"] for line in lines if line["channel"] != "sms"} == {""}
    with reading(company) as conn:
        (act,) = [entry for entry in entries(conn) if entry["action"] == "counts.export"]
    assert (act["role"], act["details"]) == ("analyst", {"what": "consents", "lines": 40, "least": 10})
    assert act["actor"]


def test_what_is_told_of_a_customer_is_what_the_policy_lets_and_names_nobody(analyst: Desk, company: Engine) -> None:
    people = [_customer(NORTH, allows=False, rfm="5-5-5") for _ in range(12)]
    people += [_customer(NORTH, allows=False, tier="=1+1", band="low", rfm="1-1-1") for _ in range(10)]
    _save(company, people)
    for what in ("customers", "people"):
        said = analyst.post("/figures", what=what)
        assert {(line["store"], line["tier"], line["value"]) for line in _file(said)} == {
            ("N1", "gold", "high"),
            ("N1", "'=1+1", "low"),
        }
        hidden = ("Zacarias", "5-5-5", "1-1-1", "rfm", *(who.id for who in people))
        assert not [each for each in hidden if each in said.text]
    assert len(_file(analyst.post("/figures", what="people"))) == 20
    names = [{line["person"] for line in _file(analyst.post("/figures", what="people"))} for _ in range(2)]
    assert not names[0] & names[1]
    levels = {**DEFAULTS, "analyst": {**DEFAULTS["analyst"], "spend": "hidden", "scores": "full"}}
    with writing(company) as conn:
        put_in_force(conn, replace(Policy(), levels=levels), now_ms())
    lines = _file(analyst.post("/figures", what="customers"))
    assert lines == [
        {"store": "N1", "tier": "'=1+1", "rfm": "1-1-1", "customers": "10"},
        {"store": "N1", "tier": "gold", "rfm": "5-5-5", "customers": "10"},
    ]


@ONE_DATABASE
def test_of_few_customers_nothing_is_told(analyst: Desk, company: Engine) -> None:
    _save(company, [_customer(NORTH, allows=True) for _ in range(9)])
    assert [_file(analyst.post("/figures", what=what)) for what in ("consents", "customers", "people")] == [[]] * 3
    assert "10 customers" in words(analyst.get("/figures"))


@ONE_DATABASE
def test_one_counts_at_a_time_and_nothing_else_is_counted(analyst: Desk, company: Engine) -> None:
    with desk_figures._COUNTING:
        said = analyst.post("/figures", what="consents")
        assert (said.status_code, "counting already" in words(said)) == (503, True)
    for what in ("", "x", "../people"):
        assert analyst.post("/figures", what=what).status_code == 404
    assert analyst.post("/figures", what="people").status_code == 200
    with reading(company) as conn:
        assert [entry["details"]["what"] for entry in entries(conn) if entry["action"] == "counts.export"] == ["people"]


@ONE_DATABASE
def test_an_analyst_asks_for_a_profile(analyst: Desk, company: Engine) -> None:
    who = _customer(NORTH, allows=True)
    _save(company, [who])
    for path in (f"/customers/{who.id}", "/customers", "/campaigns", f"/campaigns/{who.id}"):
        assert analyst.get(path).status_code == 404
    assert analyst.post("/customers", contact="C1").status_code == 404
