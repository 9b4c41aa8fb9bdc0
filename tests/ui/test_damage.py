"""Downloaded rows that turn out to be damaged while the app is in use."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.ui.floor import BEATRIZ

if TYPE_CHECKING:
    import pytest

    from tests.ui.floor import Floor


def overwrite(floor: Floor) -> None:
    """Write random bytes over the replica on disk, and drop what is in memory of it."""
    floor.tablet.replica.database._open_engine.dispose()
    file = floor.directory / "replica.db"
    dice, size = random.Random(3), file.stat().st_size
    with file.open("r+b") as opened:
        for start in range(4_096, size, 256):
            opened.seek(start + dice.randrange(256))
            opened.write(dice.randbytes(4))


def test_the_app_goes_on_by_itself_and_says_so_calmly(elena: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(elena.app.line, "request", lambda: asked.append(True))
    elena.services.enrichments.add_note(BEATRIZ, "Wants the bag before Friday")
    elena.rest()
    overwrite(elena)
    elena.tap("rail.customers")
    elena.until(lambda: asked)
    elena.rest()
    assert elena.tablet.damaged
    assert elena.tablet.replica.epoch() == ""
    assert any("What you saved here is safe" in toast for toast in elena.toasts)
    elena.tap("rail.sync")
    assert elena.says("Customers are being downloaded again. What you saved is safe.")
    assert elena.says("Wants the bag before Friday")
    assert [op.kind for op in elena.tablet.journal.outbox()] == ["note.add"]
    elena.state = "offline"
    elena.model.sync.refresh()
    elena.rest()
    assert elena.model.sync.connectionText.startswith("Offline. Customers are downloaded again later.")
    assert elena.model.sync.badgeText == "Downloading again"
    assert len(asked) == 1
