"""How often the service looks for garbage in cycles."""

from __future__ import annotations

import gc

_YOUNG = 20_000
"""Objects made before the youngest are looked through; a push of 500 operations makes some 50,000 that live on."""


def settle() -> None:
    """To be called once everything is loaded: what is there now stays, and need not be looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 20)
