"""What the app may change about its looks: light or dark, text size, motion, and a brand's accent colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from PySide6.QtQml import QQmlEngine

MINIMUM_CONTRAST: Final = 4.5
"""Lowest contrast of text on its ground (WCAG 2.2, 1.4.3, level AA)."""

CANVAS_LIGHT: Final = "#F7F4EF"
CANVAS_DARK: Final = "#171512"
SURFACE_LIGHT: Final = "#FFFEFC"
SURFACE_DARK: Final = "#211E1A"


class BrandRefusedError(ValueError):
    """A brand's colours cannot be read on each other."""


class ControlsMissingError(RuntimeError):
    """The engine does not find the house controls: its import path is wrong."""


@dataclass(frozen=True)
class Accent:
    """The accent family for one mode, as "#RRGGBB".

    Attributes:
        accent: filled buttons, links, focus.
        ink: text on `accent`.
        soft: ground of what is selected.
        soft_ink: text on `soft`.
    """

    accent: str
    ink: str
    soft: str
    soft_ink: str


@dataclass(frozen=True)
class Brand:
    """A retailer's accent colours in both modes."""

    light: Accent
    dark: Accent


def contrast(first: str, second: str) -> float:
    """Contrast of two colours by the WCAG 2.2 formula, 1 to 21.

    Raises:
        BrandRefusedError: a colour is not "#RRGGBB".
    """
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    value = QColor(colour)
    if len(colour) != 7 or not value.isValid():
        raise BrandRefusedError(f"{colour!r} is not a colour written as #RRGGBB.")
    red, green, blue = (_linear(part) for part in (value.redF(), value.greenF(), value.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def check_brand(brand: Brand) -> None:
    """Refuse a brand one of whose pairs is under 4.5:1.

    Raises:
        BrandRefusedError: names the pair and its contrast.
    """
    modes = (
        ("light", brand.light, CANVAS_LIGHT, SURFACE_LIGHT),
        ("dark", brand.dark, CANVAS_DARK, SURFACE_DARK),
    )
    for mode, accent, canvas, surface in modes:
        pairs = (
            (accent.ink, accent.accent),
            (accent.soft_ink, accent.soft),
            (accent.accent, canvas),
            (accent.accent, surface),
        )
        for ink, ground in pairs:
            found = contrast(ink, ground)
            if found < MINIMUM_CONTRAST:
                raise BrandRefusedError(f"{ink} on {ground} ({mode}) has a contrast of {found:.1f}, not 4.5.")


def theme_of(engine: QQmlEngine) -> QObject:
    """The Theme object all controls of this engine read.

    Raises:
        ControlsMissingError: the engine does not know the house controls.
    """
    theme = engine.singletonInstance("Clienteling.Controls", "Theme")
    if not isinstance(theme, QObject):
        raise ControlsMissingError("The house controls are not on the QML import path.")
    return theme


def set_looks(engine: QQmlEngine, *, dark: bool = False, text_scale: float = 1.0, reduced_motion: bool = False) -> None:
    """Switch light or dark, text size (1.0 to 2.0) and motion; takes effect at once."""
    theme = theme_of(engine)
    theme.setProperty("dark", dark)
    theme.setProperty("textScale", text_scale)
    theme.setProperty("reducedMotion", reduced_motion)


def set_brand(engine: QQmlEngine, brand: Brand) -> None:
    """Give the accent family a retailer's colours.

    Raises:
        BrandRefusedError: a pair could not be read; nothing was changed.
    """
    check_brand(brand)
    theme = theme_of(engine)
    for mode, accent in (("Light", brand.light), ("Dark", brand.dark)):
        theme.setProperty(f"accent{mode}", QColor(accent.accent))
        theme.setProperty(f"accentInk{mode}", QColor(accent.ink))
        theme.setProperty(f"accentSoft{mode}", QColor(accent.soft))
        theme.setProperty(f"accentSoftInk{mode}", QColor(accent.soft_ink))
