"""One text to several: nobody twice, never more than allowed, and no more words filled in than are meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain import message_run
from clienteling.domain.errors import Rejected
from clienteling.domain.message_run import LATER, SENT, WAITING, Run, TooMany, after, again, begin, may_several
from clienteling.domain.policy import MOST_MESSAGES, ROLES, Policy, Unfit, check
from clienteling.domain.templates import TEMPLATE_LIMIT, WORDS, asks_for, checked, filled_in

RUN = "77" * 16
_people = st.lists(st.integers(0, 30).map(lambda n: f"{n:032x}"), max_size=40)
_ends = st.sampled_from([SENT, "by_hand", "quiet", "withdrawn", "often", "gone"])


def _begun(people: list[str], most: int) -> Run | None:
    try:
        return begin(RUN, "sms", "Hello", people, most)
    except TooMany:
        assert len(set(people)) > most or most <= 1
    except ValueError:
        assert not people
    return None


@given(people=_people, most=st.integers(-2, 30), ends=st.lists(_ends, max_size=80))
def test_nobody_is_written_to_twice_nor_more_than_are_allowed(people: list[str], most: int, ends: list[str]) -> None:
    run = _begun(people, most)
    written: list[str] = []
    for end in ends:
        if run is None or not run.turn:
            break
        who = run.turn
        written += [who] if end == SENT else []
        run = after(run, who, end)
        run = again(run) if end in LATER and len(written) % 2 else run
    if run is None:
        return
    assert len(run.people) <= most
    assert len(written) == len(set(written)) == run.sent <= most
    assert set(written) <= set(people)
    assert run.sent + sum(run.left_out().values()) == run.place <= len(run.people)


def test_the_list_keeps_its_order_and_only_those_left_out_for_now_come_again() -> None:
    run = begin(RUN, "email", "Hello", ["b" * 32, "a" * 32, "b" * 32, "not an id", "c" * 32], 3)
    assert list(run.people) == ["b" * 32, "a" * 32, "c" * 32]
    run = after(after(run, "b" * 32, "quiet"), "a" * 32, "withdrawn")
    assert (run.turn, run.place, run.left_out()) == ("c" * 32, 2, {"quiet": 1, "withdrawn": 1})
    assert again(run).people == {"b" * 32: WAITING, "a" * 32: "withdrawn", "c" * 32: WAITING}


def test_one_customer_of_a_run_is_noted_under_one_name() -> None:
    run = begin(RUN, "sms", "Hello", ["a" * 32, "b" * 32], 2)
    named = {run.interaction("a" * 32), run.interaction("b" * 32), replace(run, id="78" * 16).interaction("a" * 32)}
    assert len(named) == 3
    assert run.interaction("a" * 32) == after(run, "a" * 32, SENT).interaction("a" * 32)


@pytest.mark.parametrize("channel", ["call", "post"])
def test_one_writes_by_a_way_of_writing(channel: str) -> None:
    with pytest.raises(ValueError, match="way to write"):
        begin(RUN, channel, "Hello", ["a" * 32], 2)  # type: ignore[arg-type]  # what a screen might hand over


def test_what_roles_may_write_to_at_a_time() -> None:
    assert [Policy().most_messages(role) for role in (*ROLES, "nobody")] == [1, 200, 0, 0, 0, 0]
    said = Policy(messages={"seller": 5, "manager": 0})
    assert [said.most_messages(role) for role in ("seller", "manager", "regional")] == [5, 0, 0]
    assert [may_several(most) for most in (0, 1, 2)] == [False, False, True]
    with pytest.raises(TooMany):
        begin(RUN, "sms", "Hello", ["a" * 32, "b" * 32, "c" * 32], 2)
    check(said)
    for wrong in (-1, MOST_MESSAGES + 1):
        with pytest.raises(Unfit, match="messages"):
            check(Policy(messages={"manager": wrong}))


@pytest.mark.parametrize(
    ("template", "made"),
    [
        ("Hello $name, yours, $seller ($store)", "Hello Ana $store, yours, {seller} (Centro)"),
        ("${name}s and $names", "Ana $stores and $names"),
        ("{c.__class__} {0} %s %(name)s $0 $ $", "{c.__class__} {0} %s %(name)s $0 $ $"),
        ("${name.__class__} $name.__class__", "${name.__class__} Ana $store.__class__"),
        ("$Name $phone $price $$name", "$Name $phone $price $name"),
    ],
)
def test_only_the_words_of_the_list_are_filled_in(template: str, made: str) -> None:
    values = {"name": "Ana $store", "store": "Centro", "seller": "{seller}", "phone": "600123456"}
    assert filled_in(template, values) == made


@given(template=st.text(max_size=60), name=st.text(max_size=20))
def test_any_text_is_filled_in_without_a_failure_and_without_a_slot_nothing_changes(template: str, name: str) -> None:
    values = dict.fromkeys(WORDS, name)
    made = filled_in(template, values)
    if "$" not in template:
        assert made == template
    assert asks_for(template, "name") or filled_in(template, {**values, "name": "x" * 40}) == made


def test_a_text_that_is_too_long_is_refused_and_cards_are_masked() -> None:
    with pytest.raises(Rejected):
        checked("x" * (TEMPLATE_LIMIT + 1))
    assert checked(" \n ") == ""
    assert "4111 1111" not in checked("Pay 4111 1111 1111 1111")
    assert message_run.CHANNELS == ("whatsapp", "sms", "email")
