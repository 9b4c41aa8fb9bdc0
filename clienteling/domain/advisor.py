"""Whom to look after now, and why: pure functions over rows.

=============== =====================================================================================================
reason          values (strings; days decimal, times ms since 1970)
=============== =====================================================================================================
complaint       subject, at
date            kind (birthday, anniversary ...), days, label
cart            title, at
thanks          title, at, days
keep_in_touch   days (since contact by this seller; empty = never)
replenishment   title, days
asked           (a follow-up a seller wrote; its text says it)
=============== =====================================================================================================
"""

from __future__ import annotations

REASONS = ("complaint", "keep_in_touch", "date", "cart", "thanks", "replenishment", "asked")
"""Reasons in the order in which they are counted on the screen."""
