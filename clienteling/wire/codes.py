"""Enrolment codes as people read them aloud and type them."""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters that are not mistaken for each other (Crockford's base 32)."""
_LOOKALIKES = str.maketrans("OIL", "011")
_LONGEST = 100


def normal_code(typed: str) -> str:
    """The code that was meant: however it was spaced, in small letters, with look-alikes."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper()[:_LONGEST]).translate(_LOOKALIKES)
