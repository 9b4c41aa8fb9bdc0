"""Seller tiles and PIN pad."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.days import local_time
from clienteling.domain.pin_length import LENGTH
from clienteling.services.errors import WrongPin
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Callable

    from clienteling.services.sessions import Session
    from clienteling.services.tiles import SellerTile
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

PIN_LENGTH = LENGTH


@dataclass(frozen=True, slots=True)
class SellerRow:
    """One tile. ``hint`` is the PIN of a demo seller, empty otherwise. Without a key it is the way to somebody else."""

    key: str
    name: str
    initials: str
    caption: str
    hint: str
    selected: bool


@QmlElement
@QmlUncreatable("made by the app")
class SignInModel(QObject):
    """Choosing a seller and typing a PIN; the sixth digit signs in.

    It is on the screen before the rest of the app is loaded, and takes a PIN by then: signing in waits for it, what a
    PIN costs by itself (``foreseen_by``) does not.

    Signals:
        tilesChanged: other sellers, or the selection moved.
        pinChanged: digits typed, message, or the time to wait.
        lineChanged: what is said of the line to head office.
        helpWanted: a seller cannot get in. Carries id and name.
    """

    tilesChanged = Signal()
    pinChanged = Signal()
    lineChanged = Signal()
    helpWanted = Signal(str, str)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Nobody is shown before ``show`` or ``read``."""
        super().__init__(parent)
        self._context = context
        self._tiles: tuple[SellerTile, ...] = ()
        self._rows: RowsModel[SellerRow] = RowsModel(SellerRow, "key", self)
        self._store_name = ""
        self._selected = ""
        self._pin = ""
        self._busy = False
        self._message = ""
        self._help = ""
        self._failed = False
        self._wait = 0
        self._line = self._line_text = ""
        self._foresee: Callable[[str, str], None] | None = None
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        context.on_language(self._show_tiles, at_once=True)

    @Slot()
    def refresh(self) -> None:
        """Read the sellers of this store again and forget what was typed."""
        self._pin, self._message, self._help, self._selected = "", "", "", ""
        self._set_wait(0)
        self._context.when_loaded(self.read)

    def read(self) -> None:
        """Read the sellers of this store again; what is typed stays."""
        sessions = self._context.services.sessions
        self._context.runner.read(lambda: (sessions.sellers(), sessions.store()), self._on_sellers, self._on_unread)

    def show(self, tiles: tuple[SellerTile, ...], store: str) -> None:
        """These sellers of the store with this name."""
        self._tiles, self._store_name, self._failed = tiles, store, False
        if self._tile() is None:
            self._selected = ""
        self._show_tiles()

    def tell_line(self, icon: str, text: str) -> None:
        """How the line to head office stands (see ``SyncModel``), for somebody who is not signed in."""
        if (icon, text) != (self._line, self._line_text):
            self._line, self._line_text = icon, text
            self.lineChanged.emit()

    @Property(str, notify=lineChanged)
    def line(self) -> str:
        """``online``, ``offline`` or ``slow``; empty: not known yet."""
        return self._line

    @Property(str, notify=lineChanged)
    def lineText(self) -> str:
        """The same in words."""
        return self._line_text

    @Property(QAbstractItemModel, constant=True)
    def sellers(self) -> QAbstractItemModel:
        """The tiles."""
        return self._rows

    @Property(str, notify=tilesChanged)
    def storeName(self) -> str:
        """The store this tablet stands in."""
        return self._store_name

    @Property(str, notify=pinChanged)
    def currentName(self) -> str:
        """Who is signed in."""
        session = self._context.services.sessions.current
        return session.seller.name if session else ""

    @Property(str, notify=pinChanged)
    def currentInitials(self) -> str:
        """Initials of who is signed in."""
        session = self._context.services.sessions.current
        tile = next((t for t in self._tiles if session and t.id == session.seller.id), None)
        return tile.initials if tile else ""

    @Property(str, notify=tilesChanged)
    def greeting(self) -> str:
        """By the time of day."""
        hour = local_time(self._context.now()).hour
        if hour < 12:
            return translate("SignInModel", "Good morning. Who is serving?")
        if hour < 20:
            return translate("SignInModel", "Good afternoon. Who is serving?")
        return translate("SignInModel", "Good evening. Who is serving?")

    @Property(bool, notify=tilesChanged)
    def empty(self) -> bool:
        """Whether head office has given this store no sellers."""
        return not self._tiles

    @Property(bool, notify=tilesChanged)
    def failed(self) -> bool:
        """Whether the sellers could not be read."""
        return self._failed

    @Property(bool, notify=tilesChanged)
    def chosen(self) -> bool:
        """Whether a tile is selected."""
        return bool(self._selected)

    @Property(str, notify=tilesChanged)
    def prompt(self) -> str:
        """What stands above the PIN pad."""
        tile = self._tile()
        if tile is None:
            return translate("SignInModel", "Tap your name")
        return translate("SignInModel", "%1, your PIN").replace("%1", tile.name.split()[0])

    @Property(int, notify=pinChanged)
    def typed(self) -> int:
        """How many digits have been typed."""
        return len(self._pin)

    @Property(int, constant=True)
    def length(self) -> int:
        """How many digits a PIN has."""
        return PIN_LENGTH

    @Property(bool, notify=pinChanged)
    def busy(self) -> bool:
        """Whether a PIN is being checked."""
        return self._busy

    @Property(bool, notify=pinChanged)
    def locked(self) -> bool:
        """Whether the seller has to wait before the next attempt."""
        return self._wait > 0

    @Property(str, notify=pinChanged)
    def message(self) -> str:
        """What went wrong, and what to do."""
        if self._wait > 0:
            return translate("SignInModel", "Too many wrong PINs. Try again in %n seconds.", "", self._wait)
        return self._message

    @Property(str, notify=pinChanged)
    def help(self) -> str:
        """What to do when one cannot sign in here."""
        return self._help

    @Slot(str)
    def choose(self, seller_id: str) -> None:
        """Select a tile."""
        if seller_id == self._selected or self._busy:
            return
        self._selected, self._pin, self._message, self._help = seller_id, "", "", ""
        self._set_wait(0)
        self._show_tiles()
        self.pinChanged.emit()
        self._context.when_loaded(lambda: self._ask_wait(seller_id))

    def _ask_wait(self, seller_id: str) -> None:
        sessions = self._context.services.sessions
        self._context.runner.read(lambda: sessions.wait_seconds(seller_id), self._only_for(seller_id, self._set_wait))

    def _only_for(self, seller_id: str, then: Callable[[int], None]) -> Callable[[int], None]:
        """``then``, unless somebody else was chosen meanwhile."""
        return lambda answer: then(answer) if seller_id == self._selected else None

    @Slot(str)
    def press(self, digit: str) -> None:
        """Type one digit; the last one signs in."""
        if not self._selected or self._busy or self._wait or len(digit) != 1 or not digit.isdigit():
            return
        self._pin += digit
        self._message = ""
        if len(self._pin) >= PIN_LENGTH:
            self._sign_in()
        self.pinChanged.emit()

    @Slot()
    def erase(self) -> None:
        """Take the last digit back."""
        if not self._busy:
            self._pin = self._pin[:-1]
            self.pinChanged.emit()

    @Slot()
    def forgotten(self) -> None:
        """Show the way to a new PIN for whoever is chosen."""
        tile = self._tile()
        if tile is None:
            self._help = translate("SignInModel", "Tap your name first: then a manager of this store can help you.")
            self.pinChanged.emit()
        elif not self._busy:
            self._context.when_loaded(lambda: self.helpWanted.emit(tile.id, tile.name))

    @Slot()
    def new_pin(self) -> None:
        """Whoever is chosen has a new PIN."""
        self._pin, self._message = "", ""
        self._help = translate("SignInModel", "Your new PIN holds from now on. Type it to sign in.")
        self._set_wait(0)

    @Slot()
    def somebodyElse(self) -> None:
        """Say how a name comes onto this tablet."""
        if self._busy:
            return
        self._selected, self._pin, self._message = "", "", ""
        self._help = translate(
            "SignInModel", "Head office adds new colleagues. Your name stands here after the next sync."
        )
        self._set_wait(0)
        self._show_tiles()

    def foreseen_by(self, foresee: Callable[[str, str], None]) -> None:
        """From now on ``foresee`` hears of a seller and a whole PIN when it is typed, before all is loaded too."""
        self._foresee = foresee
        if self._busy:
            foresee(self._selected, self._pin)

    def _sign_in(self) -> None:
        seller, pin = self._selected, self._pin
        self._busy = True
        if self._foresee is not None:
            self._foresee(seller, pin)

        def sign_in() -> None:
            sessions = self._context.services.sessions
            self._context.runner.write(lambda: sessions.sign_in(seller, pin), self._on_signed_in, self._on_refused)

        self._context.when_loaded(sign_in)

    def _on_signed_in(self, _session: Session) -> None:
        self._busy, self._pin = False, ""
        self.pinChanged.emit()
        self._context.signedIn.emit()

    def _on_refused(self, error: Exception) -> None:
        self._busy, self._pin = False, ""
        if isinstance(error, WrongPin):
            self._message = translate("SignInModel", "This PIN is not right. Try again.")
            self._set_wait(error.wait_seconds)
        elif getattr(error, "sentence", ""):  # of services, files or keys, none of which is loaded for this alone
            self._message = self._context.sentence(error)
        else:
            self._message = translate("SignInModel", "Signing in did not work. Please try again.")
        self.pinChanged.emit()

    def _on_sellers(self, found: tuple[tuple[SellerTile, ...], object]) -> None:
        tiles, store = found
        self.show(tiles, str(getattr(store, "name", "")))

    def _on_unread(self, _error: Exception) -> None:
        self._tiles, self._failed = (), True
        self._show_tiles()

    def _tile(self) -> SellerTile | None:
        return next((t for t in self._tiles if t.id == self._selected), None)

    def _show_tiles(self) -> None:
        rows = [self._row(tile) for tile in self._tiles]
        if rows:
            rows.append(SellerRow("", translate("SignInModel", "Somebody else"), "", "", "", selected=False))
        self._rows.replace(rows)
        self.tilesChanged.emit()

    def _row(self, tile: SellerTile) -> SellerRow:
        row = SellerRow(tile.id, tile.name, tile.initials, "", tile.demo_pin, tile.id == self._selected)
        if tile.role == "manager":
            return replace(row, caption=translate("SignInModel", "Manager"))
        if tile.due_today:
            return replace(row, caption=translate("SignInModel", "%n follow-ups today", "", tile.due_today))
        return replace(row, caption=translate("SignInModel", "Nothing due today"))

    def _set_wait(self, seconds: int) -> None:
        self._wait = seconds
        if seconds > 0:
            self._second.start()
        else:
            self._second.stop()
        self.pinChanged.emit()

    @Slot()
    def _tick(self) -> None:
        self._set_wait(max(0, self._wait - 1))
