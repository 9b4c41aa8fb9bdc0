"""Sees that no text on a screen can ever be read as markup.

Names and notes come from customers and sellers. Qt guesses whether a text is markup, and markup with an image can
end the whole process. So every text goes through the house components, which say `Text.PlainText`:

1. Outside the house controls nothing is imported from QtQuick.Controls or QtQuick.Templates.
2. Inside them a stock module has a name (`import QtQuick.Templates as T`), and a stock control that draws text by
   itself brings its own contentItem.
3. Raw `Text`, `TextEdit` and their kin stand only in the house controls and say `textFormat: ….PlainText` there.
4. No other text format is set anywhere, no tool tip is attached, no QML is made from a string.

Usage: python -m tools.qml_text_rule
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QML = ROOT / "clienteling" / "ui" / "qml"
CONTROLS = Path("Clienteling") / "Controls"

_MARKUP_ELEMENTS = {"Text", "TextEdit", "TextArea", "Label"}
# Stock controls whose style draws no text of theirs.
_DRAW_NO_TEXT = {
    "ApplicationWindow", "BusyIndicator", "Drawer", "Frame", "Overlay", "Page", "Pane", "Popup", "ProgressBar",
    "ScrollBar", "ScrollIndicator", "ScrollView", "Slider", "StackView", "SwipeView", "TextField",
}  # fmt: skip
_IMPORT = re.compile(r"^\s*import\s+(QtQuick\.(?:Controls|Templates)[\w.]*|Qt\.labs\.\w+|QtQuick\.Dialogs)"
                     r"(?:\s+[\d.]+)?(?:\s+as\s+(\w+))?", re.MULTILINE)  # fmt: skip
_ELEMENT = re.compile(r"(?:\b([A-Z]\w*)\.)?\b([A-Z]\w*)\s*(?:\bon\s+[\w.]+\s*)?\{")
_FORMAT = re.compile(r"\btextFormat\b\s*[:=]\s*([^\n;}]+)")
_PLAIN = re.compile(r"(?:Text|TextEdit|T\.TextArea|TextArea)\.PlainText\s*")
_HIDDEN = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`""", re.DOTALL)


@dataclass
class Element:
    """One element of a QML file: its name, where it starts, and the text that is directly its own."""

    alias: str
    name: str
    line: int
    own: list[str] = field(default_factory=list)

    def binds(self, binding: str) -> bool:
        """Tell whether the element itself, not a child, has this property set."""
        return re.search(rf"(?:^|[\s;{{])(?:[A-Z]\w*\.)?{binding}\s*:", "".join(self.own)) is not None


@dataclass(frozen=True)
class Source:
    """A QML file with its comments and strings blanked out."""

    path: Path
    text: str
    house: bool

    def line(self, position: int) -> int:
        """Return the line of a position, counted from 1."""
        return self.text.count("\n", 0, position) + 1


def complaints(folder: Path) -> list[str]:
    """Return everything in the QML files of `folder` that breaks the rules, as `file:line: what`."""
    found = []
    for path in sorted(folder.rglob("*.qml")):
        relative = path.relative_to(folder)
        text = _HIDDEN.sub(_blank, path.read_text(encoding="utf-8"))
        source = Source(relative, text, house=relative.is_relative_to(CONTROLS))
        found += [f"{relative}:{line}: {what}" for line, what in sorted(_broken(source))]
    return found


def _blank(match: re.Match[str]) -> str:
    """Replace by as many blanks, keeping the lines."""
    return re.sub(r"[^\n]", " ", match.group())


def _broken(source: Source) -> Iterator[tuple[int, str]]:
    stock = {}
    for found in _IMPORT.finditer(source.text):
        module, alias = found.groups()
        if alias:
            stock[alias] = module
        line = source.line(found.start(1))
        if not source.house:
            yield line, f"{module} is for the house controls alone; use Clienteling.Controls"
        elif not alias:
            yield line, f"{module} needs a name (import {module} as …), so that stock and house controls differ"
    for found in _FORMAT.finditer(source.text):
        if not _PLAIN.fullmatch(found.group(1)):
            yield source.line(found.start()), f"textFormat is {found.group(1).strip()}; only PlainText is safe"
    for found in re.finditer(r"\bToolTip\.(?:text|show)\b", source.text):
        yield source.line(found.start()), "an attached tool tip draws its text with the stock style"
    for found in re.finditer(r"\bQt\.createQmlObject\b", source.text):
        yield source.line(found.start()), "QML made from a string is beyond every check"
    for element in elements(source):
        yield from ((element.line, what) for what in _wrong_with(element, source, stock))


def _wrong_with(element: Element, source: Source, stock: dict[str, str]) -> Iterator[str]:
    module = stock.get(element.alias, "")
    # A bare Label is the house's own; a named one is a stock control.
    raw = element.name in _MARKUP_ELEMENTS and (element.name != "Label" or bool(element.alias))
    if raw and not source.house:
        yield f"{element.name} draws text itself; use the house's Label or Icon"
    elif raw and not element.binds("textFormat"):
        yield f"{element.name} does not say textFormat: {element.name}.PlainText"
    draws = module.startswith("QtQuick.Controls") and element.name not in _DRAW_NO_TEXT | _MARKUP_ELEMENTS
    if draws and not element.binds("contentItem"):
        yield f"{element.name} of {module} draws its text itself; give it a contentItem"


def elements(source: Source) -> Iterator[Element]:
    """Yield every element once it is closed, with the text between its braces that no child element owns."""
    starts = {found.end() - 1: found for found in _ELEMENT.finditer(source.text)}
    open_braces: list[Element | None] = []
    for position, character in enumerate(source.text):
        if character == "{":
            found = starts.get(position)
            line = source.line(found.start()) if found else 0
            open_braces.append(Element(found.group(1) or "", found.group(2), line) if found else None)
        elif character == "}" and open_braces:
            closed = open_braces.pop()
            if closed:
                yield closed
        elif open_braces and open_braces[-1]:
            open_braces[-1].own.append(character)


def main(folder: Path = QML) -> int:
    """Print every complaint and return 1 when there is one."""
    found = complaints(folder)
    for complaint in found:
        print(complaint, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
