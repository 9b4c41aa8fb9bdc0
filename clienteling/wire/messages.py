"""Messages of the sync contract, version 1 (``/v1``). JSON, strict: an unknown field is error 1001.

Positions are per scope: ``seq`` orders the feed of one scope; ``epoch`` names the life of head office's database
(hub id, restore count, timeline) and changes when positions lose their meaning.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from clienteling.domain.apply.outcome import Conflict
from clienteling.domain.operations import Operation

CHANGES_LIMIT = 5_000
"""Most rows in one page of the change feed."""
PUSH_LIMIT = 500
"""Most operations in one push."""
PUSH_BYTES = 1 << 20
"""Most bytes in the body of one push."""
SHARD_LIMIT = 2_000
"""Most rows in one page of a shard."""
CHUNK_ROWS = 20_000
"""Rows in one bootstrap chunk."""
DIGEST_HEADER = "X-Content-SHA256"
"""Goes with every JSON body, both ways: SHA-256 (hex) of the body before its compression. A flipped byte inside a
string is still JSON; by this it is noticed, whatever stands between tablet and head office."""
RECEIPT_HEADER = "X-Receipt-Wanted"
"""Set in the answer to a ``DeviceReport``: somebody was erased, and head office waits for an ``AppliedReport``."""
RECEIPT_ASKED = "asked"
"""The value of that header when the tablet is to ask ``POST /v1/device/erased`` before it tells what it has applied."""
REQUEST_HEADER = "X-Request-Id"
"""Names one request in the logs of both ends: 32 hex digits, made by the tablet, sent back with the answer."""
SNAPSHOT_SCHEMA = 3
"""Raised when the shape of entity bodies changes."""
ALARMS_LIMIT = 100
"""Most alarms in one report."""
FORMER_KEYS_LIMIT = 100
"""Most former keys in one request."""
SET_ASIDE_LIMIT = 200
"""Most operations in one report of a quarantine."""

AlarmKind = Literal["sum", "damage"]
ChangeOp = Literal["put", "del", "leave"]
"""``del``: gone everywhere (a tombstone). ``leave``: no longer in this scope, perhaps in another one."""


class _Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all messages: strict."""


class EnrolRequest(_Message, frozen=True, omit_defaults=True):
    """``POST /v1/enrol``: a one-time code against a device's credentials.

    ``key`` is the public part of the key that the tablet has made and keeps before it asks, so that it can ask again
    when the answer was lost; ``signature`` shows that it holds the rest (``wire.proof.enrol_text``). ``standing_key``
    is the key it shows while it is locked, and ``standing_signature`` that one's word for ``key``
    (``wire.proof.pair_text``); apps with one key for everything send neither. ``token`` is what apps without keys
    sent: they are asked to be updated. ``recovery``: what head office keeps for the tablet's sellers (see
    ``SellerSignInAnswer``), sealed by the tablet; ``key_store``: where its device secret lies.
    """

    code: str
    device_name: str
    app_version: str
    op_schema: int
    snapshot_schema: int
    token: str = ""
    key: str = ""
    signature: str = ""
    recovery: str = ""
    key_store: str = ""
    standing_key: str = ""
    standing_signature: str = ""


class EnrolAnswer(_Message, frozen=True):
    """Name and place of a new device."""

    device_id: str
    replica_id: str
    fence: str
    company: str
    store: str
    epoch: str


class NonceAnswer(_Message, frozen=True):
    """``GET /v1/token/nonce``: what the wish for a token must be signed over, good for a minute."""

    nonce: str


class TokenRequest(_Message, frozen=True):
    """``POST /v1/token``: a tablet shows that it holds the key of ``device_id`` (``wire.proof.token_text``)."""

    device_id: str
    nonce: str
    signature: str


class TokenAnswer(_Message, frozen=True):
    """A token for ``seconds``, of use to whoever holds the key alone (see ``wire.proof``)."""

    token: str
    seconds: int


class KeyRequest(_Message, frozen=True):
    """``POST /v1/device/key``, under a token of the time before keys: this is the tablet's key from now on, and that
    token is good for nothing any more.

    ``unsigned_until``: the last number (``lseq``) that was given before the tablet had a key. ``signature``: see
    ``wire.proof.key_text``.
    """

    key: str
    signature: str
    unsigned_until: int = 0


class KeyAnswer(_Message, frozen=True):
    """Whose key it is now."""

    device_id: str


class FormerKey(_Message, frozen=True):
    """A key under which the tablet has saved before, and its word for the one in use (``wire.proof.vouch_text``)."""

    replica_id: str
    key: str
    signature: str


class VouchRequest(_Message, frozen=True):
    """``POST /v1/device/keys``: what was saved under these keys is this tablet's own."""

    keys: tuple[FormerKey, ...]


class VouchAnswer(_Message, frozen=True):
    """How many of them were taken."""

    taken: int


class Alarm(_Message, frozen=True):
    """Rows on the tablet were not what they should be. ``rows`` counts those replaced (0 = not known), ``at`` in ms.

    ``sum``: they differed from head office's in ``scope``; ``damage``: their bytes had changed on disk or, without a
    scope, the file could not be read.
    """

    scope: str
    kind: AlarmKind
    rows: int
    at: int


class DeviceReport(_Message, frozen=True):
    """``POST /v1/device``: how this device stands at the beginning of an exchange.

    ``epoch``: that of the rows it holds, empty before the first download. ``waiting``, ``quarantined`` and
    ``conflicts`` count operations not yet answered, refused ones and conflicts not decided; ``oldest_waiting_at`` in
    ms, 0 = none. ``alarms`` may be told more than once: scope, kind and time name one. ``names``: as the last answer
    with ``devices`` had it.
    """

    app_version: str
    op_schema: int
    snapshot_schema: int
    epoch: str = ""
    waiting: int = 0
    oldest_waiting_at: int = 0
    quarantined: int = 0
    conflicts: int = 0
    alarms: tuple[Alarm, ...] = ()
    names: str = ""
    key_store: str = ""
    recovery: str = ""


class DeviceName(_Message, frozen=True):
    """What people call the tablet with this replica id."""

    replica_id: str
    name: str


class DeviceAnswer(_Message, frozen=True):
    """Answers a ``DeviceReport``: what this device may see now. ``scopes`` are names for ``/v1/scopes/{name}``.

    ``devices`` are those of its store, and ``names`` stands for that list; None when the report knew it.
    """

    device_id: str
    store: str
    scopes: tuple[str, ...]
    epoch: str
    server_time: int
    region: str = "ES"
    names: str = ""
    devices: tuple[DeviceName, ...] | None = None


class SetAside(_Message, frozen=True):
    """One operation that lies in a tablet's quarantine: which, of what kind and why, not a word of what it says.

    ``number`` is that of ``domain.errors.RejectNumber``. ``because_of``: the refused operation without which it has no
    meaning, empty when it was refused itself. ``saved_at`` and ``at`` (when it was set aside) in ms by the tablet's
    clock.
    """

    op_id: str
    kind: str
    number: int
    because_of: str
    saved_at: int
    at: int


class QuarantineReport(_Message, frozen=True):
    """``POST /v1/device/quarantine``: what lies there now, at most the ``SET_ASIDE_LIMIT`` set aside last. Takes the
    place of what was told before.
    """

    operations: tuple[SetAside, ...]


class QuarantineAnswer(_Message, frozen=True):
    """Head office has it: so many operations."""

    kept: int


class AppliedReport(_Message, frozen=True, omit_defaults=True):
    """``POST /v1/device/applied``: how far this device has come. ``positions``: scope -> position up to which all is
    applied, on disk, in the feed of ``epoch``. What head office deleted up to there is not on the device any more.

    ``asked``: since it applied that, the tablet has asked which of those its journal speaks of were erased, and struck
    them out. Rows that were downloaded anew tell of nobody who was erased before; so without this nothing is confirmed.
    """

    epoch: str
    positions: dict[str, int]
    asked: bool = False


class AppliedAnswer(_Message, frozen=True):
    """How many erasures this confirmed."""

    confirmed: int


class SellerSignIn(_Message, frozen=True):
    """``POST /v1/sellers/sign-in``: a seller's PIN, typed on this tablet, for head office to look at."""

    seller: str
    pin: str


class SellerSignInAnswer(_Message, frozen=True):
    """What head office says to a PIN.

    ``wrong``: ``tries_left`` cost no time, the next one is taken after ``wait_seconds``. ``wait``: too early, the PIN
    was not looked at. ``closed``: too many wrong ones, until a new PIN is set. ``none``: no PIN is set.

    ``right``: ``recovery`` is what the tablet gave head office to keep, ``mark`` names the PIN (``domain.pin``), and
    ``office_key`` (base 64, X25519) is head office's, to seal to what it may read when the tablet is lost.
    """

    result: Literal["right", "wrong", "wait", "closed", "none"]
    tries_left: int = 0
    wait_seconds: int = 0
    recovery: str = ""
    mark: str = ""
    office_key: str = ""
    server_time: int = 0


class LookupRequest(_Message, frozen=True):
    """``POST /v1/lookup``: a seller asks for a customer of another store by an exact ``contact``: e-mail address,
    telephone, loyalty card or number of an order. ``reason`` is one of the policy's.
    """

    seller: str
    contact: str
    reason: str


class FoundContact(_Message, frozen=True):
    """A way to reach somebody, as the seller may see it."""

    kind: str
    value: str


class FoundCustomer(_Message, frozen=True):
    """What a seller may see of somebody they have looked for. ``store`` and ``city`` are of the store they are at home
    in, ``last_purchase_at`` in ms (0: none); ``here``: the tablet may hold them already.
    """

    id: str
    name: str
    tier: str = ""
    store: str = ""
    city: str = ""
    last_purchase_at: int = 0
    contacts: tuple[FoundContact, ...] = ()
    here: bool = False


class LookupAnswer(_Message, frozen=True):
    """Answers a ``LookupRequest``. ``nobody``: whatever the cause, always the same. ``wait``: this seller has asked for
    too many within an hour, and nothing was looked at.
    """

    result: Literal["found", "nobody", "wait"]
    people: tuple[FoundCustomer, ...] = ()
    wait_seconds: int = 0


class RecoveryAnswer(_Message, frozen=True):
    """``POST /v1/device/recovery``: what a tablet needs to go on with its first download after a restart.

    Head office gives it for a day after enrolment, and no longer once anybody has signed in.
    """

    recovery: str


class RecoveryKeyAnswer(_Message, frozen=True):
    """``GET /v1/recovery-key``: head office's public ``key`` (base 64, X25519), to which a tablet seals its journal."""

    key: str


class StandingAnswer(_Message, frozen=True):
    """``GET /v1/device/standing``: this tablet is still one of the company's. Asked while nobody is signed in."""

    server_time: int


class SplitRequest(_Message, frozen=True, omit_defaults=True):
    """``POST /v1/device/split``: a copied tablet, or one put back from a backup, asks for an identity of its own.

    ``key`` is the public part of the key that the tablet uses from then on; ``signature`` shows that it holds the rest
    (``wire.proof.key_text`` with the device that asks). The tablet makes it, so that the same request again, however
    late, changes nothing. ``standing_key`` and ``standing_signature`` as in ``EnrolRequest``. ``token_sha256`` is what
    apps without keys sent: they are asked to be updated.
    """

    token_sha256: str = ""
    key: str = ""
    signature: str = ""
    standing_key: str = ""
    standing_signature: str = ""


class SplitAnswer(_Message, frozen=True):
    """The new identity; the old one goes on for whoever uses it."""

    device_id: str
    replica_id: str
    fence: str


class PushRequest(_Message, frozen=True):
    """``POST /v1/push``. ``request_id`` names this attempt's batch: a retry of it repeats the id.

    ``fence`` is the token of the previous exchange; ``waiting`` and ``oldest_waiting_at`` (ms, 0 = none) tell head
    office what is still in the outbox after this batch. Without operations it only asks whether head office
    understands this tablet: nothing changes, the fence neither.
    """

    request_id: str
    replica_id: str
    fence: str
    operations: tuple[Operation, ...]
    waiting: int = 0
    oldest_waiting_at: int = 0


class OperationResult(_Message, frozen=True):
    """What became of one operation. ``number`` and ``sentence`` are set when rejected; ``version`` is the entity's."""

    op_id: str
    status: Literal["applied", "duplicate", "merged", "conflict", "rejected"]
    version: int = 0
    number: int = 0
    sentence: str = ""
    conflict: Conflict | None = None


class PushAnswer(_Message, frozen=True):
    """One result per operation, in order. ``fence`` is the token for the next exchange."""

    results: tuple[OperationResult, ...]
    fence: str


def _no_body() -> msgspec.Raw:
    return msgspec.Raw(b"null")


class Change(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """One row of the feed: the latest position of one entity. ``body`` is the entity's JSON, absent unless ``put``."""

    seq: int
    etype: str
    eid: str
    op: ChangeOp
    version: int
    # A factory, because a plain default of this type cannot be described as JSON Schema.
    body: msgspec.Raw = msgspec.field(default_factory=_no_body)


class ChangesAnswer(_Message, frozen=True):
    """``GET /v1/scopes/{scope}/changes?epoch=&after=&limit=``: one page from one snapshot of the database.

    The tablet is caught up when ``next`` equals ``head``. ``row_count`` and ``row_sum`` describe the live rows of the
    scope at ``head`` (see ``wire.integrity``).
    """

    epoch: str
    floor: int
    head: int
    next: int
    rows: tuple[Change, ...]
    row_count: int = 0
    row_sum: int = 0


class ShardSum(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Row count and row sum of the live rows of one shard (see ``wire.integrity``)."""

    row_count: int
    row_sum: int


class ShardsAnswer(_Message, frozen=True):
    """``GET /v1/scopes/{scope}/shards?epoch=``: the sums of all shards in order, from one snapshot at ``head``."""

    epoch: str
    head: int
    shards: tuple[ShardSum, ...]


class ShardPage(_Message, frozen=True):
    """``GET /v1/scopes/{scope}/shards/{n}?epoch=&after_type=&after_id=``: live rows of one shard by (etype, eid).

    Each page is of a snapshot of its own, at ``head``. ``complete``: nothing follows after these rows.
    """

    epoch: str
    head: int
    rows: tuple[Change, ...]
    complete: bool


class ChunkInfo(_Message, frozen=True):
    """One bootstrap chunk: ``GET /v1/scopes/{scope}/snapshot/{id}/chunks/{n}``, zstd over JSON lines of ``Change``."""

    n: int
    rows: int
    bytes: int
    sha256: str


class Manifest(_Message, frozen=True):
    """``GET /v1/scopes/{scope}/snapshot``: the scope as it was at ``s0``, in immutable chunks sorted by (etype, id).

    While head office is still building it, ``state`` is ``preparing`` and ``chunks`` is empty: ask again.
    """

    state: Literal["preparing", "ready"]
    snapshot_id: str
    epoch: str
    s0: int
    schema: int
    rows: int
    bytes: int
    chunks: tuple[ChunkInfo, ...]
    row_count: int = 0
    row_sum: int = 0
