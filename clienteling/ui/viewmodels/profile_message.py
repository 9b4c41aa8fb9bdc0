"""Getting in touch: the ways the customer allows, and noting that it was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.masks import DOT
from clienteling.ui import profile_words, words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.clipboard import CopiedValue
from clienteling.ui.viewmodels.profile_consents import ICONS
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.domain.customer import ConsentChannel, ContactKind, ContactPoint
    from clienteling.domain.gate import Why
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.viewmodels.context import AppContext
    from clienteling.ui.viewmodels.reveal_model import RevealModel

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_WAYS: Final[tuple[tuple[ConsentChannel, ContactKind], ...]] = (
    ("whatsapp", "phone"),
    ("sms", "phone"),
    ("call", "phone"),
    ("email", "email"),
    ("post", "address"),
)
"""Channel, kind of contact point it needs. Each has its own consent: one number may be good for one and not another."""
_STANDING = {
    "": "missing",
    "withdrawn": "refused",
    "suppressed": "refused",
    **dict.fromkeys(("unknown", "pending", "expired"), "unknown"),
}


@dataclass(frozen=True, slots=True)
class WayRow:
    """One way, by one ``channel``. ``standing``: allowed (then ``value`` is the number or address), refused, unknown,
    not_now, or missing.

    ``reason`` says why it may not be used, and is all there is then. ``raw`` is what is copied. ``masked``: the contact
    point that has to be shown first, empty when it may be copied.
    """

    key: str
    channel: str
    symbol: str
    name: str
    standing: str
    value: str
    reason: str
    chosen: bool
    raw: str = ""
    masked: str = ""


@QmlElement
@QmlUncreatable("made by the app")
class ProfileMessageModel(QObject):
    """A number or address to copy, and what was said.

    Signals:
        messageChanged: another way, or whether it is being saved.
        finished: it is on disk.
    """

    messageChanged = Signal()
    finished = Signal()

    def __init__(self, context: AppContext, reveal: RevealModel, parent: QObject | None = None) -> None:
        """Nothing chosen. ``reveal`` shows what is masked."""
        super().__init__(parent)
        self._context = context
        self._reveal = reveal
        self._view: ProfileView | None = None
        self._chosen = ""
        self._busy = False
        self._error = ""
        self._rows: RowsModel[WayRow] = RowsModel(WayRow, "key", self)
        self._copied = CopiedValue(self)
        context.signedOut.connect(self._copied.forget)

    @Property(QAbstractItemModel, constant=True)
    def ways(self) -> QAbstractItemModel:
        """Every way, allowed or not."""
        return self._rows

    @Property(bool, notify=messageChanged)
    def ready(self) -> bool:
        """Whether a way was chosen."""
        return bool(self._chosen)

    @Property(bool, notify=messageChanged)
    def busy(self) -> bool:
        """Whether it is being saved."""
        return self._busy

    @Property(str, notify=messageChanged)
    def error(self) -> str:
        """Why it could not be saved."""
        return self._error

    @Slot()
    def begin(self) -> None:
        """The sheet comes up: nothing is chosen."""
        self._chosen, self._busy, self._error = "", False, ""
        self._show()

    @Slot(str)
    def choose(self, key: str) -> None:
        """Copy this number or address, so that it can be pasted where one writes or calls; show one that is masked."""
        self._show()  # the hour may have become a quiet one
        row = next((r for r in self._rows.rows if r.key == key and r.standing == "allowed"), None)
        if row is not None and row.masked:
            self._reveal.show(row.masked)
        elif row is not None:
            self._copied.copy(row.raw)
            self._chosen = key
            self._show()

    @Slot(str)
    def save(self, text: str) -> None:
        """Note that the customer was contacted the chosen way; ``text`` is what it was about."""
        row = next((r for r in self._rows.rows if r.key == self._chosen), None)
        if row is None or self._view is None or self._busy:
            return
        kind: Literal["call", "message_out"] = "call" if row.channel == "call" else "message_out"
        said = translate("ProfileMessage", "Call noted") if kind == "call" else translate(
            "ProfileMessage", "Message noted"
        )  # fmt: skip
        customer, enrichments = self._view.customer.id, self._context.services.enrichments
        self._busy, self._error = True, ""
        self.messageChanged.emit()
        self._context.save(
            lambda: enrichments.log_interaction(customer, kind, text.strip()),
            said,
            done=lambda _change: self._on_saved(),
            refused=self._on_refused,
            about=customer,
            typed=text,
        )

    def use(self, view: ProfileView | None) -> None:
        """The profile was read again, or closed."""
        self._view = view
        if view is None:
            self._chosen, self._busy, self._error = "", False, ""
        self._show()

    def _on_saved(self) -> None:
        self._busy = False
        self.messageChanged.emit()
        self.finished.emit()

    def _on_refused(self, sentence: str) -> None:
        self._busy, self._error = False, sentence
        self.messageChanged.emit()

    def _show(self) -> None:
        rows = self._ways(self._view) if self._view is not None else []
        self._rows.replace(rows)
        if self._chosen not in {row.key for row in rows if row.standing == "allowed"}:
            self._chosen = ""
        self.messageChanged.emit()

    def _ways(self, view: ProfileView) -> list[WayRow]:
        made = []
        for channel, kind in _WAYS:
            points = [point for point in view.customer.contacts if point.kind == kind]
            why = view.contacting.why_not(channel, self._context.now())
            if not why and points:
                made += [allowed_way(view, channel, point, self._chosen) for point in points]
                continue
            reason = self._refusal(view, channel) if why == "withdrawn" else _reason(why) if why else _missing(kind)
            name, standing = words.consent_channel(channel), _STANDING.get(why, "not_now")
            made.append(WayRow(channel, channel, ICONS[channel], name, standing, "", reason, False))
        return made

    def _refusal(self, view: ProfileView, channel: ConsentChannel) -> str:
        cell = ("marketing", channel, "withdrawn")
        records = [r for r in view.customer.consents if (r.purpose, r.channel, r.state) == cell]
        if not records:
            return translate("ProfileMessage", "Refused.")
        last = max(records, key=lambda r: r.by.at)
        source = profile_words.source_line(last.by, view, self._context.now(), self._context.formats)
        return translate("ProfileMessage", "Refused: %1").replace("%1", source)


def allowed_way(view: ProfileView, channel: ConsentChannel, point: ContactPoint, chosen: str) -> WayRow:
    """A contact point that may be used by this channel; ``chosen`` is the key of the row that was copied."""
    key, symbol, name = f"{channel}:{point.id}", ICONS[channel], words.consent_channel(channel)
    name = f"{name}, {point.label}" if point.label else name
    shown = profile_words.contact_value(point.kind, point.value)
    masked = point.id if point.id in view.masked else ""
    if DOT in point.value and not masked:
        return WayRow(key, channel, symbol, name, "hidden", "", _not_for_you(), False)
    raw = "" if masked else point.value
    return WayRow(key, channel, symbol, name, "allowed", shown, "", key == chosen, raw, masked)


def _missing(kind: str) -> str:
    if kind == "email":
        return translate("ProfileMessage", "Allowed, but no e-mail address is known.")
    if kind == "address":
        return translate("ProfileMessage", "Allowed, but no postal address is known.")
    return translate("ProfileMessage", "Allowed, but no phone number is known.")


def _not_for_you() -> str:
    return translate("ProfileMessage", "Allowed, but only others may see it. Ask your store manager.")


def _reason(why: Why) -> str:
    return {
        "pending": translate("ProfileMessage", "Allowed, but the customer has not confirmed it yet."),
        "expired": translate("ProfileMessage", "Allowed so long ago that it no longer counts. Ask again."),
        "quiet": translate(
            "ProfileMessage", "Not now: where the customer lives it is too early, too late or a rest day."
        ),
        "suppressed": translate(
            "ProfileMessage", "Not to be contacted: head office has closed an address or number of this profile."
        ),
        "often": translate("ProfileMessage", "Contacted often lately, by you or others. Wait a few days."),
    }.get(why, translate("ProfileMessage", "Not asked yet. Ask first, then write."))
