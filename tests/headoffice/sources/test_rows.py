from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headoffice.sources import stream
from headoffice.sources.rows import CsvFile, Position, Row, escaped, unescaped
from headoffice.sources.stream import LineFile, Unreadable


def rows_of(path: Path, data: bytes, position: Position | None = None) -> list[Row]:
    path.write_bytes(data)
    with CsvFile(path, position) as file:
        return list(file)


def test_rows_have_the_number_of_their_line(tmp_path: Path) -> None:
    rows = rows_of(tmp_path / "a.csv", b'a,b\n1,2\n\n"three\nlines\nhere",x\n5,6\n')
    assert [(row.number, list(row.cells), row.problem) for row in rows] == [
        (2, ["1", "2"], ""),
        (4, ["three\nlines\nhere", "x"], ""),
        (7, ["5", "6"], ""),
    ]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"only one", "1 columns instead of 2"),
        (b"1,2,3", "3 columns instead of 2"),
        (b"a\x00b,2", "NUL"),
        (b'"opens,2', "does not close"),
        (b"x" * (stream.LINE_LIMIT + 5) + b",2", "longer than 1 MiB"),
        (b'"' + b"y" * 200_000 + b'",2', "longer than 128 KiB"),
        (b"\xe9t\xe9,2", "neither UTF-8"),
    ],
)
def test_a_broken_row_is_named_and_hides_no_other(tmp_path: Path, broken: bytes, reason: str) -> None:
    data = "a,b\nä,1\n".encode() + broken + b"\ngood,2\nalso,3\n"
    rows = rows_of(tmp_path / "a.csv", data)
    assert [row.number for row in rows if row.problem] == [3]
    assert reason in rows[1].problem
    assert [list(row.cells) for row in rows if not row.problem] == [["ä", "1"], ["good", "2"], ["also", "3"]]


def test_a_stray_quote_does_not_swallow_the_rows_up_to_the_next_one(tmp_path: Path) -> None:
    rows = rows_of(tmp_path / "a.csv", b'a,b\n"stray,1\ngood,2\n"quoted",3\nlast,4\n')
    assert [row.number for row in rows if row.problem] == [2]
    assert [row.cells[0] for row in rows if not row.problem] == ["good", "quoted", "last"]


def test_a_row_that_the_end_of_the_file_cuts_off_says_so(tmp_path: Path) -> None:
    rows = rows_of(tmp_path / "a.csv", b"a,b,c\n1,2,3\n4,5")
    assert rows[-1].problem == "2 columns instead of 3, the file ends in the middle of it"


def test_a_last_row_without_line_end_counts(tmp_path: Path) -> None:
    rows = rows_of(tmp_path / "a.csv", b"a,b\n1,2")
    assert [list(row.cells) for row in rows] == [["1", "2"]]


def test_byte_order_mark_semicolons_and_crlf(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfName;Ort\r\nJos\xc3\xa9;K\xc3\xb6ln\r\n")
    with CsvFile(path) as file:
        assert file.header == ["Name", "Ort"]
        assert [list(row.cells) for row in file] == [["José", "Köln"]]


def test_the_separator_line_of_spreadsheets_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"sep=;\r\na;b\r\n1;2\r\n")
    with CsvFile(path) as file:
        assert file.header == ["a", "b"]
        assert [row.number for row in file] == [3]


def test_windows_1252_is_read_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("a,b\n1,2\nJosé,3\n€,4\n".encode("cp1252"))
    with CsvFile(path) as file:
        assert [list(row.cells) for row in file] == [["1", "2"], ["José", "3"], ["€", "4"]]
        assert file.notes == ["not UTF-8: read as Windows-1252 from row 3 on"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        ("a,b\n1,2\n".encode("utf-16"), "UTF-16"),
        (b"a,b\r1,2\r", "CR alone"),
        (b"\x00\x01\x02,b\n", "not a CSV"),
        (b"x" * 2_000_000, "not a CSV"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=says):
        CsvFile(path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no file"):
        CsvFile(tmp_path / "nowhere.csv")
    with pytest.raises(Unreadable, match="folder"):
        CsvFile(tmp_path)


def test_reading_goes_on_at_any_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress('a,b\nä,1\n"two\nlines",2\nend,3\n'.encode()))
    with CsvFile(path) as file:
        first = next(iter(file))
        position = file.position(first)
    with CsvFile(path, position) as file:
        assert [(row.number, row.cells[0]) for row in file] == [(3, "two\nlines"), (5, "end")]


def test_a_gzip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_RATIO_FROM", 1 << 20)
    path = tmp_path / "bomb.csv.gz"
    with gzip.open(path, "wb") as file:
        file.write(b"a,b\n")
        for _ in range(64):
            file.write(b"1,2\n" * 65_536)
    with pytest.raises(Unreadable, match="unpacks to far more"), CsvFile(path) as table:
        for _ in table:
            pass


def test_a_bomb_of_one_line_never_fills_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_RATIO_FROM", 8 << 20)
    path = tmp_path / "bomb.csv.gz"
    with gzip.open(path, "wb") as file:
        file.write(b"a,b\n")
        for _ in range(64):
            file.write(b"x" * (1 << 20))
    with pytest.raises(Unreadable, match="unpacks to far more"), LineFile(path) as lines:
        assert max(len(line.data) for line in lines) <= 1_000


def test_a_damaged_gzip_says_so_after_the_rows_before(tmp_path: Path) -> None:
    whole = gzip.compress(b"a,b\n" + b"".join(b"%d,x\n" % n for n in range(200_000)))
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])
    seen: list[int] = []
    with pytest.raises(Unreadable, match="damaged or was cut off"), CsvFile(path) as file:
        seen.extend(row.number for row in file)
    assert len(seen) > 1_000


@pytest.mark.parametrize("cell", ["=1+1", "+34 600", "-2", "@x", "\tx", "\n=1", "\uff1d1", "\uff201"])
def test_formula_cells_are_escaped_and_come_back(cell: str) -> None:
    assert escaped(cell) == f"'{cell}"
    assert unescaped(escaped(cell)) == cell


def test_plain_cells_stay_as_they_are() -> None:
    assert escaped("Ana") == "Ana"
    assert unescaped("'90s fan") == "'90s fan"


_cells = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=20)


@given(st.lists(st.tuples(_cells, _cells), max_size=30))
def test_reads_back_whatever_the_csv_module_writes(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([("a", "b"), *rows])
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(text.getvalue().encode())
    with CsvFile(path) as file:
        found = list(file)
    assert [tuple(row.cells) for row in found] == rows
    assert not any(row.problem for row in found)


@given(st.binary(max_size=400))
def test_never_fails_on_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(b"a,b\n" + data + b"\nlast,row\n")
    with CsvFile(path) as file:
        found = list(file)
    lines = (b"a,b\n" + data + b"\nlast,row\n").split(b"\n")
    assert all(row.problem or len(row.cells) == 2 for row in found)
    # The last row is only ever part of another one when that one is whole.
    assert found[-1].next_line >= len(lines) - 1
