"""What happens at head office itself: each change in its tables and, alike, in the model."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from clienteling.domain.customer import Customer, FieldValue, Tag
from clienteling.domain.ids import new_id
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.epoch import version_after
from headoffice.profile.documents import save_customers
from headoffice.profile.history import remove
from headoffice.sync import upkeep
from headoffice.sync.erasure import erase
from headoffice.sync.feed import publish
from tests.headoffice.tablet import BY, NORTH, SOUTH
from tests.simulation.model import Key
from tests.simulation.office import HeadOffice
from tests.simulation.steps import Step

DAY_MS = 86_400_000


class Changes:
    """The people, and the imports, of head office. ``customers`` grows with those they bring."""

    def __init__(self, office: HeadOffice, customers: list[str]) -> None:
        self._office = office
        self._customers = customers

    def make(self, step: Step, word: str) -> None:
        """Do what the step says."""
        _CHANGES[step.kind](self, step, word)

    def _held(self, step: Step) -> Customer | None:
        """One of the customers, mostly one of the first three."""
        choice = step.a % 3 if step.b % 4 else step.a
        held = self._office.model.entities.get(("customer", self._customers[choice % len(self._customers)]))
        return held if held is not None and not held.merged_into else None

    def _change(self, step: Step, change: Callable[[Customer, int], Customer]) -> None:
        held = self._held(step)
        if held is not None:
            version = version_after(held.version, self._office.model.least_version)
            self._write([(held, replace(change(held, version), version=version))])

    def _write(self, pairs: list[tuple[Customer | None, Customer]]) -> None:
        with writing(self._office.engine) as conn:
            save_customers(conn, pairs)
            publish(conn, [("customer", new.id, "put", new.version) for _, new in pairs])
        self._office.model.entities.update((("customer", new.id), new) for _, new in pairs)

    def rename(self, step: Step, word: str) -> None:
        self._set(step, "name", word)

    def home(self, step: Step, _word: str) -> None:
        self._set(step, "home_store", (NORTH, SOUTH, "")[step.b % 3])

    def _set(self, step: Step, key: str, value: str) -> None:
        self._change(step, lambda c, v: replace(c, fields={**c.fields, key: FieldValue(value, BY, v)}))

    def say(self, step: Step, word: str) -> None:
        self._change(step, lambda c, v: replace(c, tags=(*c.tags, Tag(new_id(), word, BY))))

    def bring(self, step: Step, word: str) -> None:
        """An import: several customers at once, some in stores and some in none."""
        made = []
        for n in range(1 + step.a % 12):
            fields = {"name": FieldValue(f"{word} {n}", BY, 1)}
            if home := (NORTH, SOUTH, "")[(step.b + n) % 3]:
                fields["home_store"] = FieldValue(home, BY, 1)
            made.append(Customer(new_id(), 1, fields))
        self._write([(None, customer) for customer in made])
        self._customers += [customer.id for customer in made]

    def merge(self, step: Step, _word: str) -> None:
        """Two profiles turn out to be of one person."""
        survivor = self._office.model.entities.get(("customer", self._customers[step.b % len(self._customers)]))
        loser = self._held(step)
        if loser and survivor and loser.id != survivor.id and not survivor.merged_into:
            self._write([(loser, replace(loser, version=loser.version + 1, merged_into=survivor.id))])

    def delete(self, step: Step, _word: str) -> None:
        """A note or a follow-up is deleted for good."""
        entities = self._office.model.entities
        keys: list[Key] = [key for key in entities if key[0] in {"note", "followup"}]
        if keys:
            etype, eid = keys[step.a % len(keys)]
            with writing(self._office.engine) as conn:
                publish(conn, remove(conn, etype, [eid]))
            del entities[etype, eid]

    def erase(self, step: Step, _word: str) -> None:
        """A customer is erased for good."""
        customer = self._customers[step.a % len(self._customers)]
        with writing(self._office.engine) as conn:
            if not erase(conn, customer, now_ms()):
                return
        self._office.erased |= self._office.model.erase(customer)

    def upkeep(self, _step: Step, _word: str) -> None:
        """Half a year goes by: tombstones are cleared away, and the floors rise."""
        upkeep.run(self._office.engine, now_ms() + (upkeep.TOMBSTONE_DAYS + 1) * DAY_MS)


_CHANGES: dict[str, Callable[[Changes, Step, str], None]] = {
    "rename": Changes.rename,
    "say": Changes.say,
    "import": Changes.bring,
    "home": Changes.home,
    "merge": Changes.merge,
    "delete": Changes.delete,
    "erase": Changes.erase,
    "upkeep": Changes.upkeep,
}
