"""What helps when a tablet is in trouble: send everything again, download anew, take refused work along, tell facts.

Everything here works without anybody being signed in, and with the app closed (``commands``). Only the export of
refused work holds personal data.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from clienteling.platform.files import write_private
from clienteling.services.diagnostics import TabletStatus, diagnostics_of, status_of
from clienteling.services.errors import NotWritten
from clienteling.store.values import RejectedItem

if TYPE_CHECKING:
    from clienteling.services.moment import Clock
    from clienteling.services.sync_centre import Connection
    from clienteling.store.tablet import Tablet

QUARANTINE_FORMAT = "clienteling.quarantine/1"


class Quarantine(msgspec.Struct, frozen=True):
    """An export of refused work. Times in ms since 1970 (UTC). ``operations`` are newest first."""

    format: str
    exported_at: int
    device_id: str
    replica_id: str
    operations: tuple[RejectedItem, ...]


class Support:
    """What somebody who helps can do with a tablet. Blocking; safe to call from several threads."""

    def __init__(self, tablet: Tablet, clock: Clock, connection: Connection | None = None) -> None:
        """``clock`` gives ms since 1970 (UTC); ``connection`` is asked for an exchange when there is work for it."""
        self._tablet = tablet
        self._clock = clock
        self._connection = connection

    def status(self) -> TabletStatus:
        """Versions, counts and times; no personal data. Raises ``StoreError``."""
        return status_of(self._tablet, self._clock())

    def diagnostics(self, path: Path) -> None:
        """Write the status, versions and the end of the log to ``path``, for support; no personal data.

        The file is new and its owner's alone. Raises ``NotWritten``, ``StoreError``.
        """
        try:
            document = diagnostics_of(self._tablet, self._clock())
        except OSError as error:
            raise NotWritten("The log of this tablet cannot be read.") from error
        self._write(path, document)

    def resend(self) -> int:
        """Put everything head office has confirmed and that is still kept into the outbox again; its count.

        Head office's ledger knows what it has: nothing is doubled.
        """
        count = self._tablet.journal.resend()
        self._exchange()
        return count

    def rebuild(self) -> None:
        """Have the downloaded rows replaced by a new download. What was saved here is not touched.

        The rows held stay readable until the download is complete and takes their place at once.
        """
        self._tablet.rebuild()
        self._exchange()

    def export_quarantine(self, path: Path) -> int:
        """Write all refused work, words and names included, as one JSON document to ``path``; the count.

        The file is new and its owner's alone. Raises ``NotWritten``.
        """
        held = self._tablet.journal.rejected()
        belongs = self._tablet.journal.enrolment()
        device, replica = (belongs.device_id, belongs.replica_id) if belongs else ("", "")
        self._write(path, Quarantine(QUARANTINE_FORMAT, self._clock(), device, replica, held))
        return len(held)

    def _exchange(self) -> None:
        if self._connection is not None:
            self._connection.request()

    @staticmethod
    def _write(path: Path, document: Any) -> None:
        text = msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
        try:
            write_private(path, text)
        except FileExistsError as error:
            raise NotWritten("There is a file of this name already. Choose another name.") from error
        except OSError as error:
            raise NotWritten("The file cannot be written there. Choose another place.") from error
