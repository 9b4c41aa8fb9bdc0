"""How often Python looks for garbage in cycles, which stops everything else meanwhile: some 50 ms for a whole app."""

from __future__ import annotations

import gc

_YOUNG = 5_000
"""Objects made before the youngest are looked through (Python's own: 700); a profile that is opened makes more."""


def wait() -> None:
    """Do not look at all until ``settle``: what is loaded meanwhile is there to stay."""
    gc.disable()


def settle() -> None:
    """Everything is loaded: what is there now need not be looked through again, only what is made from now on."""
    gc.freeze()
    gc.set_threshold(_YOUNG, 10, 10)
    gc.enable()
