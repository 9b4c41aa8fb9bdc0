"""Rows that a rejects file cannot keep as they were are not taken for good when it is imported as it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headoffice.__main__ import main

HEADER = "First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,Address2,City,Province,Province Code,"
HEADER += "Country,Country Code,Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt"
REST = ",no,,,,,,,,,,,no,0,0,,,no"


def _import(file: Path, database: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert main(["import", "shopify-customers", str(file), "--database", database, "--json"]) == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return answer


def test_damaged_rows_are_refused_again_until_they_are_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = f"sqlite:///{tmp_path / 'office.db'}"
    file = tmp_path / "customers.csv"
    rows = [f"Nul\0Name,One,one@example.com{REST}", f'"Broken "quote,Two,two@example.com{REST}']
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    first = _import(file, database, capsys)
    assert (first["added"], first["invalid"]) == (0, 2)
    rejects = min(tmp_path.glob("*reject*"))
    again = _import(rejects, database, capsys)
    assert (again["added"], again["invalid"]) == (0, 2)
    mended = tmp_path / "mended.csv"
    lines = rejects.read_text(encoding="utf-8").splitlines()
    kept = [lines[0], *(f"{n},,Mended,{n},mended{n}@example.com{REST}" for n in (2, 3))]
    mended.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert _import(mended, database, capsys)["added"] == 2


def test_bytes_that_are_no_text_cost_their_row_alone_and_nothing_of_it_comes_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = f"sqlite:///{tmp_path / 'office.db'}"
    file = tmp_path / "customers.csv"
    rows = [
        f"José,{n},{name}@example.com{REST}".encode() for n, name in (("One", "one"), ("Two", "two"), ("Three", "x"))
    ]
    rows[1] = rows[1].replace(b"\xc3\xa9", b"\xe9")
    file.write_bytes(b"\n".join([HEADER.encode(), *rows]) + b"\n")
    answer = _import(file, database, capsys)
    assert (answer["added"], answer["invalid"]) == (2, 1)
    held = (tmp_path / "office.db").read_bytes() + b"".join(each.read_bytes() for each in tmp_path.glob("office.db-*"))
    assert b"one@example.com" in held
    assert b"two@example.com" not in held
    file.write_bytes("\n".join([HEADER, f"Ana,Four,four@example.com{REST}"]).encode("utf-16"))
    assert main(["import", "shopify-customers", str(file), "--database", database, "--json"]) == 2
    assert "UTF-16" in json.loads(capsys.readouterr().out.splitlines()[-1])["error"]
