"""What helps when a tablet is in trouble: send everything again, download anew, take refused work along, tell facts.

Everything here works without anybody being signed in, and with the app closed (``commands``). Only the export of
refused work with its values holds personal data, and needs head office, which writes it down.
"""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from clienteling.platform.files import write_private
from clienteling.services.diagnostics import TabletStatus, diagnostics_of, status_of
from clienteling.services.errors import NotAsked, NotWritten
from clienteling.store.errors import NotEnrolled
from clienteling.store.values import RejectedItem
from clienteling.sync import errors as sync_errors
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.link import unwatched
from clienteling.wire.support_messages import ValuesTaken

if TYPE_CHECKING:
    from clienteling.services.moment import Clock
    from clienteling.services.sync_centre import Connection
    from clienteling.store.tablet import Tablet

QUARANTINE_FORMAT, VALUES_FORMAT = "clienteling.quarantine/2", "clienteling.quarantine/1"


class Refused(msgspec.Struct, frozen=True):
    """One refused operation without what it says. ``number`` is of ``domain.errors.RejectNumber``; ``because_of``: the
    refused operation it hung on.
    """

    op_id: str
    group_id: str
    kind: str
    entity: str
    entity_id: str
    customer_id: str
    number: int
    because_of: str
    saved_at: int
    at: int


class Quarantine(msgspec.Struct, frozen=True):
    """An export of refused work. Times in ms since 1970 (UTC). ``operations`` are newest first."""

    format: str
    exported_at: int
    device_id: str
    replica_id: str
    operations: tuple[Refused, ...] | tuple[RejectedItem, ...]


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
        """Write which work was refused, of what kind and why, to ``path``, without what it says; the count.

        The file is new and its owner's alone. Raises ``NotWritten``.
        """
        held = tuple(_without_values(item) for item in self._tablet.journal.rejected())
        self._write(path, self._quarantine(QUARANTINE_FORMAT, held))
        return len(held)

    def export_values(self, path: Path, seller: str, reason: str) -> int:
        """Write all refused work, words and names included, to ``path``; the count. Head office writes down who does so
        and why, first.

        Raises ``NotAsked`` when head office cannot be reached or does not take the reason, ``NotEnrolled``,
        ``NotWritten``, and a ``SyncError`` for anything else.
        """
        credentials = self._tablet.journal.load()
        if credentials is None:
            raise NotEnrolled
        held = self._tablet.journal.rejected()
        office = HttpHeadOffice(credentials, metadata.version("clienteling"))
        try:
            office.values_taken(ValuesTaken(seller, reason, len(held)), unwatched)
        except sync_errors.Offline as error:
            raise NotAsked(
                "What was refused is saved with its values only while head office can be reached."
            ) from error
        except (sync_errors.NotFound, sync_errors.BadMessage) as error:
            raise NotAsked("Head office does not take this. The reason is a word of a-z and _.") from error
        finally:
            office.close()
        self._write(path, self._quarantine(VALUES_FORMAT, held))
        return len(held)

    def _quarantine(self, kind: str, held: tuple[Refused, ...] | tuple[RejectedItem, ...]) -> Quarantine:
        belongs = self._tablet.journal.enrolment()
        device, replica = (belongs.device_id, belongs.replica_id) if belongs else ("", "")
        return Quarantine(kind, self._clock(), device, replica, held)

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


def _without_values(item: RejectedItem) -> Refused:
    op = item.operation
    return Refused(
        op.op_id,
        op.group_id,
        op.kind,
        op.entity,
        op.entity_id,
        item.customer_id,
        item.number,
        item.because_of,
        op.occurred_at,
        item.at,
    )
