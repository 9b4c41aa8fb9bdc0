"""The sample retailer's goods: leather, clothing, shoes, jewellery, each with sizes, a price and a drawn picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from clienteling.domain.catalogue import Product, Stock, Variant
from clienteling.domain.history import OrderLine
from clienteling.domain.ids import source_id
from headoffice.sample.dice import Dice, Ids
from headoffice.sample.taxonomy import COLORS, MATERIALS, SIZES


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of goods: its drawing, what its pieces are called, and how they are sized and priced (whole euros)."""

    picture: str
    category: str
    nouns: tuple[str, ...]
    materials: tuple[str, ...]
    low: int
    high: int
    size: str = ""
    weight: int = 2


KINDS: Final = tuple(
    Kind(*row)
    for row in (
        ("bag", "bags", ("bag", "tote", "shoulder bag", "bucket bag", "clutch", "travel bag", "garment bag"),
         ("leather", "suede"), 290, 2400, "", 5),
        ("shoe", "shoes", ("court shoe", "sandal", "loafer", "slingback", "ballerina"), ("leather", "suede"), 180, 690,
         "shoe", 4),
        ("boot", "shoes", ("boot", "ankle boot", "riding boot"), ("leather", "suede"), 290, 990, "shoe", 2),
        ("trainer", "shoes", ("trainer",), ("leather", "suede"), 180, 420, "shoe", 1),
        ("scarf", "accessories", ("scarf", "shawl", "stole"), ("wool", "silk", "cashmere"), 90, 480, "", 3),
        ("ring", "jewellery", ("ring", "signet ring", "eternity ring"), ("gold", "silver"), 190, 3900, "ring", 2),
        ("coat", "clothing", ("coat", "trench coat", "wrap coat", "parka"), ("wool", "cashmere", "cotton"), 390, 1900,
         "clothing", 3),
        ("dress", "clothing", ("dress", "shirt dress", "evening dress"), ("silk", "linen", "cotton"), 190, 1200,
         "clothing", 3),
        ("shirt", "clothing", ("shirt", "blouse"), ("cotton", "linen", "silk"), 110, 390, "clothing", 3),
        ("trousers", "clothing", ("trousers", "wide trousers"), ("wool", "cotton", "linen"), 140, 490, "clothing", 2),
        ("skirt", "clothing", ("skirt", "pleated skirt"), ("wool", "silk", "leather"), 150, 520, "clothing", 2),
        ("knit", "clothing", ("jumper", "cardigan", "roll-neck"), ("wool", "cashmere", "cotton"), 120, 590, "clothing",
         3),
        ("hat", "accessories", ("hat", "fedora", "beret"), ("wool", "cotton"), 70, 290, "", 1),
        ("glove", "accessories", ("gloves", "driving gloves"), ("leather", "suede"), 90, 260, "glove", 1),
        ("belt", "accessories", ("belt", "plaited belt"), ("leather", "suede"), 80, 290, "belt", 2),
        ("wallet", "accessories", ("wallet", "card holder", "purse"), ("leather",), 90, 390, "", 2),
        ("watch", "jewellery", ("watch",), ("silver", "gold"), 390, 4200, "", 1),
        ("sunglasses", "accessories", ("sunglasses",), (), 140, 420, "", 1),
        ("perfume", "beauty", ("perfume", "cologne"), (), 70, 220, "", 1),
        ("cream", "beauty", ("face cream", "hand cream"), (), 40, 160, "", 1),
        ("necklace", "jewellery", ("necklace", "pendant"), ("gold", "silver"), 150, 2900, "", 1),
        ("earring", "jewellery", ("earrings", "hoops"), ("gold", "silver"), 90, 1900, "", 1),
        ("bracelet", "jewellery", ("bracelet", "bangle"), ("gold", "silver", "brass"), 110, 1700, "", 1),
        ("home", "home", ("candle", "vase", "cushion"), (), 40, 320, "", 1),
        ("gift", "gifts", ("gift box", "shoe care set"), (), 30, 180, "", 1),
    )
)  # fmt: skip

_FIRST: Final = (
    # (title, kind, colour, euros): what the showcase customers own; every sample has them.
    ("Cognac bag", "bag", "cognac", 1290),
    ("Court shoe", "shoe", "burgundy", 390),
    ("Wool scarf", "scarf", "blue", 180),
    ("Emerald ring", "ring", "green", 890),
    ("Camel coat", "coat", "camel", 990),
    ("Leather sandal", "shoe", "brown", 240),
    ("Face cream", "cream", "ivory", 95),
    ("Garment bag", "bag", "navy", 340),
    ("Weekend travel bag", "bag", "brown", 1150),
    ("Silk blouse", "shirt", "ivory", 260),
    ("Black court shoe", "shoe", "black", 390),
    ("Cashmere cardigan", "knit", "grey", 420),
)

_METALS: Final = ("gold", "silver")
_STONES: Final = (*_METALS, *_METALS, "green", "blue", "red", "white", "black")
_DYES: Final = tuple(color for color in COLORS if color not in _METALS)
_WOMEN: Final = ("dress", "skirt", "earring")
_WOMEN_SHOES: Final = ("court shoe", "slingback", "ballerina", "Court shoe")
_BY_PICTURE: Final = {kind.picture: kind for kind in KINDS}
_STOCK_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Goods:
    """The products, and the quick ways to them that drawing a purchase needs. ``used_up`` is bought again and again."""

    products: tuple[Product, ...]
    by_title: dict[str, Product]
    sized: dict[str, str]
    for_men: tuple[Product, ...]
    used_up: tuple[Product, ...]

    def shelf(self, gender: str) -> tuple[Product, ...]:
        """What somebody of ``gender`` buys from: men rarely buy dresses for themselves."""
        return self.for_men if gender == "male" else self.products

    def line(self, product: Product, rate: float, size: str = "", quantity: int = 1) -> OrderLine:
        """A line of ``product`` in ``size`` (its own only one, or the nearest there is), priced at ``rate``."""
        variants = product.variants
        variant = next((v for v in variants if v.size == size), None) or variants[len(variants) // 2]
        return OrderLine(
            product.title,
            quantity,
            local_price(variant.price_minor, rate),
            variant.sku,
            product.id,
            variant.size,
            variant.color,
            product.picture,
        )


def local_price(minor: int, rate: float) -> int:
    """Cents of euros as the minor unit of a currency, rounded to whole units as price tags are."""
    return minor if rate == 1.0 else round(minor * rate / 100) * 100


def make_goods(dice: Dice, ids: Ids, count: int) -> Goods:
    """``count`` products (at least the showcased ones), no title twice."""
    rows = [(title, _BY_PICTURE[picture], color, euros) for title, picture, color, euros in _FIRST]
    taken = {title for title, *_ in rows}
    shelf = [kind for kind in KINDS for _ in range(kind.weight)]
    while len(rows) < count:
        kind = dice.pick(shelf)
        color = dice.pick(_STONES if kind.category == "jewellery" else _DYES)
        title = _title(dice, kind, color)
        if title not in taken:
            taken.add(title)
            rows.append((title, kind, color, _euros(dice, kind)))
    products = tuple(_product(ids, number, *row) for number, row in enumerate(rows))
    sized = {p.id: kind.size for p, (_, kind, _, _) in zip(products, rows, strict=True)}
    for_men = tuple(p for p in products if p.picture.split("/")[0] not in _WOMEN and not p.title.endswith(_WOMEN_SHOES))
    used_up = tuple(p for p in products if p.category == "beauty")
    return Goods(products, {p.title: p for p in products}, sized, for_men, used_up)


def _title(dice: Dice, kind: Kind, color: str) -> str:
    noun, colored = dice.pick(kind.nouns), COLORS[color][1]
    material = MATERIALS[dice.pick(kind.materials)][0] if kind.materials else ""
    if kind.category == "beauty":
        return f"{noun.capitalize()} no. {dice.between(1, 60)}"
    if kind.category == "jewellery":
        return f"{material} {noun}, {colored.lower()} stone" if color not in _METALS else f"{colored} {noun}"
    return f"{colored} {material.lower()} {noun}" if material and dice.chance(0.7) else f"{colored} {noun}"


def _euros(dice: Dice, kind: Kind) -> int:
    """A price tag: cheap pieces are commoner, and tags end in 0 or 5."""
    return round((kind.low + (kind.high - kind.low) * dice.random() ** 2) / 5) * 5


def _product(ids: Ids, number: int, title: str, kind: Kind, color: str, euros: int) -> Product:
    sizes = SIZES[kind.size] if kind.size else ("",)
    base = f"{kind.picture[:3].upper()}-{number:04d}"
    variants = tuple(Variant(ids.new(), f"{base}-{size}" if size else base, size, color, euros * 100) for size in sizes)
    picture = f"{kind.picture}/{COLORS[color][0]}"
    return Product(ids.new(), title, kind.category, "EUR", picture, variants, 1)


def make_stock(dice: Dice, goods: Goods, store: str) -> list[Stock]:
    """What lies in ``store``: some of the products, some of their sizes; all of the showcased ones."""
    rows = []
    for number, product in enumerate(goods.products):
        showcased = number < len(_FIRST)
        if not showcased and not dice.chance(_STOCK_SHARE):
            continue
        pieces = {v.id: dice.between(1 if showcased else 0, 4) for v in product.variants}
        rows.append(Stock(source_id("sample", "stock", f"{store}/{product.id}"), store, product.id, pieces, 1))
    return rows
