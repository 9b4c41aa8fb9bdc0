"""Why a rule refuses an operation: a stable number for machines, a sentence for people."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence


class RejectNumber(enum.IntEnum):
    """Stable numbers of rejections; never reused, only added to."""

    BAD_ARGS = 101
    UNKNOWN_KIND = 102
    UNKNOWN_FIELD = 103
    TOO_LONG = 104
    EMPTY = 105
    BAD_VALUE = 106
    NOT_A_DATE = 107
    NO_SUCH_ENTITY = 110
    NO_SUCH_PART = 111
    ALREADY_EXISTS = 112
    ID_REUSED = 120
    SCHEMA_TOO_OLD = 121
    FOREIGN_ACTOR = 122
    DEPENDS_ON_REJECTED = 123
    OUT_OF_SCOPE = 124
    ERASED = 125
    BAD_SIGNATURE = 126
    FOREIGN_DEVICE = 127
    OUT_OF_SEQUENCE = 128
    WRONG_NOTICE = 129
    NO_EVIDENCE = 130
    NO_WORDING = 131
    TOO_MANY_MESSAGES = 132
    NOT_YOURS_TO_DECIDE = 133
    MERGE_CLOSED = 134
    OFFICE_FAILED = 135


_SLOT = re.compile(r"\{(\d)\}")


def filled(template: str, values: Sequence[str]) -> str:
    """``template`` with the values in its slots ``{0}``, ``{1}`` ...; whatever else stands in braces stays as it is.

    Not ``str.format``: a template that came over the network must neither fail nor look into objects.
    """
    return _SLOT.sub(lambda slot: values[n] if (n := int(slot[1])) < len(values) else slot[0], template)


class Rejected(Exception):
    """An operation that breaks a rule. ``number`` is stable; ``sentence`` says what is wrong and what to do.

    ``template`` is the English sentence with ``{0}``, ``{1}`` ... for ``values``: the screen translates the template
    (and those values that are names of things) and fills it. No value is ever something that somebody typed.
    """

    def __init__(self, number: RejectNumber, template: str, *values: str) -> None:
        self.number = number
        self.template = template
        self.values = values
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The English sentence."""
        return filled(self.template, self.values)
