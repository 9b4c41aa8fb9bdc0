"""Who wants nothing worked out about them: a no to personal advice (purpose ``profiling``) on any channel.

Without an answer purchases are counted, with one they are not: whoever objects to profiling is not profiled
(GDPR, Article 21), at once and wherever the answer is first known, a tablet that is offline included.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from clienteling.domain.consent import state_of
from clienteling.domain.customer import ConsentPurpose, ConsentRecord, Customer

_PURPOSE: Final[ConsentPurpose] = "profiling"


def objects(records: Iterable[ConsentRecord]) -> bool:
    """Whether these records hold a no to profiling, on whatever channel, that no yes has taken back. A yes that is
    still to be confirmed has not, and one that has ended since did.
    """
    said = [record for record in records if record.purpose == _PURPOSE]
    refused = {record.channel for record in said if record.state == "withdrawn"}
    # Without a day no yes has ended.
    return any(state_of(said, _PURPOSE, channel, "") != "granted" for channel in refused)


def respected(who: Customer) -> Customer:
    """``who`` without what was worked out from their purchases, if they object to it; else ``who`` itself."""
    if not (who.summary.value_band or who.summary.rfm) or not objects(who.consents):
        return who
    return replace(who, summary=replace(who.summary, value_band="", rfm=""))
