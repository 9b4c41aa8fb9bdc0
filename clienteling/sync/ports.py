"""What the exchange engine needs from the tablet's files, the clock and the network.

``clienteling.store`` provides the files, ``clienteling.platform`` the clock, ``sync.transport`` the network; ``app``
joins them. Everything here is called from one worker thread at a time: there is one exchange at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Protocol

import msgspec

from clienteling.domain.operations import Operation
from clienteling.wire.credentials import Credentials
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.erasure_messages import ErasedAnswer, ErasedQuery
from clienteling.wire.image_messages import Image
from clienteling.wire.key_messages import WorkKeyAnswer, WorkKeyRequest
from clienteling.wire.messages import (
    Alarm,
    AlarmKind,
    AppliedAnswer,
    AppliedReport,
    Change,
    ChangesAnswer,
    DeviceAnswer,
    DeviceReport,
    Manifest,
    OperationResult,
    PushAnswer,
    PushRequest,
    QuarantineAnswer,
    QuarantineReport,
    SetAside,
    ShardPage,
    ShardsAnswer,
    SplitAnswer,
    SplitRequest,
    VouchAnswer,
    VouchRequest,
)

Key = tuple[str, str]
"""Type and id of a row."""
StagedPage = tuple[str, ChangesAnswer, int]
"""A scope, a page of its feed, and the position it was asked from."""


class Keys(Protocol):
    """Where keys are made, before anybody is told of them."""

    def key_for(self, purpose: str) -> DeviceKey:
        """The key of the credentials that ``purpose`` asks for: made the first time, the same until credentials are
        kept. Durable before it returns: the same request again must be the same.
        """


class CredentialStore(Keys, Protocol):
    """Where the credentials lie."""

    def load(self) -> Credentials | None:
        """The credentials, None before enrolment."""

    def save(self, credentials: Credentials, fence: str) -> None:
        """Keep the credentials and the first fencing token, in one transaction."""


class Waiting(Protocol):
    """What lies in the outbox."""

    @property
    def count(self) -> int:
        """Operations not yet answered."""

    @property
    def oldest_at(self) -> int:
        """When the oldest of them was saved (ms since 1970), 0 when there is none."""


class Counts(Protocol):
    """What lies in the journal."""

    @property
    def waiting(self) -> int:
        """Operations not yet answered."""

    @property
    def oldest_waiting_at(self) -> int:
        """When the oldest of them was saved (ms since 1970), 0 when there is none."""

    @property
    def conflicts(self) -> int:
        """Conflicts that nobody has decided."""

    @property
    def rejected(self) -> int:
        """Operations in quarantine."""


class ImageFile(Protocol):
    """A finished replica being taken over page by page; after a crash it goes on at the first missing piece."""

    def begun(self) -> Image | None:
        """The image that is being taken over; None when there is none."""

    def begin(self, image: Image) -> None:
        """Begin to take ``image`` over; what was begun before is thrown away."""

    def pieces(self) -> frozenset[int]:
        """Numbers of the pieces that are in."""

    def load(self, n: int, pages: bytes) -> None:
        """Put piece ``n`` in, durably. Raises ``wire.integrity.Unfit`` when it has not as many pages as was said."""

    def stall(self) -> int:
        """Write down that nothing of it came once more; how often in a row that is."""

    def drop(self) -> None:
        """Throw away what came. Idempotent."""


class Shadow(Protocol):
    """A replica being downloaded beside the one in use; after a crash it goes on at the first missing chunk.

    ``image``: where a finished one is taken over, instead of chunks.
    """

    @property
    def image(self) -> ImageFile:
        """See above."""

    def take_image(self) -> None:
        """All pieces are in: have them take the place of all chunks.

        Raises ``wire.integrity.Unfit`` when they are not what this app would have made of the same snapshots.
        """

    def loaded(self, scope: str) -> frozenset[int]:
        """Numbers of the chunks of ``scope`` that are in."""

    def load_chunk(self, scope: str, n: int, rows: Iterable[Change]) -> None:
        """Put one chunk in, in one transaction, which rolls back when ``rows`` raises.

        Raises ``wire.integrity.Mismatch`` when a row comes twice, ``msgspec.ValidationError`` when a body does not
        decode.
        """

    def replica(self) -> Replica:
        """What has been loaded, indexes included, to be brought up to date before it is swapped in; as durable as the
        chunks. Closed with the shadow.

        Raises ``wire.integrity.Mismatch`` (and throws the shadow away) when counts or sums are not the manifests'.
        """

    def swap(self) -> None:
        """Take the place of the replica atomically. Raises like ``replica``."""

    def discard(self) -> None:
        """Throw the shadow away."""

    def close(self) -> None:
        """Let go of the files; what is complete stays, to be gone on with. Idempotent, also after swap and discard."""


class Look(Protocol):
    """What looking over some rows came to."""

    @property
    def bad(self) -> Sequence[tuple[str, int]]:
        """Shards (scope, number) that hold rows whose bytes are not what was written."""


class Replica(Protocol):
    """Rows confirmed by head office. Disposable."""

    def epoch(self) -> str:
        """Epoch the rows belong to; empty before the first download."""

    def distrust(self) -> None:
        """From now on ``epoch`` is empty, until a download has taken the place of the rows. Durable."""

    def scopes(self) -> tuple[str, ...]:
        """Scopes held."""

    def cursor(self, scope: str) -> int:
        """Position up to which ``scope`` has been applied."""

    def apply_pages(self, staged: Sequence[StagedPage], staying: Collection[Key] | None) -> None:
        """Rows and cursors (``page.next``) of all these pages in one transaction; then everything shown is folded again
        for the entities touched. A body that does not decode raises ``msgspec.ValidationError`` and leaves everything
        as it was; so does ``wire.integrity.Moved`` when a scope does not stand where its page was asked from.

        A row that leaves the last scope that held it lingers: perhaps it is in one that was not looked at yet. When
        ``staying`` is given, all that linger go, but for those.
        """

    def leaving(self) -> bool:
        """Whether any row lingers that no scope holds."""

    def drop_scope(self, scope: str) -> None:
        """This tablet no longer holds ``scope``: rows that no other held scope contains go, and its cursor."""

    def integrity(self, scope: str) -> tuple[int, int]:
        """(row count, row sum) of the live rows of ``scope`` (see ``wire.integrity``)."""

    def recount(self, scope: str) -> tuple[int, int]:
        """The same from every row, and kept from now on. A row that is missing does not count."""

    def shard_sums(self, scope: str) -> Sequence[tuple[int, int]]:
        """(row count, row sum) of each of the 256 shards of ``scope``, from every row (see ``wire.integrity``)."""

    def replace_shard(self, scope: str, n: int, rows: Sequence[Change]) -> int:
        """Make ``rows`` all that ``scope`` holds in shard ``n``, in one transaction; how many rows were not the same.

        The cursor stays. A body that does not decode raises ``msgspec.ValidationError`` and leaves everything as it
        was.
        """

    def check(self) -> None:
        """Raises an error of the files' own when they are too damaged for any row to be put right."""

    def look_over(self) -> Look | None:
        """Look over some of the rows, as many as makes all of them within a day; None when there is nothing to do."""

    def looked(self, look: Any) -> None:
        """The bad shards of ``look`` were replaced: go on with other rows the next time."""

    def shadow(self, manifests: dict[str, Manifest]) -> Shadow:
        """Begin, or go on with, a download of exactly these snapshots (scope -> manifest)."""

    def image_form(self) -> str:
        """The form of the files this app makes; empty: it takes none that are finished."""

    def begun(self) -> dict[str, Manifest]:
        """The manifests of a download that was begun and neither swapped in nor discarded; empty when there is none."""


class Journal(Keys, Protocol):
    """The outbox and what became of it. Precious."""

    def next_batch(self, limit: int, max_bytes: int, newest: int | None = None) -> Sequence[Operation]:
        """What to send next, in ``lseq`` order.

        When a batch was sent (``request_id``) and never answered: exactly that batch again, whatever was added since.
        Otherwise the oldest operations not yet answered, whole groups, at least one group. ``newest``: nothing of a
        later schema, nor anything that hangs on what is left out by that: the same entity, or one that it creates.
        """

    def record(self, results: Sequence[OperationResult], fence: str) -> None:
        """Move answered operations to their place (acknowledged, conflict, quarantine) and keep the fence, in one
        transaction. Operations that depend on a rejected creation are quarantined with it.
        """

    def strike_out(self, customers: Collection[str], others: Collection[str]) -> None:
        """These customers were erased at head office, and ``others`` (ids of history) were deleted with them: forget
        what is said about them, what is not answered yet once it is. Idempotent; durable before it returns.
        """

    def spoken_of(self) -> Sequence[str]:
        """Ids of the customers that anything here is about, and of history of which it is not known whose it is."""

    def erased_asked_at(self) -> int:
        """When head office was last asked which of them were erased (ms since 1970), 0 = it is to be asked."""

    def erased_asked(self, at: int) -> None:
        """Remember that. Durable before it returns."""

    def waiting(self) -> Waiting:
        """Count and age of what is not yet answered."""

    def counts(self, delivered_since: int) -> Counts:
        """What lies here. ``delivered_since`` (ms) bounds what else is counted."""

    def fence(self) -> str:
        """Fencing token for the next exchange."""

    def key_report(self) -> tuple[str, str]:
        """Where the device secret lies, and what head office is to keep for this tablet; both may be empty."""

    def alarms(self) -> tuple[Alarm, ...]:
        """Alarms that head office does not have yet, oldest first, at most ``ALARMS_LIMIT``."""

    def note_alarm(self, scope: str, kind: AlarmKind, rows: int) -> None:
        """Remember that ``rows`` rows (0 = not known) were not what they should be, until head office has it."""

    def forget_alarms(self, alarms: Sequence[Alarm]) -> None:
        """Head office has these."""

    def set_aside(self, occasion: str) -> tuple[SetAside, ...] | None:
        """What lies in quarantine, the last first, at most ``SET_ASIDE_LIMIT``; None when head office's database
        (``occasion``) was told just that, or there never was anything to tell.
        """

    def set_aside_told(self, occasion: str, operations: Sequence[SetAside]) -> None:
        """Head office has these."""

    def request_id(self, op_ids: Sequence[str]) -> str:
        """The id under which this batch is sent: the same as last time if that exact batch was never answered.

        Durable before it returns: a retry after a crash must repeat the id, or head office takes it for a clone.
        """

    def load(self) -> Credentials | None:
        """The credentials in use, None before enrolment."""

    def former_keys(self) -> Sequence[tuple[str, DeviceKey]]:
        """Keys under which was saved here before, by replica id, if head office may not know that they are this
        tablet's own.
        """

    def vouched(self) -> None:
        """Head office knows them now."""

    def work_with(self, key: DeviceKey) -> None:
        """Head office knows ``key`` as the one this tablet works with; the one it had is for what a locked one asks."""

    def become(
        self, device_id: str, replica_id: str, key: DeviceKey, fence: str, standing: DeviceKey | None = None
    ) -> None:
        """Go on under another identity, in one transaction: nothing is in flight any more, everything acknowledged is
        in the outbox again. Operations keep their ids, their authors and their replica id.
        """

    def step_back(self) -> Credentials | None:
        """Go on under the identity before the last ``become``, in the same way; None when there was none."""

    def synced(self, at: int) -> None:
        """Remember a completed exchange (ms since 1970)."""

    def last_sync(self) -> int:
        """When the last completed exchange was (ms since 1970), 0 = never."""

    def set_region(self, region: str) -> None:
        """The region (ISO 3166 alpha-2) head office reads phone numbers with, so that folding reads them alike."""

    def devices_known(self) -> str:
        """What stands for the list of devices kept here (``DeviceAnswer.names``), empty when there is none."""

    def keep_devices(self, names: str, devices: dict[str, str]) -> None:
        """Keep what the tablets of this store are called, by replica id."""

    def offer_again(self, since: int, occasion: str) -> int:
        """Put operations acknowledged since ``since`` (ms) back into the outbox; their count.

        ``occasion`` names head office's database (its epoch). The same as last time: nothing happens. Another one, or
        none: in one transaction, whatever was in flight is forgotten, all of the outbox goes in ``lseq`` order, and
        ``occasion`` is remembered; a batch sent after that went to the new database and is sent again unchanged.
        """


class Clock(Protocol):
    """Time, so that tests can set it."""

    def now(self) -> int:
        """Ms since 1970 (UTC). May jump; for showing and audit only."""

    def monotonic(self) -> float:
        """Seconds that never go back, for measuring."""

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Sleep until ``event`` is set or ``seconds`` are over; whether it is set."""


Watch = Callable[[float, int], None]
"""Looks on while a request runs: (seconds without an answer, 0.0 once it has begun; bytes received so far). Called
about ten times a second by the thread that made the request; what it raises gives the request up."""


class Page(msgspec.Struct, frozen=True):
    """One answer of the change feed; ``changes`` is None when nothing changed since the answer tagged ``etag``."""

    changes: ChangesAnswer | None
    etag: str = ""


class HeadOffice(Protocol):
    """Head office as seen from the tablet. Every method blocks and raises only ``sync.errors.SyncError``."""

    def device(self, report: DeviceReport, watch: Watch) -> DeviceAnswer:
        """Tell how this device stands; what it may see now."""

    def quarantine(self, report: QuarantineReport, watch: Watch) -> QuarantineAnswer:
        """Tell what lies in this device's quarantine."""

    def receipt_wanted(self) -> str:
        """Not empty when head office waits to hear what was applied, as it said with its last answer of ``device``;
        ``RECEIPT_ASKED`` when it understands that it was asked who was erased.
        """

    def erased(self, query: ErasedQuery, watch: Watch) -> ErasedAnswer:
        """Which of these were erased."""

    def applied(self, report: AppliedReport, watch: Watch) -> AppliedAnswer:
        """Tell how far everything is applied here."""

    def split(self, request: SplitRequest, watch: Watch) -> SplitAnswer:
        """Ask for an identity of its own: this tablet is a copy, or was put back."""

    def vouch(self, request: VouchRequest, watch: Watch) -> VouchAnswer:
        """Former keys of this tablet."""

    def work_key(self, request: WorkKeyRequest, watch: Watch) -> WorkKeyAnswer:
        """The key that this tablet, which has had one, works with from now on."""

    def use(self, credentials: Credentials) -> None:
        """Ask under this name from now on."""

    def keyed(self) -> bool:
        """Whether the last request was taken under the key of these credentials."""

    def push(self, request: PushRequest, watch: Watch) -> PushAnswer:
        """Send operations."""

    def changes(self, scope: str, epoch: str, after: int, etag: str, watch: Watch) -> Page:
        """One page of the feed of ``scope`` after position ``after``."""

    def shards(self, scope: str, epoch: str, watch: Watch) -> ShardsAnswer:
        """The sums of all shards of ``scope``."""

    def shard(self, scope: str, n: int, epoch: str, after: tuple[str, str], watch: Watch) -> ShardPage:
        """One page of the rows of a shard, after the row whose (etype, eid) is ``after``."""

    def manifest(self, scope: str, watch: Watch) -> Manifest:
        """The snapshot to download ``scope`` from."""

    def chunk(self, scope: str, snapshot_id: str, n: int, limit: int, watch: Watch) -> bytes:
        """One chunk as it was stored, at most ``limit`` bytes."""

    def image(self, form: str, snapshots: Sequence[str], watch: Watch) -> Image:
        """The finished replica of these snapshots (of all scopes), of this form."""

    def piece(self, image_id: str, n: int, limit: int, watch: Watch) -> bytes:
        """One piece of it as it was stored, at most ``limit`` bytes."""
