"""Pages of the console: plain HTML without script or picture. What is not markup made here is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from headoffice import style_sheet
from headoffice.console.words import Language, say

HOME = "/v1/console"


class Markup(str):
    """Text that is markup already. Made by the functions of this module alone."""

    __slots__ = ()


def tag(called: str, /, *inner: str, **attributes: str) -> Markup:
    """An element around ``inner``. An attribute that is a word of Python has a ``_`` behind it; an empty one is left
    out.
    """
    told = "".join(f' {key.rstrip("_")}="{html.escape(value)}"' for key, value in attributes.items() if value)
    within = "".join(each if isinstance(each, Markup) else html.escape(each) for each in inner)
    return Markup(f"<{called}{told}>{within}</{called}>")


def field(label: str, name: str, *, kind: str = "text", value: str = "", needed: bool = False, most: int = 0) -> Markup:
    """One line to fill in. ``most``: characters, 0 = any number of them."""
    told = f'<input type="{html.escape(kind)}" name="{html.escape(name)}" value="{html.escape(value)}"'
    told += f' maxlength="{most}"' * bool(most) + " required" * needed + ' autocomplete="off">'
    return tag("p", tag("label", f"{label} ", Markup(told)))


def area(label: str, name: str) -> Markup:
    """Several lines to fill in."""
    return tag("p", tag("label", label, Markup("<br>"), tag("textarea", name=name, rows="5", cols="40")))


def choice(label: str, name: str, options: Mapping[str, str]) -> Markup:
    """One of several: value -> what is shown."""
    told = [tag("option", text, value=value) if value else tag("option", text) for value, text in options.items()]
    return tag("p", tag("label", f"{label} ", tag("select", *told, name=name)))


def ticks(label: str, name: str, options: Mapping[str, str]) -> Markup:
    """Any of several: value -> what is shown."""
    boxes = [
        tag("label", Markup(f'<input type="checkbox" name="{html.escape(name)}" value="{html.escape(value)}">'), text)
        for value, text in options.items()
    ]
    return tag("fieldset", tag("legend", label), *(tag("p", box) for box in boxes))


def form(where: str, mark: str, button: str, *fields: str) -> Markup:
    """Something to send. ``mark`` shows that it comes from a page of this session."""
    return tag("form", hidden("mark", mark), *fields, tag("p", tag("button", button)), action=where, method="post")


def hidden(name: str, value: str) -> Markup:
    """What goes along and is not shown."""
    return Markup(f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">')


def link(where: str, text: str) -> Markup:
    """A way to another page of the console."""
    return tag("a", text, href=where)


def place(*parts: str) -> str:
    """The path of a page below the first one."""
    return "/".join([HOME, *(quote(part, safe="") for part in parts)])


def pairs(found: Iterable[tuple[str, str | Markup]]) -> Markup:
    """What it is and what it says, below each other: as wide as the screen lets it be."""
    return tag("dl", *(part for label, value in found for part in (tag("dt", label), tag("dd", value))))


def items(found: Iterable[str]) -> Markup:
    """A list."""
    return tag("ul", *(tag("li", each) for each in found))


def paragraph(text: str) -> Markup:
    """Words."""
    return tag("p", text)


def whole(language: Language, title: str, *body: str, home: bool = True) -> str:
    """A page. ``home``: with a way back to the first one."""
    lang = {"pt": "pt-BR"}.get(language, language)
    head = Markup(
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex">{style_sheet.ELEMENT}'
    )
    back = [paragraph_link(HOME, say(language, "home"))] if home else []
    inner = tag("head", head, tag("title", title)) + tag("body", tag("h1", title), *body, *back)
    return f'<!doctype html><html lang="{lang}">{inner}</html>'


def paragraph_link(where: str, text: str) -> Markup:
    """A way on a line of its own."""
    return tag("p", link(where, text))
