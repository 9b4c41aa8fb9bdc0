"""What a customer takes along to somebody else (GDPR, Article 20): what they told and did, for programs.

Not in it: what was computed, what sellers wrote about them, who looked.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import msgspec

from headoffice.rights.access import Held
from headoffice.sources.rows import escaped

_PARTS: dict[str, tuple[str, ...]] = {
    "contacts": ("kind", "value", "label"),
    "consents": ("purpose", "channel", "state", "notice", "notice_version", "language", "method", "expires"),
    "preferences": ("key", "value"),
    "dates": ("kind", "year", "month", "day", "label"),
    "identifiers": ("source", "kind", "value"),
}
_EVENTS: dict[str, tuple[str, ...]] = {
    "order": ("number", "channel", "at", "currency", "total_minor", "kind", "status", "store"),
    "cart": ("at", "currency", "state"),
    "wishlist": ("at", "currency"),
    "ticket": ("at", "kind", "subject", "state", "outcome"),
    "appointment": ("at", "state"),
}
_LINE = ("title", "sku", "size", "color", "quantity", "price_minor", "discount_minor")


def files(held: Held) -> dict[str, bytes]:
    """File name -> content: ``portable.json``, and the same as tables in CSV (UTF-8, RFC 4180).

    Money is in minor units of the currency, times are ms since 1970 (UTC). In the tables, cells a spreadsheet would
    take for formulas are escaped.
    """
    profiles = [held.customer, *held.merged]
    told = {"profile": _fields(profiles)}
    for part, names in _PARTS.items():
        rows = [_pick(row, names) for profile in profiles for row in profile["customer"][part]]
        # What somebody allowed who was merged since stands in both profiles.
        told[part] = [row for place, row in enumerate(rows) if row not in rows[:place]]
    for etype, names in _EVENTS.items():
        told[f"{etype}s"] = [_event(row, names) for profile in profiles for row in profile["history"][etype]]
    made = {"portable.json": msgspec.json.format(msgspec.json.encode(told), indent=1)}
    for name, rows in told.items():
        made[f"{name}.csv"] = _table([{k: v for k, v in row.items() if k != "lines"} for row in rows])
        lines = [{"in": row.get("number") or row["at"], **line} for row in rows for line in row.get("lines", ())]
        if lines:
            made[f"{name}-lines.csv"] = _table(lines)
    return {name: content for name, content in made.items() if content}


def _fields(profiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"field": key, "value": value["value"], "told_at": value["by"]["at"]}
        for profile in profiles
        for key, value in profile["customer"]["fields"].items()
    ]


def _pick(row: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    told_at = {"told_at": row["by"]["at"]} if row.get("by") else {}
    return {name: row[name] for name in names if name in row} | told_at


def _event(row: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    lines = {"lines": [_pick(line, _LINE) for line in row["lines"]]} if "lines" in row else {}
    return {name: row[name] for name in names if name in row} | lines


def _table(rows: list[dict[str, Any]]) -> bytes:
    if not rows:
        return b""
    file = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows for name in row))
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(names)
    for row in rows:
        cells = (row.get(name, "") for name in names)
        table.writerow([escaped(cell) if isinstance(cell, str) else cell for cell in cells])
    return file.getvalue().encode()
