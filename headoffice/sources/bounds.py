"""What a record may hold at most: whatever is larger is no purchase and no name, and no database would take it.

Everything raises ``Rejected`` with a sentence that says which value, never what it is.
"""

from __future__ import annotations

from clienteling.domain.errors import Rejected, RejectNumber
from headoffice.sources.records import OfCustomer, Record, SourceLine, SourceOrder, SourceProduct

AMOUNT_LIMIT = 10**15
"""Minor units of one line, and of one order."""
KEY_LIMIT = 400
"""Characters of what a source calls a thing: PostgreSQL's indexes take 2,704 bytes, source and kind included."""
SOURCE_LIMIT = 60
"""Characters of the name of a source."""
NUMBER_LIMIT = 60
TITLE_LIMIT = 300
WORD_LIMIT = 200
"""Characters of an article number, a size, a colour."""


def amount(what: str, minor: int) -> int:
    """``minor`` itself. Raises ``Rejected`` beyond ``AMOUNT_LIMIT``."""
    if abs(minor) > AMOUNT_LIMIT:
        raise Rejected(RejectNumber.BAD_VALUE, f"{what}: no amount is as large as this")
    return minor


def line(said: SourceLine) -> SourceLine:
    """``said`` itself: to be called where the row of a line is known. Raises ``Rejected``."""
    amount("Price", said.price_minor)
    amount("Discount", said.discount_minor)
    amount("Price times quantity", said.price_minor * said.quantity)
    _fits("Title", said.title, TITLE_LIMIT)
    _fits("Article number", said.sku, WORD_LIMIT)
    _fits("Product", said.product, WORD_LIMIT)
    _fits("Size", said.size, WORD_LIMIT)
    _fits("Colour", said.color, WORD_LIMIT)
    return said


def check(record: Record) -> None:
    """Raises ``Rejected`` for a record, its lines aside, that no database would take."""
    _fits("Key", record.key, KEY_LIMIT)
    if isinstance(record, OfCustomer):
        _fits("Customer number", record.customer, KEY_LIMIT)
        _fits("Customer number", record.person.key if record.person else "", KEY_LIMIT)
    if isinstance(record, SourceOrder):
        _fits("Order number", record.number, NUMBER_LIMIT)
        amount("Total", record.total_minor)
    elif isinstance(record, SourceProduct):
        _fits("Title", record.title, TITLE_LIMIT)
        for variant in record.variants:
            amount("Price", variant.price_minor)
            _fits("Article number", variant.sku, WORD_LIMIT)
            _fits("Size", variant.size, WORD_LIMIT)
            _fits("Colour", variant.color, WORD_LIMIT)


def _fits(what: str, text: str, limit: int) -> None:
    if len(text) > limit:
        raise Rejected(RejectNumber.TOO_LONG, f"{what}: longer than {limit} characters")
