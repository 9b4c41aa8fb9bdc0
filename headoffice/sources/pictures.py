"""Drawn pictures for products of sources that bring none: a kind and a colour guessed from words."""

from __future__ import annotations

import re
from functools import lru_cache

_KINDS = (
    # The first word that fits decides, so the special stands before the general.
    ("sunglasses", "sunglass|glasses"),
    ("sock", "sock"),
    ("boot", "boot"),
    ("trainer", "trainer|sneaker"),
    ("shoe", "shoe|slipper|sandal|heel"),
    ("helmet", "helmet"),
    ("glove", "glove|mitten"),
    ("hat", "hat|cap|caps|beanie"),
    ("umbrella", "umbrella|parasol"),
    ("wallet", "wallet|purse"),
    ("bag", "bag|tote|handbag|backpack|pannier|panniers|hydration|satchel"),
    ("scarf", "scarf|shawl"),
    ("belt", "belt"),
    ("watch", "watch"),
    ("ring", "ring"),
    ("necklace", "necklace|pendant|choker"),
    ("earring", "earring"),
    ("bracelet", "bracelet|bangle"),
    ("perfume", "perfume|fragrance|cologne"),
    ("cream", "cream|soap|lotion|cleaner"),
    ("dress", "dress|gown"),
    ("skirt", "skirt"),
    ("trousers", "trouser|jean|short|shorts|tight|bib-short|leggings"),
    ("coat", "coat|jacket|parka"),
    ("knit", "knit|sweater|cardigan|pullover|hoodie|vest"),
    ("shirt", "shirt|jersey|blouse"),
    ("tshirt", "t-shirt|tee|top"),
    ("bike", "bike|bicycle|frame|wheel"),
    ("gift", "gift|card|wrap|ribbon|party|christmas|advent|birthday"),
    ("home", "light|lantern|holder|candle|mug|cup|plate|bowl|tin|box|clock|frame|cushion|sign|jar|doormat|drawer|"
             "teapot|cake|kitchen|garden|heart|hook|mirror|lamp|basket|tray|vase|pot|planter|cabinet|door|wall"),
)  # fmt: skip
_COLOURS = {
    "black": "2B2B2B",
    "white": "F2EFE9",
    "ivory": "EFE6D2",
    "cream": "EDE3CB",
    "grey": "8A8A8A",
    "gray": "8A8A8A",
    "silver": "B8BBC0",
    "red": "B3261E",
    "pink": "D98CA6",
    "rose": "C98A94",
    "blue": "2F5D8C",
    "navy": "1F2F4D",
    "turquoise": "3AA6A0",
    "green": "4E7A4F",
    "yellow": "D9B23A",
    "gold": "C7A04B",
    "orange": "D07B2F",
    "brown": "6F4E37",
    "purple": "6A4C93",
    "multi": "A8587A",
}
_WORD = re.compile(r"[a-z][a-z-]*")


@lru_cache(maxsize=20_000)
def picture(*texts: str) -> str:
    """``kind/rrggbb`` for the words of ``texts``; empty when nothing is recognised. Earlier texts weigh more."""
    words = [word for text in texts for word in _WORD.findall(text.casefold())]
    kind = next((kind for text in texts if (kind := _kind(text))), "")
    colour = next((_COLOURS[word] for word in words if word in _COLOURS), "")
    if not kind and not colour:
        return ""
    return f"{kind or 'generic'}/{colour or '8C7B6B'}"


def _kind(text: str) -> str:
    words = set(_WORD.findall(text.casefold()))
    words |= {word[:-1] for word in words if word.endswith("s")}
    return next((kind for kind, known in _TABLE if words & known), "")


_TABLE = tuple((kind, frozenset(words.split("|"))) for kind, words in _KINDS)
