"""A customer on a page of the console: what may be seen of them, in words. What is empty is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from clienteling.domain.ids import is_id
from headoffice.console import page
from headoffice.console.region import Seen
from headoffice.console.words import Language
from headoffice.rights.access import readable
from headoffice.rights.words import labelled, said
from headoffice.sources.values import from_minor

_PARTS = ("contacts", "preferences", "dates", "tags", "book", "relationships", "loyalty", "summary")
_LEFT_OUT = frozenset({"id", "by", "customer", "version", "picture", "product", "audience", "others"})
_NOTHING = ("", 0, None, False)


def sections(seen: Seen, language: Language) -> Iterator[page.Markup]:
    """One after the other, each with its heading."""
    told, words = readable(seen.customer), _Words(seen.names, "pt_BR" if language == "pt" else language)
    fields = [{key: held["value"]} for key, held in told["fields"].items()]
    yield from words.section("profile", fields)
    for name in _PARTS:
        held = told[name]
        yield from words.section(name, held if isinstance(held, list) else [held] if held else [])
    for etype, entities in seen.events.items():
        yield from words.section(etype, [readable(each) for each in entities])


class _Words:
    def __init__(self, names: Mapping[str, str], language: str) -> None:
        self._names = names
        self._language = language

    def section(self, name: str, entries: list[dict[str, Any]]) -> Iterator[page.Markup]:
        shown = [found for each in entries if (found := list(self._pairs(each, str(each.get("currency", "")))))]
        if shown:
            yield page.tag("h2", said(name, self._language))
            yield from map(page.pairs, shown)

    def _pairs(self, entry: dict[str, Any], currency: str) -> Iterator[tuple[str, str]]:
        for key, value in entry.items():
            if key in _LEFT_OUT or (key == "satisfaction" and value < 0):
                continue
            if isinstance(value, list):
                for child in value:
                    if isinstance(child, dict):
                        yield from self._pairs(child, currency)
            elif told := self._value(key, value, currency):
                yield labelled(key, self._language), told

    def _value(self, key: str, value: Any, currency: str) -> str:
        if value in _NOTHING:
            return ""
        if isinstance(value, int) and key.endswith("_minor"):
            return f"{from_minor(value, currency)} {currency}" if currency else ""
        if isinstance(value, int) and not isinstance(value, bool) and (key == "at" or key.endswith("_at")):
            return _moment(value)
        text = str(value)
        return self._names.get(text, "") if is_id(text) else text


def _moment(ms: int) -> str:
    try:
        return dt.datetime.fromtimestamp(ms / 1000, dt.UTC).strftime("%Y-%m-%d %H:%M")
    except (OverflowError, ValueError, OSError):  # sources tell any number for a time
        return str(ms)
