"""Pictures of writing to several, for ``tests.ui.screens``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from clienteling.domain.contact_rules import ContactRules
from tests.ui.floor import NADIA
from tests.ui.test_messaging import arrive, open_messaging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.floor import Floor


def messaging(floor: Floor) -> Iterator[str]:
    """One text to several: offered or not, the list, whose turn it is, left out, off line, done; long names."""
    floor.enter()
    floor.model.show("customers")
    floor.model.customers.searchEveryone()
    floor.rest()
    yield "messaging-not-for-sellers"
    floor.model.switchSeller()
    floor.rest()
    floor.enter(NADIA)
    for name in ("", "Maria da Conceição Albuquerque de Vasconcelos e Menezes"):
        kind = "-long" if name else ""
        held = open_messaging(floor, name)
        yield f"messaging-list{kind}"
        held.people.edit("Hello $name,\n\nthe new season is here. Come and see it with me at $store.\n\n$seller")
        held.people.textChanged.emit()
        floor.rest()
        yield f"messaging-written{kind}"
        held.begin()
        floor.until(lambda held=held: held.step == "turn")
        floor.rest()
        yield f"messaging-turn{kind}"
        floor.tap("message.way")
        yield f"messaging-copied{kind}"
        held.sent()
        floor.rest()
        floor.state = "offline"
        floor.model.sync.refresh()
        yield f"messaging-next-offline{kind}"
        held.close()
        floor.rest()
        yield f"messaging-to-go-on{kind}"
        floor.tap("customers.messageThese")
        rules = ContactRules(f"{900:032x}", quiet_from=1, quiet_until=0, version=3 + 2 * bool(name))
        arrive(floor, "company", "contact_rules", rules)
        floor.until(lambda held=held: held.step == "done")
        floor.rest()
        yield f"messaging-done{kind}"
        held.end()
        arrive(
            floor, "company", "contact_rules", msgspec.structs.replace(rules, quiet_from=0, version=rules.version + 1)
        )
