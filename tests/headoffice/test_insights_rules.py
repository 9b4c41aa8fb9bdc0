"""How customers are ranked: more is never less, equals are equal, currencies are not added up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from headoffice.insight.rfm import NOTHING, Base, Facts, Ranks, Score, rounded

amounts = st.integers(-10_000, 10**7) | st.integers(0, 500)
facts = st.builds(
    Facts,
    st.integers(20_000, 20_030),
    st.integers(1, 6),
    st.dictionaries(st.sampled_from(["EUR", "JPY"]), amounts, min_size=1),
)
bases = st.lists(facts, max_size=12)


def base_of(people: Any) -> Base:
    base = Base()
    for each in people:
        base.add(each)
    return base


def figures(score: Score) -> tuple[int, ...]:
    """Recency, frequency, money, and the band as a figure."""
    return (*map(int, score.rfm.split("-")), ["low", "middle", "high"].index(score.value_band))


@settings(max_examples=40)
@given(bases, facts, st.integers(0, 5), st.integers(0, 3), st.integers(0, 10**6))
def test_who_bought_later_oftener_or_for_more_never_stands_lower(
    people: list[Facts], one: Facts, days: int, times: int, more: int
) -> None:
    base = base_of(people)
    other = Facts(one.last_day + days, one.purchases + times, {name: held + more for name, held in one.money.items()})
    assert all(a <= b for a, b in zip(figures(base.score(one)), figures(base.score(other)), strict=True))


@settings(max_examples=40)
@given(st.lists(facts, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_equals_stand_equal_in_whatever_order_they_come(people: list[Facts], dice: Any) -> None:
    twice = [*people, *(replace(each, money=dict(each.money)) for each in people)]
    scores = [base_of(twice).score(each) for each in twice]
    dice.shuffle(mixed := list(twice))
    assert scores[: len(people)] == scores[len(people) :]
    assert [base_of(mixed).score(each) for each in twice] == scores


@settings(max_examples=40)
@given(st.sets(st.integers(), min_size=1, max_size=40))
def test_every_tenth_holds_a_tenth_of_those_who_differ(values: set[int]) -> None:
    ranks = Ranks()
    for value in values:
        ranks.add(value)
    found = [ranks.tenth(value) for value in sorted(values)]
    assert found == sorted(found)
    for tenth in range(10):
        assert abs(found.count(tenth) - len(values) / 10) < 1


@given(amounts, amounts)
def test_an_amount_counts_to_three_digits(one: int, two: int) -> None:
    small, large = sorted((one, two))
    assert rounded(small) <= rounded(large)
    assert 0 <= rounded(large) <= max(large, 0)
    assert len(str(rounded(large)).rstrip("0")) <= 3
    assert (rounded(123_456), rounded(999), rounded(-5)) == (123_000, 999, 0)


def test_five_who_differ_have_the_five_figures() -> None:
    people = [Facts(20_000 + n, 1 + n, {"EUR": 10_000 * n}) for n in range(5)]
    scores = [base_of(people).score(each) for each in people]
    assert [score.rfm for score in scores] == ["1-1-1", "2-2-2", "3-3-3", "4-4-4", "5-5-5"]
    assert [score.value_band for score in scores] == ["low", "low", "middle", "middle", "high"]


@pytest.mark.parametrize("many", [0, 1, 7])
def test_who_is_alone_or_like_everybody_stands_in_the_middle(many: int) -> None:
    one = Facts(20_000, 1, {"EUR": 100})
    assert base_of([one] * many).score(one) == Score("middle", "3-3-3")


def test_who_bought_nothing_has_no_figures_and_counts_for_nobody() -> None:
    people = [Facts(20_000 + n, 1, {"EUR": 100}) for n in range(5)]
    returned = Facts(30_000, 0, {"EUR": -(10**9)})
    base = base_of([*people, *([returned] * 50)])
    assert base.score(returned) == NOTHING
    assert [base.score(each) for each in people] == [base_of(people).score(each) for each in people]


def test_most_bought_once_and_stand_together_below_the_others() -> None:
    base = base_of([Facts(20_000, 1, {"EUR": 1})] * 70 + [Facts(20_000, 2, {"EUR": 1})] * 30)
    assert [base.score(Facts(20_000, times, {"EUR": 1})).rfm for times in (1, 2)] == ["3-2-3", "3-5-3"]


def test_currencies_are_compared_each_for_itself_and_the_best_place_counts() -> None:
    europe = [Facts(20_000, 1, {"EUR": 1_000 * n}) for n in range(1, 11)]
    japan = [Facts(20_000, 1, {"JPY": 1_000_000 * n}) for n in range(1, 11)]
    base = base_of([*europe, *japan])
    assert [base.score(each) for each in europe] == [base.score(each) for each in japan]
    both = Facts(20_000, 1, {"EUR": 1_000, "JPY": 10_000_000})
    assert [base.score(each).rfm[-1] for each in (europe[0], both)] == ["1", "5"]
