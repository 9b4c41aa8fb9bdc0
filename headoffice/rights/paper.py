"""The answer to an access request on paper: PDF, for people who do not read JSON.

Everything in it was typed by somebody: nothing is taken for markup. Reportlab would open addresses and files that
stand in it.
"""

from __future__ import annotations

import datetime as dt
import html
import importlib.util
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from clienteling.domain.ids import is_id
from headoffice.rights.access import Held
from headoffice.rights.words import labelled, said
from headoffice.sources.values import from_minor

_PARTS = (
    "identifiers",
    "contacts",
    "consents",
    "preferences",
    "dates",
    "tags",
    "book",
    "relationships",
    "proposals",
    "loyalty",
    "summary",
    "insights",
)
_TIMES = ("at", "_at")
_HIDDEN = frozenset({"version", "position", "picture", "sha256"})
_LONGEST = 3_000
"""Characters in one paragraph: a longer one would not fit on a page."""
_UNKNOWN = "?"


def pdf(held: Held, language: str, beside: str) -> bytes:
    """The paper, A4. ``beside`` is the name of the file with the same data for programs."""
    paper = _Paper(held, language)
    story = list(paper.story(beside))
    file = io.BytesIO()
    title = said("title", language)
    document = SimpleDocTemplate(
        file, pagesize=A4, leftMargin=22 * mm, rightMargin=22 * mm, topMargin=20 * mm, bottomMargin=20 * mm, title=title
    )
    document.build(story, onFirstPage=_numbered, onLaterPages=_numbered)
    return file.getvalue()


def _numbered(canvas: Any, document: Any) -> None:
    canvas.setFont("Manrope", 8)
    canvas.setFillColor(colors.HexColor("#655C52"))
    canvas.drawRightString(A4[0] - 22 * mm, 12 * mm, str(document.page))


class _Paper:
    def __init__(self, held: Held, language: str) -> None:
        self._held = held
        self._language = language
        self._glyphs = _typeface()
        self._lacking = False
        ink, dim = colors.HexColor("#231F1B"), colors.HexColor("#655C52")
        self._title = ParagraphStyle("t", fontName="Manrope", fontSize=22, leading=28, textColor=ink, spaceAfter=8)
        self._heading = ParagraphStyle("h", parent=self._title, fontSize=14, leading=18, spaceBefore=14, keepWithNext=1)
        self._text = ParagraphStyle("p", fontName="Manrope", fontSize=9.5, leading=13.5, textColor=ink, spaceAfter=3)
        self._small = ParagraphStyle("s", parent=self._text, fontSize=8.5, leading=12, textColor=dim)

    def story(self, beside: str) -> Iterator[Flowable]:
        held, day = self._held, _moment(self._held.made_at)
        body = [*self._profile(held.customer)]
        for number, alias in enumerate(held.merged, 1):
            body += [*self._section("merged", [{"number": number}]), *self._profile(alias)]
        for name in ("sources", "refused", "seen", "requests"):
            body += self._section(name, getattr(held, name))
        yield self._paragraph(said("title", self._language), self._title)
        yield self._paragraph(said("made", self._language, day, held.company), self._small)
        yield self._paragraph(said("also", self._language, beside), self._small)
        if self._lacking:
            yield self._paragraph(said("unseen", self._language, beside), self._small)
        yield Spacer(1, 4 * mm)
        yield from body

    def _profile(self, main: dict[str, Any]) -> Iterator[Flowable]:
        customer = main["customer"]
        fields = [{key: value["value"], "by": value["by"]} for key, value in customer["fields"].items()]
        yield from self._section("profile", fields)
        for name in _PARTS:
            part = customer[name]
            yield from self._section(name, part if isinstance(part, list) else [part] if part else [])
        for etype, entities in main["history"].items():
            yield from self._section(etype, reversed(entities))
        yield from self._section("note_reviews", main["note_reviews"])
        yield from self._section("superseded", main["superseded"])
        yield from self._section("conflicts", main["conflicts"])
        yield from self._section("merge_requests", main["merge_requests"])
        yield from self._section("scopes", [{"name": self._named(scope)} for scope in main["scopes"]])

    def _section(self, name: str, entries: Iterable[dict[str, Any]]) -> Iterator[Flowable]:
        yield self._paragraph(said(name, self._language), self._heading)
        empty = True
        for entry in entries:
            empty = False
            yield from self._cut(self._words(entry), self._text)
            for children in (value for value in entry.values() if _several(value)):
                for child in children:
                    yield from self._cut(self._words(child, str(entry.get("currency", ""))), self._small)
        if empty:
            yield self._paragraph(said("nothing", self._language), self._small)

    def _cut(self, words: str, style: ParagraphStyle) -> Iterator[Paragraph]:
        for start in range(0, len(words), _LONGEST):
            yield self._paragraph(words[start : start + _LONGEST], style)

    def _words(self, entry: dict[str, Any], currency: str = "") -> str:
        currency = str(entry.get("currency", currency))
        shown = [(key, value) for key, value in entry.items() if key not in _HIDDEN and not _several(value)]
        shown.sort(key=lambda pair: pair[0] == "by")  # who said so comes last
        told = ((key, self._value(key, value, currency)) for key, value in shown)
        return " · ".join(
            words if key == "by" else f"{labelled(key, self._language)}: {words}" for key, words in told if words
        )

    def _value(self, key: str, value: Any, currency: str) -> str:
        if isinstance(value, dict):
            return self._said_by(value) if "actor_kind" in value else self._words(value, currency)
        if isinstance(value, list):
            return "; ".join(filter(None, (self._value(key, each, currency) for each in value)))
        if isinstance(value, bool) or value in ("", 0, None):
            return str(value).lower() if value else ""
        if isinstance(value, int) and key.endswith(_TIMES):
            return _moment(value)
        if isinstance(value, int) and key.endswith("_minor"):
            return f"{from_minor(value, currency)} {currency}"
        return self._named(str(value))

    def _said_by(self, by: dict[str, Any]) -> str:
        who = self._held.people.get(by["actor"], by["actor"]) if by["actor_kind"] == "seller" else by["actor_kind"]
        source = by["actor"] if by["actor_kind"] == "source" else ""
        parts = [who, source, by["channel"], self._held.stores.get(by["store"], ""), _moment(by["at"])]
        return f"({said('said_by', self._language)} {', '.join(filter(None, parts))})"

    def _named(self, text: str) -> str:
        """Names in the place of ids; ids without one tell people nothing, and stand in the other file."""
        bare = text.removeprefix("store:")
        name = self._held.stores.get(bare) or self._held.people.get(bare)
        return name or ("" if is_id(bare) else text)

    def _paragraph(self, text: str, style: ParagraphStyle) -> Paragraph:
        shown = "".join(char if ord(char) in self._glyphs or char == "\n" else self._lack() for char in text)
        return Paragraph(html.escape(shown).replace("\n", "<br/>"), style)

    def _lack(self) -> str:
        self._lacking = True
        return _UNKNOWN


def _several(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _moment(ms: int) -> str:
    if not ms:
        return ""
    # Times come from many tills and tablets: any number is shown somehow.
    try:
        return dt.datetime.fromtimestamp(ms / 1000, dt.UTC).strftime("%Y-%m-%d %H:%M")
    except (OverflowError, ValueError, OSError):
        return str(ms)


def _typeface() -> frozenset[int]:
    """Make the typeface known; the characters it has."""
    found = importlib.util.find_spec("font_manrope")
    if found is None or not found.origin:
        raise RuntimeError("The typeface is missing. Install the packages again.")
    font = TTFont("Manrope", str(Path(found.origin).parent / "files" / "Manrope-Regular.ttf"))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)
