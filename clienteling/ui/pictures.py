"""Product pictures drawn by code: `image://product/<kind>/<colour>`, for example `image://product/bag/A5673A`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from clienteling.ui.drawings import DRAWINGS, GENERIC, PAPER

if TYPE_CHECKING:
    from PySide6.QtQml import QQmlEngine

PROVIDER: Final = "product"
DEFAULT_COLOUR: Final = "8C7B6B"
DEFAULT_SIZE: Final = 96
LARGEST_SIZE: Final = 1024
VIEW_BOX: Final = 96

_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


def product_kinds() -> tuple[str, ...]:
    """Every kind that has a drawing of its own."""
    return tuple(DRAWINGS)


@lru_cache(maxsize=512)
def product_svg(kind: str, colour: str) -> str:
    """The drawing of a product as SVG text on a transparent square.

    Args:
        kind: one of `product_kinds`; anything else gives the plain parcel.
        colour: main colour as "RRGGBB"; anything else gives a neutral brown.
    """
    base = _seen_on_tile(QColor(f"#{colour if _COLOUR.fullmatch(colour) else DEFAULT_COLOUR}"))
    drawing = DRAWINGS.get(kind, DRAWINGS[GENERIC])
    body = drawing.format(  # nosemgrep: format-string-of-what-was-given - drawings are ours
        base=base.name(),
        dark=base.darker(122).name(),
        deep=base.darker(160).name(),
        light=_towards_paper(base, 0.18).name(),
        pale=_towards_paper(base, 0.45).name(),
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {VIEW_BOX} {VIEW_BOX}">{body}</svg>'


def _towards_paper(colour: QColor, share: float) -> QColor:
    """`colour` mixed with warm white, so that its lights stay calm."""
    paper = QColor(PAPER)
    parts = zip(
        (colour.redF(), colour.greenF(), colour.blueF()), (paper.redF(), paper.greenF(), paper.blueF()), strict=True
    )
    return QColor.fromRgbF(*(own + (white - own) * share for own, white in parts))


def _seen_on_tile(colour: QColor) -> QColor:
    """Black and white products moved just far enough to stand out from the tile in light and dark."""
    lightness = min(max(colour.lightnessF(), 0.14), 0.97)
    return QColor.fromHslF(max(colour.hslHueF(), 0.0), colour.hslSaturationF(), lightness)


def draw_product(kind: str, colour: str, width: int, height: int) -> QImage:
    """The picture, in device pixels, centred in `width` x `height` with its proportions kept."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(product_svg(kind, colour).encode()))
    side = min(width, height)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF((width - side) / 2, (height - side) / 2, side, side))
    painter.end()
    return image


@lru_cache(maxsize=256)
def _cached_picture(kind: str, colour: str, width: int, height: int) -> QImage:
    return draw_product(kind, colour, width, height)


def _pixels(wanted: int, otherwise: int) -> int:
    """A side of the picture: what was asked for, within bounds that no address can exceed."""
    return min(wanted if wanted > 0 else otherwise, LARGEST_SIZE)


class ProductPictures(QQuickImageProvider):
    """Serves drawn product pictures to QML.

    The size is the Image's `sourceSize`, which QML gives in device pixels.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002 - Qt's name
        """Qt's hook; an address it does not understand gives the plain parcel, never an error."""
        kind, _, colour = id.partition("/")
        width = _pixels(requestedSize.width(), _pixels(requestedSize.height(), DEFAULT_SIZE))
        height = _pixels(requestedSize.height(), width)
        size.setWidth(width)
        size.setHeight(height)
        return _cached_picture(kind, colour, width, height)


def add_to(engine: QQmlEngine) -> None:
    """Have ``engine`` show them; once per engine, before the first screen with products."""
    engine.addImageProvider(PROVIDER, ProductPictures())
