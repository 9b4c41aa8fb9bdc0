"""Of which form a replica's file is: what head office must make if a tablet is to take it over as it is.

Apart from the rest, so that a service that only asks for it loads nothing else of the store.
"""

from __future__ import annotations

from clienteling.store.migrations.replica import STEPS
from clienteling.wire.messages import SNAPSHOT_SCHEMA

SEARCH_FORM = 2
"""Raised whenever the same entities give other rows: of search, of keys, of the columns beside bodies."""
FORM = f"{STEPS[-1].version}-{SEARCH_FORM}-{SNAPSHOT_SCHEMA}"
"""Two apps with the same form make the same rows of the same snapshots."""
