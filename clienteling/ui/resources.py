"""The typeface and the icon font the app ships with, found in their wheels without importing them.

Attributes:
    TEXT_FAMILY: family of all text.
    ICON_FAMILY: family of all icons.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

TEXT_FAMILY = "Manrope"
ICON_FAMILY = "Phosphor"

_TEXT_FILES = tuple(f"Manrope-{weight}.ttf" for weight in ("Regular", "Medium", "SemiBold", "Bold"))
_ICON_FILE = "phosphor-1.3.0.ttf"
_CHARMAP_FILE = "phosphor-charmap-1.3.0.json"


class ResourceMissingError(RuntimeError):
    """A font the app is built on is not installed, or cannot be read."""


def _package_folder(package: str) -> Path:
    """Folder of an installed package.

    Raises:
        ResourceMissingError: the package is not installed.
    """
    # Beside this package when both are installed, and in a bundle, which has files but nothing to import.
    beside = Path(__file__).parents[2] / package
    if beside.is_dir():
        return beside
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ResourceMissingError(f"The package {package} is not installed.")
    return Path(spec.submodule_search_locations[0])


def text_font_files() -> tuple[Path, ...]:
    """The four weights of the text face, lightest first."""
    folder = _package_folder("font_manrope") / "files"
    return tuple(folder / name for name in _TEXT_FILES)


def icon_font_file() -> Path:
    """The icon font."""
    return _package_folder("qtawesome") / "fonts" / _ICON_FILE


def load_fonts() -> None:
    """Register text and icon fonts with Qt and make the text face the application's font.

    Needs a QGuiApplication; calling it again costs a look-up only.

    Raises:
        ResourceMissingError: a font file is missing or damaged.
    """
    for file in text_font_files():
        _load_font(file, TEXT_FAMILY)
    _load_font(icon_font_file(), ICON_FAMILY)
    font = QFont(TEXT_FAMILY)
    font.setPixelSize(16)
    QGuiApplication.setFont(font)


@cache  # instead of asking for all families there are, which has Qt look into each
def _load_font(file: Path, family: str) -> None:
    number = QFontDatabase.addApplicationFont(str(file))
    if number < 0 or family not in QFontDatabase.applicationFontFamilies(number):
        raise ResourceMissingError(f"The font {file.name} is missing or damaged.")


@cache
def icon_codes() -> dict[str, object]:
    """Every icon of the icon font: name to code point, as the font's map has it ("0xf371").

    Raises:
        ResourceMissingError: the font's map of names is missing or not what it should be.
    """
    file = _package_folder("qtawesome") / "fonts" / _CHARMAP_FILE
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ResourceMissingError(f"The icon map {file.name} cannot be read.") from error
    if not isinstance(entries, dict) or not entries:
        raise ResourceMissingError(f"The icon map {file.name} is empty.")
    return entries


@cache
def icon_glyph(name: str) -> str:
    """The one character that draws an icon; empty when there is none of this name.

    The font fills the private use area of the basic plane and, for want of room, runs on behind it.

    Raises:
        ResourceMissingError: as ``icon_codes``, or the map has no such character for it.
    """
    code = icon_codes().get(name)
    if code is None:
        return ""
    try:
        point = int(str(code), 16)
    except ValueError as error:
        raise ResourceMissingError(f"The icon {name} has no code point.") from error
    if not 0xE000 <= point <= 0xFFFD:
        raise ResourceMissingError(f"The icon {name} has a code point that no icon font uses.")
    return chr(point)
