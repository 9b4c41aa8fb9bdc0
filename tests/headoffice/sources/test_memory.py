"""Reading takes the same memory however long the file is."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from headoffice.sources import blocks, shopify_customers, uci
from headoffice.sources.reader import SheetReader
from tests.headoffice.sources.files import UCI_HEADER
from tests.headoffice.sources.shop_files import NEW

_MIB = 1 << 20


def _peak(reader: SheetReader) -> int:
    tracemalloc.start()
    try:
        for batch in reader.batches(None):
            assert batch.rows
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _invoices(path: Path, rows: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write(UCI_HEADER + "\n")
        for n in range(rows):
            file.write(f"{n // 20},{n % 5_000:05d},TITLE {n},1,2010-12-01 08:26,2.55,{n // 100},United Kingdom\n")
    return path


def test_orders(tmp_path: Path) -> None:
    short, long = (_peak(uci.reader(_invoices(tmp_path / f"{n}.csv", n))) for n in (4_000, 12_000))
    assert long < short + 8 * _MIB
    assert long < 40 * _MIB


def test_rows_as_large_as_they_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_CHARACTERS", _MIB // 2)
    path = tmp_path / "c.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(NEW) + "\n")
        for n in range(60):
            note = f"{n} " + "word " * 20_000
            file.write(f"{n},A,B,a{n}@example.com,yes,,,,,,,,,,no,,,{note},no,\n")
    assert path.stat().st_size > 5 * _MIB
    assert _peak(shopify_customers.reader(path)) < 4 * _MIB
