"""The open profile: header, what is worth knowing first, and the sections behind the tabs."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.consent import MEANS
from clienteling.services.errors import NotFound
from clienteling.ui import profile_words, words
from clienteling.ui.format import translate
from clienteling.ui.sentences import GlanceRow, GlanceWords
from clienteling.ui.viewmodels import profile_preferences as preferences
from clienteling.ui.viewmodels.profile_closet import ProfileClosetModel
from clienteling.ui.viewmodels.profile_message import ProfileMessageModel
from clienteling.ui.viewmodels.profile_provenance import ProvenanceModel
from clienteling.ui.viewmodels.profile_sections import ProfileSectionsModel
from clienteling.ui.viewmodels.profile_timeline import LATEST, ProfileTimelineModel
from clienteling.ui.viewmodels.reveal_model import RevealModel
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clienteling.services.closet import ClosetPage
    from clienteling.services.merges import Asked
    from clienteling.services.profiles import ProfileView, TimelineItem
    from clienteling.store.values import Changed
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

TABS = ("overview", "timeline", "closet", "preferences", "dates", "consents", "details")


@dataclass(frozen=True, slots=True)
class _Loaded:
    """Everything one refresh reads."""

    view: ProfileView
    newest: tuple[TimelineItem, ...]
    items: tuple[TimelineItem, ...]
    things: ClosetPage
    asked: Asked | None = None


@QmlElement
@QmlUncreatable("made by the app")
class ProfileModel(QObject):
    """One customer on the screen.

    ``state`` is ``closed``, ``loading``, ``ready``, ``gone`` (no longer on this tablet), ``joined`` (with another
    profile) or ``failed``.

    Signals:
        openChanged: another customer, or none.
        viewChanged: what is known of the customer, or the state.
        tabChanged: another tab.
    """

    openChanged = Signal()
    viewChanged = Signal()
    tabChanged = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Opens on ``context.customerOpened``, refreshes on ``context.stored``, closes on ``context.signedOut``."""
        super().__init__(parent)
        self._context = context
        self._customer = ""
        self._state = "closed"
        self._view: ProfileView | None = None
        self._asked: Asked | None = None
        self._tab = 0
        self._turn = self._waiting = 0
        self._moved = False
        self._loaded: _Loaded | None = None
        self._failure = ""
        self._provenance = ProvenanceModel(context, self)
        self._timeline = ProfileTimelineModel(context, self)
        self._closet = ProfileClosetModel(context, self._provenance, self)
        self._sections = ProfileSectionsModel(context, self)
        self._reveal = RevealModel(context, self)
        self._message = ProfileMessageModel(context, self._reveal, self)
        self._glance: RowsModel[GlanceRow] = RowsModel(GlanceRow, "key", self)
        self._chips: RowsModel[preferences.ChipRow] = RowsModel(preferences.ChipRow, "key", self)
        self._reveal.expired.connect(self._read)
        context.customerOpened.connect(self._open)
        context.stored.connect(self._on_stored)
        context.signedOut.connect(self.leave)
        context.on_language(self._say_again)

    # --- state -----------------------------------------------------------------------------------------------------

    @Property(bool, notify=openChanged)
    def open(self) -> bool:
        """Whether a profile is open."""
        return bool(self._customer)

    @Property(str, notify=openChanged)
    def customerId(self) -> str:
        """Whose profile it is."""
        return self._customer

    @Property(str, notify=viewChanged)
    def state(self) -> str:
        """How far it is: see the class."""
        return self._state

    @Property(bool, notify=viewChanged)
    def loading(self) -> bool:
        """Whether it is being read for the first time."""
        return self._state == "loading"

    @Property(str, notify=viewChanged)
    def stateText(self) -> str:
        """What to say when there is nothing to show."""
        return {
            "gone": translate("ProfileModel", "This customer is no longer on this tablet."),
            "joined": translate("ProfileModel", "This profile was joined with another one."),
            "failed": self._failure,
        }.get(self._state, "")

    @Property(int, notify=tabChanged)
    def tab(self) -> int:
        """Place of the tab in view among Overview, Timeline, Closet, Preferences, Dates, Consents, Details."""
        return self._tab

    # --- header ----------------------------------------------------------------------------------------------------

    @Property(str, notify=viewChanged)
    def name(self) -> str:
        """The customer's name, whole."""
        return profile_words.shown_name(self._view.customer) if self._view else ""

    @Property(str, notify=viewChanged)
    def tier(self) -> str:
        """Loyalty tier; empty for who is no member."""
        loyalty = self._view.customer.loyalty if self._view else None
        return words.tier(loyalty.tier) if loyalty else ""

    @Property(str, notify=viewChanged)
    def line(self) -> str:
        """Whose customer it is, language, home store."""
        return profile_words.header_line(self._view) if self._view else ""

    @Property("QStringList", notify=viewChanged)
    def reach(self) -> list[str]:
        """E-mail, WhatsApp, text message, phone: each allowed, refused or unknown."""
        held = self._view.reach if self._view else {}
        return [held.get(means, "unknown") for means in MEANS]

    @Property(int, notify=viewChanged)
    def toDecide(self) -> int:
        """How many values wait for a decision."""
        return len(self._view.customer.proposals) if self._view else 0

    @Property(str, notify=viewChanged)
    def askedText(self) -> str:
        """That somebody takes this profile for another one's, and how far that is; empty when nobody does."""
        if self._view is None or self._asked is None:
            return ""
        if self._asked.ask.stays:
            return translate("ProfileModel", "Becomes one profile")
        if self._context.services.merges.may_decide(self._asked):
            return translate("ProfileModel", "Same person? Decide")
        return translate("ProfileModel", "Same person? Waiting for a manager")

    @Property(bool, notify=viewChanged)
    def inMyBook(self) -> bool:
        """Whether the signed-in seller has the customer in the client book."""
        session = self._context.services.sessions.current
        if self._view is None or session is None:
            return False
        return any(entry.seller == session.seller.id for entry in self._view.customer.book)

    # --- overview and sections -------------------------------------------------------------------------------------

    @Property(QAbstractItemModel, constant=True)
    def glance(self) -> QAbstractItemModel:
        """At most five things worth knowing."""
        return self._glance

    @Property(int, notify=viewChanged)
    def glanceCount(self) -> int:
        """How many there are."""
        return len(self._glance.rows)

    @Property(QAbstractItemModel, constant=True)
    def chips(self) -> QAbstractItemModel:
        """Preferences for the overview."""
        return self._chips

    @Property(bool, notify=viewChanged)
    def anyPreference(self) -> bool:
        """Whether a preference is known."""
        return bool(self._view and self._view.customer.preferences)

    @Property(int, notify=viewChanged)
    def moreChips(self) -> int:
        """How many preferences the overview leaves to their tab."""
        return max(0, len(self._view.customer.preferences) - preferences.OVERVIEW_CHIPS) if self._view else 0

    @Property(ProfileTimelineModel, constant=True)
    def timeline(self) -> ProfileTimelineModel:
        """What happened."""
        return self._timeline

    @Property(ProfileClosetModel, constant=True)
    def closet(self) -> ProfileClosetModel:
        """What the customer owns from us."""
        return self._closet

    @Property(ProfileSectionsModel, constant=True)
    def sections(self) -> ProfileSectionsModel:
        """Preferences, dates, consents and details."""
        return self._sections

    @Property(ProvenanceModel, constant=True)
    def provenance(self) -> ProvenanceModel:
        """Who said so."""
        return self._provenance

    @Property(RevealModel, constant=True)
    def reveal(self) -> RevealModel:
        """What is shown for a while."""
        return self._reveal

    @Property(ProfileMessageModel, constant=True)
    def message(self) -> ProfileMessageModel:
        """Getting in touch."""
        return self._message

    # --- what the screen asks for ----------------------------------------------------------------------------------

    @Slot(int)
    def choose(self, index: int) -> None:
        """Go to a tab."""
        if 0 <= index < len(TABS) and index != self._tab:
            self._tab = index
            self.tabChanged.emit()

    @Slot(str)
    def goTo(self, tab: str) -> None:
        """Go to a tab by its name."""
        if tab in TABS:
            self.choose(TABS.index(tab))

    @Slot(str)
    def showEvent(self, key: str) -> None:
        """Go to one thing that happened."""
        self.goTo("timeline")
        self._timeline.show(key)

    @Slot()
    def close(self) -> None:
        """Back to the list; nothing of this customer stays on the screen."""
        self._begin("", "closed", in_turn=True)

    @Slot()
    def leave(self) -> None:
        """The same for when all of the screen goes and nobody sees it: in turns."""
        self._become("", "closed")
        self._go_on(self._leaving())

    @Slot()
    def again(self) -> None:
        """Try to read it once more."""
        if self._customer:
            self._begin(self._customer, "loading")

    @Slot()
    def openJoined(self) -> None:
        """Open the profile this one was joined with."""
        if self._view is not None and self._view.customer.merged_into:
            self._context.customerOpened.emit(self._view.customer.merged_into)

    @Slot(str)
    def openCustomer(self, customer_id: str) -> None:
        """Open another profile."""
        if customer_id:
            self._context.customerOpened.emit(customer_id)

    @Slot(str)
    def followUpDone(self, key: str) -> None:
        """A follow-up was done."""
        enrichments = self._context.services.enrichments
        said = translate("ProfileModel", "Follow-up done")
        self._context.save(lambda: enrichments.complete_follow_up(key), said)

    @Slot(str, bool)
    def decide(self, key: str, accept: bool) -> None:
        """Decide between two values: take the one offered, or keep the one that holds."""
        customer, enrichments = self._customer, self._context.services.enrichments
        said = translate("ProfileModel", "New value taken") if accept else translate("ProfileModel", "Value kept")
        self._context.save(lambda: enrichments.decide_proposal(customer, key, accept), said)

    # --- reading ---------------------------------------------------------------------------------------------------

    @Slot(str)
    def _open(self, customer_id: str) -> None:
        if customer_id == self._customer and self._state == "ready":
            return
        self._begin(customer_id, "loading" if customer_id else "closed")

    def _begin(self, customer_id: str, state: str, *, in_turn: bool = False) -> None:
        """``in_turn``: what the lists hold goes in turns of its own, not with what else leaves the screen."""
        self._become(customer_id, state)
        if in_turn:
            self._go_on(self._forgetting())
        else:
            self._forget()
        self._tell()
        if customer_id:
            self._read()

    def _become(self, customer_id: str, state: str) -> None:
        self._moved = self._moved or customer_id != self._customer
        self._turn += 1
        self._customer, self._state, self._view, self._asked = customer_id, state, None, None
        self._loaded = None
        self._context.turns.forget(self._waiting)

    def _leaving(self) -> Iterator[None]:
        """At once goes what was uncovered; what shows the rest has some of it with each step."""
        forgetting = self._forgetting()
        yield next(forgetting)
        self._tell()
        yield
        yield from forgetting

    def _tell(self) -> None:
        """What is not in lists has changed."""
        moved, self._moved = self._moved, False
        if moved:
            self._tab = 0
            self.openChanged.emit()
            self.tabChanged.emit()
        self.viewChanged.emit()

    @Slot()
    def _read(self) -> None:
        self._turn += 1
        turn, customer, profiles = self._turn, self._customer, self._context.services.profiles
        merges = self._context.services.merges
        kinds, limit = self._timeline.wanted()
        things = self._closet.wanted()

        def work() -> _Loaded:
            view = profiles.open(customer)
            items = profiles.timeline(customer, kinds, 0, limit)
            newest = items if kinds is None else profiles.timeline(customer, None, 0, LATEST)
            asked = merges.about([customer]).get(customer)
            return _Loaded(view, newest, items, profiles.closet(customer, things), asked)

        self._context.runner.read(
            work, lambda loaded: self._on_loaded(turn, loaded), lambda error: self._on_failed(turn, error)
        )

    def _on_loaded(self, turn: int, loaded: _Loaded) -> None:
        if turn != self._turn:
            return
        self._view, self._asked = loaded.view, loaded.asked
        self._state = "joined" if loaded.view.customer.merged_into else "ready"
        self._closet.use(self._customer, loaded.things)
        self._context.turns.forget(self._waiting)
        self._loaded = loaded
        self._waiting = self._context.turns.call(functools.partial(self._go_on, self._putting(loaded)))

    def _on_failed(self, turn: int, error: Exception) -> None:
        if turn != self._turn:
            return
        if isinstance(error, NotFound):
            self._view, self._state = None, "gone"
            self._forget()
        elif self._view is not None:
            # What is on the screen is still right as far as anybody knows.
            self._context.runner.failed.emit(error)
            return
        else:
            self._state, self._failure = "failed", self._context.sentence(error)
        self.viewChanged.emit()

    @Slot(object)
    def _on_stored(self, changed: Changed) -> None:
        if self._customer and (changed.everything or self._customer in changed.customers):
            self._read()

    def _putting(self, loaded: _Loaded) -> Iterator[None]:
        self._loaded = None
        self._timeline.use(loaded.view, loaded.newest, loaded.items)
        yield
        yield from self._showing(loaded.view)

    def _go_on(self, steps: Iterator[None]) -> None:
        for _ in steps:
            self._waiting = self._context.turns.call(functools.partial(self._go_on, steps))
            return

    def _showing(self, view: ProfileView) -> Iterator[None]:
        """Show all but the timeline and the closet, some of it with each step."""
        formats = self._context.formats
        self._glance.replace(GlanceWords(view, formats).rows())
        chips = preferences.chips(view, formats.language)
        self._chips.replace(chips[: preferences.OVERVIEW_CHIPS])
        yield
        yield from self._sections.using(view, dt.datetime.now().astimezone().date())
        yield
        self._reveal.use(view)
        self._provenance.use(view)
        self._message.use(view)
        yield
        self.viewChanged.emit()

    def _say_again(self) -> None:
        # What is still to be put into words will be put into the new ones.
        if self._view is not None and self._loaded is None:
            self._context.turns.forget(self._waiting)
            self._go_on(self._saying(self._view))

    def _saying(self, view: ProfileView) -> Iterator[None]:
        yield
        self._timeline.say_again()
        yield
        self._closet.say_again()
        yield
        yield from self._showing(view)

    def _forget(self) -> None:
        self._context.turns.forget(self._waiting)
        for _ in self._forgetting():
            pass

    def _forgetting(self) -> Iterator[None]:
        """Take what is known of the customer from the lists, some of it with each step."""
        self._reveal.use(None)
        self._provenance.use(None)
        self._message.use(None)
        yield
        self._timeline.forget()
        yield
        self._closet.forget()
        yield
        yield from self._sections.forgetting()
        yield
        self._glance.replace([])
        self._chips.replace([])
