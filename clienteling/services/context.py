"""The bundle of use cases that view-models are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clienteling.services.directory import Directory
from clienteling.services.enrichments import Enrichments
from clienteling.services.enrolment import Enrolment
from clienteling.services.leaving import Leaving
from clienteling.services.lookup import Lookup
from clienteling.services.merges import Merges
from clienteling.services.messaging import Messaging
from clienteling.services.moment import Clock
from clienteling.services.opening import Opening
from clienteling.services.pin_help import PinHelpDesk
from clienteling.services.profiles import Profiles
from clienteling.services.sessions import Sessions
from clienteling.services.sight import Sight
from clienteling.services.support import Support
from clienteling.services.sync_centre import Connection, SyncCentre
from clienteling.services.today import Today

__all__ = ["Clock", "Services"]

if TYPE_CHECKING:
    from clienteling.store.tablet import Tablet


class Services:
    """All use cases over one tablet. Blocking: call them in threads, through the runner. No Qt."""

    def __init__(
        self, tablet: Tablet, clock: Clock, connection: Connection | None = None, opening: Opening | None = None
    ) -> None:
        """``connection`` is the scheduler of the exchange engine; None when there is none (tests, tools)."""
        self.tablet = tablet
        self.opening = opening or Opening(tablet, clock)
        self.sessions = Sessions(tablet, clock, self.opening)
        self.pin_help = PinHelpDesk(self.opening)
        self.sight = Sight(tablet, self.sessions, clock)
        self.directory = Directory(tablet, self.sessions, self.sight)
        self.profiles = Profiles(tablet, self.sessions, self.sight)
        self.enrichments = Enrichments(tablet, self.sessions, clock)
        self.leaving = Leaving(tablet, self.sessions, self.enrichments)
        self.lookup = Lookup(tablet, self.sessions, self.sight, self.enrichments, clock)
        self.messaging = Messaging(tablet, self.sessions, self.sight, self.profiles, self.enrichments, clock)
        self.merges = Merges(tablet, self.sessions, self.sight, self.profiles, self.directory, clock)
        self.today = Today(tablet, self.sessions, self.enrichments, self.merges)
        self.sync_centre = SyncCentre(tablet, self.sessions, self.sight, connection, clock)
        self.enrolment = Enrolment(tablet, self.opening)
        self.support = Support(tablet, clock, connection)
