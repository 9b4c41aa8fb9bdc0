"""Operations of older schemas, lifted to the one in use.

One pure function per step, schema n -> n + 1, on the JSON of an operation's arguments. They are total: what they do not
understand they hand on as it is, and ``decode_args`` refuses it where every refusal is made. What was saved is never
rewritten: an operation is sent, hashed and kept as it was written, and lifted only when it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Step = Callable[[str, Any, int], Any]
"""Kind, arguments (any JSON), when it was saved (ms since 1970) -> arguments as the next schema would have them. A kind
keeps its name for good.
"""


def _to_2(kind: str, args: Any, occurred_at: int) -> Any:
    """Schema 2 lets a contact be written down later than it took place; until then both were one moment."""
    if kind == "interaction.log" and isinstance(args, dict):
        return {**args, "at": occurred_at}
    return args


def _to_3(_kind: str, args: Any, _occurred_at: int) -> Any:
    """Schema 3 brought a kind, and changed none."""
    return args


def _to_4(_kind: str, args: Any, _occurred_at: int) -> Any:
    """Schema 4 asks more of a yes (``notices.check_claim``), and changed no shape."""
    return args


def _to_5(_kind: str, args: Any, _occurred_at: int) -> Any:
    """Schema 5 brought kinds, and changed none."""
    return args


def _to_6(_kind: str, args: Any, _occurred_at: int) -> Any:
    """Schema 6 lets a seller say in words why two profiles are one person's; until then nobody did."""
    return args


STEPS: Mapping[int, Step] = {1: _to_2, 2: _to_3, 3: _to_4, 4: _to_5, 5: _to_6}
"""Schema -> what leads to the next one."""


def upcast(kind: str, args: Any, occurred_at: int, schema: int, target: int) -> Any:
    """``args``, written in ``schema``, as ``target`` would have written them."""
    for n in range(max(schema, 1), target):
        args = STEPS[n](kind, args, occurred_at)
    return args
