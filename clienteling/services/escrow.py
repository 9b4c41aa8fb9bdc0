"""What head office can read of a tablet whose keys were destroyed: its journal, whose key is sealed to head office."""

from __future__ import annotations

import logging
from importlib import metadata
from typing import TYPE_CHECKING

from clienteling.sync import errors
from clienteling.sync.enrolment import office_key
from clienteling.wire.credentials import unpacked

if TYPE_CHECKING:
    from clienteling.platform.vault import Vault
    from clienteling.store.tablet import Tablet

_log = logging.getLogger(__name__)


class Escrow:
    """Keeps the key of the journal sealed to the key that head office has now."""

    def __init__(self, tablet: Tablet, vault: Vault) -> None:
        self._tablet = tablet
        self._vault = vault
        self._version = metadata.version("clienteling")
        self._occasion = ""

    def keep(self, occasion: str) -> None:
        """Seal it to today's key of head office, once per ``occasion``; the files are open.

        When head office cannot be asked now, the next call does it.
        """
        if occasion != self._occasion:
            try:
                self._seal(self._office_key())
            except errors.NotFound:  # a head office that does not tell: the first sign-in does
                self._occasion = occasion
            except errors.SyncError as error:
                _log.info("keys.not_sealed", extra={"facts": {"error": type(error)}})
            else:
                self._occasion = occasion

    def _seal(self, key: bytes) -> None:
        journal = self._tablet.journal_key
        if journal is not None and not self._vault.sealed_for(key):
            self._vault.seal_for_office(journal, key)

    def _office_key(self) -> bytes:
        return office_key(unpacked(self._vault.contact()).address, self._version)

    def covers(self) -> bool:
        """Whether destroying the keys loses nothing: the journal is sealed, or nothing in it has still to arrive.

        The files of a tablet that is locked with nothing sealed hold nothing: it seals before it gives up its way in.
        """
        if self._vault.escrow or self._tablet.locked:
            return True
        counts = self._tablet.journal.counts()
        return not counts.waiting and not counts.rejected

    def is_todays(self) -> bool:
        """Whether head office says now that it can read it."""
        try:
            return self._vault.sealed_for(self._office_key())
        except errors.SyncError:
            return False
