"""Files for tests: small ones written here, real ones where they are to be had."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import TypeVar

import pytest

from headoffice.sources.reader import Batch, SheetReader
from headoffice.sources.records import Record

_REPOSITORY = Path(__file__).resolve().parents[3]
UCI_HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"


def real(*parts: str) -> Path:
    """A file or folder of the real data; the test is skipped when it is not there."""
    folder = Path(os.environ.get("CLIENTELING_TEST_DATA") or _REPOSITORY.parent / "shared" / "data")
    path = folder.joinpath(*parts)
    if not path.exists():
        pytest.skip("the public data sets are not on this machine (set CLIENTELING_TEST_DATA)")
    return path


def head_of(path: Path, rows: int, to: Path) -> Path:
    """The first ``rows`` rows of a gzip file, with its header, as a plain file."""
    with gzip.open(path, "rb") as packed, to.open("wb") as plain:
        for _ in range(rows + 1):
            plain.write(packed.readline())
    return to


def write(path: Path, *lines: str, header: str = "", encoding: str = "utf-8", end: str = "\n") -> Path:
    """A text file of ``lines``."""
    path.write_bytes((end.join([*([header] if header else []), *lines]) + end).encode(encoding))
    return path


T = TypeVar("T", bound=Record)


def read_all(reader: SheetReader) -> Batch:
    """Everything of a reader as one batch."""
    whole: Batch | None = None
    for batch in reader.batches(None):
        if whole is None:
            whole = batch
        else:
            whole.records += batch.records
            whole.problems += batch.problems
            whole.rows += batch.rows
    assert whole is not None
    return whole


def of(batch: Batch, kind: type[T]) -> list[T]:
    """The records of one shape."""
    return [record for record in batch.records if type(record) is kind]
