"""The sample retailer itself: stores, sellers with their demonstration PINs, goods and taxonomy."""

from __future__ import annotations

import datetime
import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from argon2 import Type, low_level

from clienteling.domain.catalogue import PreferenceDef, Seller, Store
from headoffice.sample.dice import Dice, Ids, Weighted, dice_for
from headoffice.sample.names import draw_name
from headoffice.sample.places import COUNTRIES, TOWNS, Country
from headoffice.sample.products import Goods, make_goods, make_stock
from headoffice.sample.taxonomy import definitions

NAME: Final = "Casa Ámbar"
DAY: Final = 86_400_000
"""Milliseconds of a day."""

_COMPANY, _STOCK = 1, 2
"""Streams of chance; customers are stream 0."""

_TEAM: Final = (
    ("Elena Robles", "seller"),
    ("Marta Queiroz", "seller"),
    ("Tomás Arrieta", "seller"),
    ("Júlia Pacheco", "seller"),
    ("Nádia Saleh", "manager"),
    ("Iker Landa", "seller"),
)
"""Who works in the first store."""

_FIRST_STORE_PULL: Final = 2.5
"""The first store has this many times the customers of another one, so that even a small sample shows a full day."""
_HAS_STORE: Final = 0.75
"""About this share of customers has a home store."""


@dataclass(frozen=True, slots=True)
class Shop:
    """A store with what drawing its customers needs.

    ``offset`` is its distance from UTC in ms on the sample's day; ``books`` are the sellers who keep a client book;
    ``crowd`` is about how many customers call it their home store.
    """

    store: Store
    country: Country
    offset: int
    sellers: tuple[Seller, ...]
    books: tuple[Seller, ...]
    crowd: float


@dataclass(frozen=True, slots=True)
class Company:
    """Everything but the customers. ``today`` is midnight UTC of the sample's day in ms since 1970."""

    name: str
    seed: int
    date: datetime.date
    today: int
    shops: tuple[Shop, ...]
    choice: Weighted[Shop]
    goods: Goods
    defs: tuple[PreferenceDef, ...]
    pins: dict[str, str]

    def entities(self) -> Iterator[tuple[str, Any]]:
        """(entity type, entity) of the ``company`` scope."""
        yield from (("store", shop.store) for shop in self.shops)
        yield from (("seller", seller) for shop in self.shops for seller in shop.sellers)
        yield from (("product", product) for product in self.goods.products)
        yield from (("preference_def", definition) for definition in self.defs)

    def stock(self) -> Iterator[tuple[str, Any]]:
        """(``stock``, entity) of every store."""
        for number, shop in enumerate(self.shops):
            rows = make_stock(dice_for(self.seed, _STOCK, number), self.goods, shop.store.id)
            yield from (("stock", row) for row in rows)


def store_count(customers: int) -> int:
    """How many stores serve ``customers``: 3 at a thousand, 50 at a million."""
    return max(3, min(len(TOWNS), round(3 + 47 * math.log10(max(customers, 1) / 1_000) / 3)))


def product_count(customers: int) -> int:
    """How many products there are: 300 at a thousand customers, 2,000 from a million on."""
    return max(300, min(2_000, round(300 + 1_700 * math.log10(max(customers, 1) / 1_000) / 3)))


def make_company(seed: int, customers: int, date: datetime.date, stores: int = 0) -> Company:
    """The company for ``customers`` on ``date``; ``stores`` 0 = as many as suit."""
    today = int(datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC).timestamp()) * 1_000
    dice = dice_for(seed, _COMPANY, 0)
    ids = Ids(today - DAY, 0, dice)
    count = min(stores or store_count(customers), len(TOWNS))
    pins = _pins(dice)
    verifiers = [_verifier(seed, place, pin) for place, pin in enumerate(pins)]
    pulls = [_FIRST_STORE_PULL if n == 0 else 0.6 + 0.8 * dice.random() for n in range(count)]
    crowds = [customers * _HAS_STORE * pull / sum(pulls) for pull in pulls]
    shops = tuple(_shop(dice, ids, number, date, verifiers, crowd) for number, crowd in enumerate(crowds))
    by_seller = {seller.id: pin for shop in shops for seller, pin in zip(shop.sellers, pins, strict=False)}
    goods = make_goods(dice, ids, product_count(customers))
    choice = Weighted(*zip(pulls, shops, strict=True))
    return Company(NAME, seed, date, today, shops, choice, goods, definitions(), by_seller)


def _shop(dice: Dice, ids: Ids, number: int, date: datetime.date, verifiers: list[str], crowd: float) -> Shop:
    town = TOWNS[number]
    country = COUNTRIES[town.country]
    noon = datetime.datetime(date.year, date.month, date.day, 12, tzinfo=ZoneInfo(town.timezone))
    offset = noon.utcoffset() or datetime.timedelta(0)
    store = Store(ids.new(), town.code, town.name, town.city, town.country, town.timezone, country.currency, 1)
    sellers = tuple(
        Seller(ids.new(), name, store.id, "manager" if role == "manager" else "seller", True, country.language, pin, 1)
        for (name, role), pin in zip(_TEAM if number == 0 else _team(dice, country), verifiers, strict=False)
    )
    books = tuple(s for s in sellers if s.role == "seller")
    return Shop(store, country, int(offset.total_seconds()) * 1_000, sellers, books, crowd)


def _team(dice: Dice, country: Country) -> list[tuple[str, str]]:
    people: dict[str, str] = {}
    wanted = dice.between(6, 10)
    while len(people) < wanted:
        gender = dice.pick(("female", "male"))
        name = draw_name(dice, country.locales[0][1], gender)
        if name.given and len(name.whole) < 40:
            people[name.whole] = "manager" if len(people) == 4 else "seller"
    return list(people.items())


def _pins(dice: Dice) -> list[str]:
    """Ten different six-digit PINs, one per place in a team."""
    return [f"{number:06d}" for number in dice.sample(range(100_000, 1_000_000), 10)]


@cache
def _verifier(seed: int, place: int, pin: str) -> str:
    """The Argon2id string of a demonstration PIN.

    Sellers in the same place of two teams share it: hashing is slow on purpose, and these PINs are printed on the
    sign-in screen. The salt follows from the seed, so that the same sample has the same content. 19 MiB and two
    passes are the least that OWASP's password storage guide accepts.
    """
    salt = hashlib.blake2b(f"{seed}/{place}".encode(), digest_size=16).digest()
    return low_level.hash_secret(pin.encode(), salt, 2, 19 * 1024, 1, 32, Type.ID).decode()
