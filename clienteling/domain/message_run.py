"""Writing to several customers, one after the other: who is still to come, and what became of the others.

A run is somebody's list and one text. It is never longer than the policy allows (``Policy.most_messages``), and nobody
on it is asked about before it is their turn: whether they may be contacted is decided then (``domain.gate``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal, get_args

import msgspec

from clienteling.domain.customer import ConsentChannel
from clienteling.domain.ids import is_id, source_id

RunChannel = Literal["whatsapp", "sms", "email"]
CHANNELS: tuple[RunChannel, ...] = get_args(RunChannel)
"""Ways in which one writes."""
SENT = "sent"
WAITING = ""
LATER = frozenset({"quiet"})
"""Why somebody was left out for the moment only."""

Became = str
"""``WAITING``, ``SENT``, or why somebody was left out: one of ``gate.Why``, or ``missing`` (nothing is known by which
to reach them), ``hidden`` (it is not for this seller), ``nameless`` (the text needs a name), ``gone`` (not on this
tablet any more), ``by_hand``.
"""


class TooMany(ValueError):
    """The list is longer than allowed."""


class Run(msgspec.Struct, frozen=True):
    """``people``: customer id -> what became of them, in the order in which they are written to."""

    id: str
    channel: ConsentChannel
    text: str
    people: Mapping[str, Became]

    @property
    def sent(self) -> int:
        """How many were written to."""
        return sum(became == SENT for became in self.people.values())

    @property
    def turn(self) -> str:
        """The customer whose turn it is; empty when it is over."""
        return next((key for key, became in self.people.items() if became == WAITING), "")

    @property
    def place(self) -> int:
        """How many have had their turn."""
        return sum(became != WAITING for became in self.people.values())

    def left_out(self) -> Counter[str]:
        """How many were left out, by reason."""
        return Counter(became for became in self.people.values() if became not in {WAITING, SENT})

    def interaction(self, customer_id: str) -> str:
        """The id of what is noted of writing to this customer: one, however often the run is interrupted."""
        return source_id(self.id, "interaction", customer_id)


def begin(run_id: str, channel: ConsentChannel, text: str, customer_ids: Iterable[str], most: int) -> Run:
    """A run over these customers, each once. Raises ``TooMany`` for more than ``most``, or when several are not
    allowed at all, and ``ValueError`` for a channel by which one does not write, no text or nobody.
    """
    people = dict.fromkeys(filter(is_id, customer_ids), WAITING)
    if not may_several(most) or len(people) > most:
        raise TooMany
    if channel not in CHANNELS or not text or not people:
        raise ValueError("a run needs a way to write, a text and somebody")
    return Run(run_id, channel, text, people)


def may_several(most: int) -> bool:
    """Whether somebody who may write to ``most`` at a time may write to several."""
    return most > 1


def after(run: Run, customer_id: str, became: Became) -> Run:
    """The run once this became of somebody on its list."""
    return msgspec.structs.replace(run, people={**run.people, customer_id: became})


def again(run: Run) -> Run:
    """The run with those waiting again who were left out for the moment only."""
    people = {key: WAITING if became in LATER else became for key, became in run.people.items()}
    return msgspec.structs.replace(run, people=people)
