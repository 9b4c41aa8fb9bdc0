"""A tablet that is killed with SIGKILL at a chosen moment of an exchange.

Usage: python -m tests.contracts.doomed DIRECTORY ADDRESS CUSTOMER MOMENT

Saves one note, prints its operation's id, exchanges, and never comes to the end.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.platform.clock import SystemClock
from clienteling.store import shadow as shadow_file
from clienteling.store.image import ImageFile
from clienteling.store.journal import Journal
from clienteling.store.replica import Replica
from clienteling.store.shadow import Shadow
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from clienteling.sync.engine import Engine
from clienteling.sync.head_office import HttpHeadOffice
from tests.encrypted import KEY

# Moment -> (whose method, its name, whether death comes before or after it).
MOMENTS: dict[str, tuple[type, str, str]] = {
    "saved, not sent": (HttpHeadOffice, "device", "before"),
    "about to send": (HttpHeadOffice, "push", "before"),
    "answered, not recorded": (HttpHeadOffice, "push", "after"),
    "recorded, not pulled": (Journal, "record", "after"),
    "page received, not applied": (Replica, "apply_pages", "before"),
    "page applied": (Replica, "apply_pages", "after"),
    "chunk received, not loaded": (Shadow, "load_chunk", "before"),
    "chunk loaded": (Shadow, "load_chunk", "after"),
    "about to swap": (Shadow, "swap", "before"),
    "swapped": (Shadow, "swap", "after"),
}
# The same, while a finished replica is taken over.
TAKING: dict[str, tuple[Any, str, str]] = {
    "piece loaded": (ImageFile, "load", "after"),
    "image looked at": (shadow_file, "accept", "after"),
    "image taken": (Shadow, "take_image", "after"),
}
# The same, while a tablet whose fence is stale becomes one of its own.
SPLITTING: dict[str, tuple[type, str, str]] = {
    "key made, not asked": (Journal, "key_for", "after"),
    "answered, not taken": (HttpHeadOffice, "split", "after"),
    "rows given up": (Replica, "distrust", "after"),
    "another identity": (Journal, "become", "after"),
}


def doom(moment: str) -> None:
    """Have the process die at ``moment``."""
    whose, name, when = {**MOMENTS, **TAKING, **SPLITTING}[moment]
    real: Callable[..., Any] = getattr(whose, name)

    def deadly(*args: Any, **options: Any) -> None:
        if when == "after":
            real(*args, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(whose, name, deadly)


def main(directory: str, address: str, customer: str, moment: str) -> None:
    """Save, exchange, die."""
    doom(moment)
    tablet, clock = Tablet(Path(directory), KEY), SystemClock()
    credentials = tablet.journal.load()
    if credentials is None:
        raise SystemExit("not enrolled")
    seller = tablet.replica.sellers(credentials.store)[0].id
    draft = Draft(op.NoteAdd(customer, "Saved before the end"), new_id())
    (saved,) = tablet.journal.append([draft], seller, credentials.store, clock.now())
    print(saved.op_id, flush=True)
    office = HttpHeadOffice(replace(credentials, address=address), "1.0")
    Engine(office, tablet.replica, tablet.journal, clock, credentials.replica_id).exchange()


if __name__ == "__main__":
    main(*sys.argv[1:])
