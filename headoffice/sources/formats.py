"""The formats that can be imported, by the names of the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from headoffice.sources import adventureworks, mapped, shopify_customers, shopify_orders, uci
from headoffice.sources.bounds import SOURCE_LIMIT
from headoffice.sources.mapping import read_mapping
from headoffice.sources.reader import SheetReader
from headoffice.sources.shopify import REGION
from headoffice.sources.stream import Unreadable, unreadable

FORMATS = ("uci", "adventureworks", "shopify-customers", "shopify-orders", "csv")

_WITH_REGION: dict[str, Callable[[Path, str, str], SheetReader]] = {
    "shopify-customers": shopify_customers.reader,
    "shopify-orders": shopify_orders.reader,
}


def open_reader(form: str, path: Path, mapping: Path | None, source: str, region: str) -> tuple[SheetReader, str]:
    """The reader of ``path`` and the SHA-256 of its mapping file (empty without one).

    ``source`` is the name of the system in provenance, empty for the format's own; ``region`` (ISO 3166) reads
    telephone numbers without a country code. Raises ``Unreadable``.
    """
    if len(source) > SOURCE_LIMIT:
        raise Unreadable(f"--source takes at most {SOURCE_LIMIT} characters: the system the data comes from.")
    try:
        return _open(form, path, mapping, source, region)
    except OSError as error:
        raise unreadable(path, error) from error


def _open(form: str, path: Path, mapping: Path | None, source: str, region: str) -> tuple[SheetReader, str]:
    if form == "csv":
        if mapping is None:
            raise Unreadable("A generic CSV file needs --mapping FILE: which column means what. See docs/import.md.")
        read, sha256 = read_mapping(mapping)
        return mapped.reader(path, read), sha256
    if mapping is not None:
        raise Unreadable(f"--mapping is for the format csv; {form} knows its columns.")
    if form == "uci":
        return uci.reader(path, source or uci.SOURCE), ""
    if form == "adventureworks":
        return adventureworks.reader(path, source or adventureworks.SOURCE), ""
    return _WITH_REGION[form](path, source or "shopify", region or REGION), ""
