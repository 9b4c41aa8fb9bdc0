"""What people type into a search box: parts of names, ends of phone numbers, addresses, cards, orders; and slips."""

from __future__ import annotations

import random
import string
from typing import TYPE_CHECKING

from clienteling.domain.text import fold
from clienteling.store.search.index import marks

if TYPE_CHECKING:
    from clienteling.domain.customer import Customer
    from clienteling.store.tablet import Tablet

WORST = [
    *"maejcl", "ma", "an", "jo", "el", "de", "la", "mar", "ana", "jose", "maria", "m g", "a b", "j m", "ma ga", "an lo",
    "maria g", "jose m", "ana l", "de la", "maria jose", "ana maria garcia", "a e i o u", "m a r i a", "6", "61", "612",
    "345", "34 6", "0", "00", "123", "999", "+34", "@", "a@", "ana@", "maria.g", "gmail", "example", "marai", "gracia",
    "garcai", "mraia", "josse", "fernadez", "gonzlez", "martinz", "lopze", "zzzz", "qqqqqqqq", "xyzxyzxyz", "ñ",
    "é", "김", "m" * 200,
    "o'b", "jean-", "lana", "regalo", "talla", "W0", "P00", "C00000", "M01",
]  # fmt: skip
_PEOPLE = 2_000


class Keystrokes:
    """Questions about the customers of one tablet, the same ones every time.

    Attributes:
        slips: 500 times two words of a name with one slip in them, and the words that were meant.
    """

    def __init__(self, tablet: Tablet, rows: int) -> None:
        """Draws the people who are looked for."""
        self._dice = random.Random(11)
        ranks = self._dice.sample(range(1, rows + 1), k=min(_PEOPLE, rows))
        with tablet.replica.database.quick() as connection:
            query = f"SELECT id FROM search_row WHERE rank IN ({marks(ranks)})"  # noqa: S608 - marks only
            ids = [customer for (customer,) in connection.execute(query, ranks)]
            query = f"SELECT customer_id, number FROM history WHERE number <> '' AND customer_id IN ({marks(ids)})"  # noqa: S608
            self._orders = [number for _, number in sorted(connection.execute(query, ids))]
        folded = tablet.projection.customers(sorted(ids))
        self._people: list[Customer] = [held.entity for held in folded.values() if held.entity and held.entity.name]
        latin = [c.name for c in self._people if fold(c.name).isascii() and max(map(len, c.name.split())) >= 5]
        self.slips = [_slip(self._dice, self._dice.choice(latin)) for _ in range(500)]

    def realistic(self, count: int) -> list[str]:
        """``count`` questions: seven in ten are names, the rest what else names a customer, each half typed."""
        kinds = (self._name,) * 14 + (self._phone,) * 3 + (self._email,) * 2 + (self._number,)
        return [kind() for kind in self._dice.choices(kinds, k=count)]

    def _name(self) -> str:
        words = self._someone().name.split()
        chosen = self._dice.sample(words, k=min(self._dice.choice([1, 1, 2, 2, 3]), len(words)))
        chosen[-1] = chosen[-1][: self._dice.randint(1, len(chosen[-1]))]
        return " ".join(chosen)

    def _phone(self) -> str:
        """The last digits, as they are told across a counter."""
        number = self._contact("phone")
        return number[-self._dice.randint(3, 9) :]

    def _email(self) -> str:
        address = self._contact("email")
        return address[: self._dice.randint(3, len(address))]

    def _number(self) -> str:
        if self._orders and self._dice.random() < 0.5:
            number = str(self._dice.choice(self._orders))
        else:
            number = next((i.value for i in self._someone().identifiers), "P00000")
        return number[: self._dice.randint(4, len(number))]

    def _contact(self, kind: str) -> str:
        while True:
            found = [c.value for c in self._someone().contacts if c.kind == kind]
            if found:
                return found[0]

    def _someone(self) -> Customer:
        return self._dice.choice(self._people)


def _slip(dice: random.Random, name: str) -> tuple[str, str]:
    """Two words of a name with one slip in the longer one, and the words that were meant."""
    words = sorted(name.split(), key=len)[-2:]
    meant = " ".join(words)
    word = words[-1]
    at = dice.randrange(1, max(2, len(word) - 1))
    letter = dice.choice(string.ascii_lowercase)
    words[-1] = dice.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[: at - 1] + word[at : at + 1] + word[at - 1 : at] + word[at + 1 :],
        ]
    )
    return " ".join(words), meant
