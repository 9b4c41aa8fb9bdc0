from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headoffice.sources import blocks
from headoffice.sources.blocks import Block, grouped, single
from headoffice.sources.rows import Row


def rows(*keys: str) -> list[Row]:
    """Rows of the named orders; ``!`` before a key marks a broken row."""
    return [
        Row(n, (key.lstrip("!"), "x"), n * 10, n + 1, "broken" if key.startswith("!") else "")
        for n, key in enumerate(keys, 2)
    ]


def first_cell(cells: Sequence[str]) -> str:
    return cells[0]


def shape(found: list[Block]) -> list[list[tuple[str, int]]]:
    return [[(group.key, len(group.rows)) for group in block.groups] for block in found]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_ROWS", 4)
    monkeypatch.setattr(blocks, "LOOK_AHEAD", 3)


@pytest.mark.usefixtures("small")
def test_an_order_is_never_cut_by_the_end_of_a_block() -> None:
    found = list(grouped(rows("1", "1", "1", "2", "2", "2", "2", "3"), first_cell))
    assert shape(found) == [[("1", 3), ("2", 4)], [("3", 1)]]
    assert [block.last.number for block in found] == [8, 9]


@pytest.mark.usefixtures("small")
def test_rows_a_little_apart_belong_together() -> None:
    found = list(grouped(rows("1", "1", "2", "3", "1", "4", "3", "5"), first_cell))
    assert shape(found) == [[("1", 3), ("2", 1), ("3", 2), ("4", 1)], [("5", 1)]]


def test_a_broken_row_spoils_its_own_order_only() -> None:
    (block,) = grouped(rows("1", "!1", "2"), first_cell)
    assert [(group.key, len(group.rows), len(group.broken)) for group in block.groups] == [("1", 1, 1), ("2", 1, 0)]


def test_a_broken_row_without_a_key_spoils_the_order_around_it() -> None:
    (block,) = grouped(rows("1", "!", "1", "!", "2"), first_cell)
    assert [(group.key, len(group.rows), len(group.broken)) for group in block.groups] == [
        ("1", 2, 1),
        ("", 0, 1),
        ("2", 1, 0),
    ]


def test_a_cut_off_last_row_spoils_the_order_it_may_belong_to() -> None:
    cut = Row(4, ("10",), 40, 5, "1 columns instead of 2, the file ends in the middle of it")
    (block,) = grouped([*rows("1001", "1002"), cut], first_cell)
    assert [(group.key, len(group.broken)) for group in block.groups] == [("1001", 0), ("1002", 1)]


def test_an_order_without_end_is_refused_and_fills_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "GROUP_ROWS", 50)
    monkeypatch.setattr(blocks, "BLOCK_ROWS", 100)
    found = list(grouped((Row(n, ("same", "x"), n, n + 1) for n in range(2, 5_000)), first_cell))
    assert all(group.broken for block in found for group in block.groups)
    assert max(len(group.rows) for block in found for group in block.groups) <= 51


def test_single_rows_come_in_blocks_of_bounded_size() -> None:
    found = list(single(rows(*["k"] * 25), limit=10))
    assert [len(block.groups) for block in found] == [10, 10, 5]


@given(st.lists(st.sampled_from("abcdef"), max_size=60))
def test_every_row_comes_once_in_order(keys: list[str]) -> None:
    found = list(grouped(rows(*keys), first_cell))
    numbers = sorted(row.number for block in found for group in block.groups for row in group.rows)
    assert numbers == list(range(2, len(keys) + 2))
    assert sum(block.rows for block in found) == len(keys)
