"""Who is who: two systems' customers read from their files, matched by e-mail address and telephone, merged, published.

Half of the records are those of a first system. Of the second system's six in ten are the same people by their e-mail
address, two in ten by their telephone alone, two in ten are new; one in twenty shares a telephone with somebody else.
Floor: as many rows with as many bytes put into one table in one durable transaction.
"""

from __future__ import annotations

import csv
import random
import tempfile
from pathlib import Path

from sqlalchemy import Column, MetaData, String, Table, Text, func, select

from bench.figures import Report, Spent, Watch, exponent
from bench.offices import SEED, Office, kinds, office
from headoffice.db.bulk import insert_rows
from headoffice.db.engine import writing
from headoffice.db.tables import customers
from headoffice.sources import shopify_customers
from headoffice.sources.importer import run_import

SECONDS_PER_100K = 60.0
_MANY = 1_000_000
_HEADER = ("Customer ID", "First Name", "Last Name", "Email", "Accepts Email Marketing", "Phone", "Tags")
_GIVEN = ("Ana", "Luis", "Marta", "Joan", "Irene", "Pablo", "Nuria", "Iker", "Sara", "Hugo")
_FAMILY = ("Vega", "Prats", "Soler", "Campos", "Ferrer", "Ibarra", "Molina", "Quiroga", "Ramos", "Tena")
_FLOOR = Table("floor", MetaData(), Column("id", String(32), primary_key=True), Column("body", Text))
Row = tuple[str, ...]


def run(report: Report, rows: int) -> None:
    """Measure on every database there is. So many records are a hundredth and a twentieth of ``rows``, of a million
    a tenth too.
    """
    parts = (100, 20, 10) if rows >= _MANY else (100, 20)
    sizes = [max(100, rows // part) for part in parts]
    for kind in kinds():
        costs = []
        for size in sizes:
            with office(kind, 0) as there, tempfile.TemporaryDirectory(prefix="clienteling-bench-") as folder:
                floor = _floor(there, size)
                spent = _resolve(there, Path(folder), size)
            costs.append(spent.cpu)
            target = SECONDS_PER_100K * size / 100_000
            report.spent(f"identity.{kind}.{size}", spent, floor, target=target, rows=size)
        report.add(f"identity.{kind}.growth", exponent(sizes, costs), "exp", target=1.1)


def _resolve(there: Office, folder: Path, records: int) -> Spent:
    half = records // 2
    files = [_file(folder / name, rows) for name, rows in (("till.csv", _first(half)), ("web.csv", _second(half)))]
    watch = Watch(there.cpu)
    for path in files:
        source = path.stem
        run_import(there.engine, shopify_customers.reader(path, source), "shopify-customers", folder / f"{source}.no")
    spent = watch.read()
    with there.engine.connect() as conn:
        found = conn.execute(select(func.count()).select_from(customers)).scalar_one()
    wanted = half + sum(_known(number) == "" for number in range(half))
    if found != wanted:
        raise SystemExit(f"{found} customers came of {records} records, not {wanted}.")
    return spent


def _known(number: int) -> str:
    """By what the second system's record of this number is the first one's of the same number."""
    return "email" if number % 10 < 6 else "phone" if number % 10 < 8 else ""


def _first(count: int) -> list[Row]:
    return [(f"T{n}", *_name(n), _email(n), "yes", _phone(n), "till") for n in range(count)]


def _second(count: int) -> list[Row]:
    made: list[Row] = []
    for number in range(count):
        known = _known(number)
        email = _email(number).upper() if known == "email" else "" if known else f"new{number}@example.com"
        shared = number % 20 == 9  # a telephone of somebody with another e-mail address
        phone = _phone(number) if known or shared else f"+34 7{number:08}"
        made.append((f"W{number}", *_name(number), email, "no", phone, "web"))
    random.Random(SEED).shuffle(made)  # as they registered, not as the first system has them
    return made


def _name(number: int) -> tuple[str, str]:
    return _GIVEN[number % 10], f"{_FAMILY[number // 10 % 10]} {_FAMILY[number // 100 % 10]}"


def _email(number: int) -> str:
    return f"person{number}@example.com"


def _phone(number: int) -> str:
    return f"+34 6{number:08}"


def _file(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        writer.writerows(rows)
    return path


def _floor(there: Office, records: int) -> Spent:
    _FLOOR.create(there.engine)
    half = records // 2
    rows = [(row[0], "\t".join(row)) for row in (*_first(half), *_second(half))]
    watch = Watch(there.cpu)
    with writing(there.engine) as conn:
        insert_rows(conn, _FLOOR, ("id", "body"), rows)
    return watch.read()
