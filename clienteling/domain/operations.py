"""Operations: what a seller adds, on its way to head office.

An operation is frozen once written. ``args`` stays the exact bytes that were written, so that its hash never depends
on who decodes it; ``decode_args`` reads them strictly, lifting older schemas (``domain.upcast``). ``OP_SCHEMA`` is
raised with any change of a shape below; ``tests/fixtures`` holds every released one.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, Literal, TypeVar

import msgspec

from clienteling.domain.customer import BookRole, ConsentChannel, ConsentPurpose, ContactKind, DateKind
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.history import Audience
from clienteling.domain.ids import is_id
from clienteling.domain.same_person import AskReason, RefuseReason
from clienteling.domain.text import mask_cards, normal_phone
from clienteling.domain.upcast import upcast

OP_SCHEMA = 6
GROUP_LIMIT = 200
"""Most operations in one group (one local transaction)."""

ContactHeld = Literal["call", "message_out", "store_visit"]
"""How a seller was in touch with a customer."""
EntityType = Literal["customer", "note", "followup", "interaction"]


class Operation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One enrichment.

    ``lseq`` orders the operations of one replica; it has gaps, and no copy of a tablet uses a number again.
    ``group_id`` joins operations that hold or fall together. ``base_version`` is the version of the entity the seller
    was looking at (0: none yet). ``occurred_at`` is ms since 1970 by the tablet's clock, for audit only. ``channel`` is
    how the customer said it. ``corrects`` is the id of a refused operation that this one replaces (since schema 2).
    ``signature`` is by the key of the tablet that saved it (``wire.proof.operation_text``), or empty.
    """

    op_id: str
    replica_id: str
    lseq: int
    group_id: str
    kind: str
    entity: EntityType
    entity_id: str
    base_version: int
    args: msgspec.Raw
    actor: str
    store: str
    occurred_at: int
    op_schema: int = OP_SCHEMA
    channel: Literal["store", "phone", "message", "email", "service"] = "store"
    signature: str = ""
    corrects: str = ""

    def digest(self) -> str:
        """SHA-256 (hex) over everything but the signature; an id sent twice with two digests is id reuse."""
        body = msgspec.json.encode(msgspec.structs.replace(self, signature=""))
        # Schema 1 did not have it: what was hashed then must hash alike now.
        return hashlib.sha256(body if self.corrects else _without_correction(body)).hexdigest()

    def encoded(self) -> msgspec.Raw:
        """JSON in the shape of its own schema: a head office that knows nothing later refuses unknown fields."""
        body = msgspec.json.encode(self)
        return msgspec.Raw(_without_correction(body) if self.op_schema < _CORRECTS_SINCE else body)


def _without_correction(body: bytes) -> bytes:
    """An operation that corrects nothing as it was before there was the field."""
    return body.removesuffix(_NOTHING_CORRECTED) + b"}" if body.endswith(_NOTHING_CORRECTED) else body


_CORRECTS_SINCE = 2
_NOTHING_CORRECTED = b',"corrects":""}'


class _Args(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all arguments: strict."""


class CustomerCreate(_Args, frozen=True):
    """A new customer; contact points, consents and so on follow as operations of the same group.

    ``not_duplicate_of`` lists the customers the seller was shown and said it is not.
    """

    fields: dict[str, str]
    not_duplicate_of: tuple[str, ...] = ()


class FieldSet(_Args, frozen=True):
    """Set a single-valued field; an empty value clears it."""

    key: str
    value: str


class ContactAdd(_Args, frozen=True):
    """Add a way to reach the customer."""

    contact_id: str
    kind: ContactKind
    value: str
    label: str = ""


class ContactCorrect(_Args, frozen=True):
    """Correct the value of a contact point."""

    contact_id: str
    value: str


class ContactRemove(_Args, frozen=True):
    """Take a contact point away."""

    contact_id: str


class ContactReveal(_Args, frozen=True):
    """A seller had a masked contact point shown: which one, and of what kind; never its value. Changes nothing."""

    contact_id: str
    kind: ContactKind


class PreferenceSet(_Args, frozen=True):
    """Set a preference. ``multiple`` repeats the definition: the value is added beside others instead of replacing."""

    preference_id: str
    key: str
    value: str
    multiple: bool = False


class PreferenceRemove(_Args, frozen=True):
    """Take a preference away."""

    preference_id: str


class ConsentSet(_Args, frozen=True):
    """Record what the customer said about one purpose and channel. See ``customer.ConsentRecord``.

    ``wording``: SHA-256 (hex) of the text that was shown, which is that of ``notice``, ``notice_version`` and
    ``language``; from schema 4 on no yes goes without. ``evidence``: SHA-256 (hex) of what proves it, saved before it
    in the same group.
    """

    record_id: str
    purpose: ConsentPurpose
    channel: ConsentChannel
    state: Literal["pending", "granted", "withdrawn"]
    knew: tuple[str, ...] = ()
    notice: str = ""
    notice_version: str = ""
    language: str = ""
    method: str = ""
    expires: str = ""
    wording: str = ""
    evidence: str = ""


class ConsentEvidence(_Args, frozen=True):
    """What proves answers of the same group: a signature, as ``domain.signature`` writes one. Changes no profile."""

    drawing: str


class TagAdd(_Args, frozen=True):
    """Add a tag; ``add_id`` names this adding."""

    add_id: str
    tag: str


class TagRemove(_Args, frozen=True):
    """Remove the addings in ``saw``, and no others."""

    tag: str
    saw: tuple[str, ...]


class BookAdd(_Args, frozen=True):
    """Add the customer to a seller's client book."""

    add_id: str
    seller: str
    role: BookRole = "secondary"


class BookRemove(_Args, frozen=True):
    """Remove the addings in ``saw``, and no others."""

    seller: str
    saw: tuple[str, ...]


class DateSet(_Args, frozen=True):
    """Add or change an important date; ``year`` 0 = not told, ``day`` 0 = only the month was told."""

    date_id: str
    kind: DateKind
    month: int
    day: int
    year: int = 0
    label: str = ""


class DateRemove(_Args, frozen=True):
    """Take an important date away."""

    date_id: str


class ProposalDecide(_Args, frozen=True):
    """Decide a proposal: take its value, or keep head office's."""

    proposal_id: str
    accept: bool


class MergeAsk(_Args, frozen=True):
    """Ask a manager to make one profile of this one and ``other``: they are of the same person. ``text``: why, in the
    seller's own words (since schema 6).
    """

    ask_id: str
    other: str
    reason: AskReason
    text: str = ""


class MergeTakeBack(_Args, frozen=True):
    """Whoever asked takes it back."""

    ask_id: str


class MergeApprove(_Args, frozen=True):
    """A manager agrees: the profile ``stays`` (this one, or ``other``) takes in the other one."""

    ask_id: str
    other: str
    stays: str


class MergeRefuse(_Args, frozen=True):
    """A manager leaves the two apart."""

    ask_id: str
    why: RefuseReason


class NoteAdd(_Args, frozen=True):
    """Write a note about a customer."""

    customer: str
    text: str
    audience: Audience = "store"


class NoteEdit(_Args, frozen=True):
    """Change the text of a note."""

    text: str


class NoteRemove(_Args, frozen=True):
    """Take a note back."""


class FollowUpCreate(_Args, frozen=True):
    """A new task about a customer; ``due`` is an ISO date. ``text`` may be empty when ``reason`` is an advisor's."""

    customer: str
    due: str
    text: str
    seller: str
    reason: str = "asked"


class FollowUpEdit(_Args, frozen=True):
    """Change the day, text or seller of an open follow-up; empty = unchanged."""

    due: str = ""
    text: str = ""
    seller: str = ""


class FollowUpComplete(_Args, frozen=True):
    """It was done. Idempotent, and stronger than any edit."""

    outcome: str = ""


class FollowUpCancel(_Args, frozen=True):
    """It will not be done; ``outcome`` says why."""

    outcome: str = ""


class FollowUpReopen(_Args, frozen=True):
    """Undo of complete or cancel."""


class InteractionLog(_Args, frozen=True):
    """A seller had contact with the customer. ``kind``: call, message_out, store_visit. ``at``: when, in ms since 1970.

    Under the id of one that its author took back it stands again: that is how taking back is undone. ``run``: id of the
    list that was written to, where one text went to several (``domain.message_run``).
    """

    customer: str
    kind: ContactHeld
    at: int
    text: str = ""
    run: str = ""


class InteractionRemove(_Args, frozen=True):
    """Whoever logged a contact takes it back."""


ARGS: dict[str, tuple[EntityType, type[_Args]]] = {
    "customer.create": ("customer", CustomerCreate),
    "field.set": ("customer", FieldSet),
    "contact.add": ("customer", ContactAdd),
    "contact.correct": ("customer", ContactCorrect),
    "contact.remove": ("customer", ContactRemove),
    "contact.reveal": ("customer", ContactReveal),
    "preference.set": ("customer", PreferenceSet),
    "preference.remove": ("customer", PreferenceRemove),
    "consent.evidence": ("customer", ConsentEvidence),
    "consent.set": ("customer", ConsentSet),
    "tag.add": ("customer", TagAdd),
    "tag.remove": ("customer", TagRemove),
    "book.add": ("customer", BookAdd),
    "book.remove": ("customer", BookRemove),
    "date.set": ("customer", DateSet),
    "date.remove": ("customer", DateRemove),
    "proposal.decide": ("customer", ProposalDecide),
    "merge.ask": ("customer", MergeAsk),
    "merge.take_back": ("customer", MergeTakeBack),
    "merge.approve": ("customer", MergeApprove),
    "merge.refuse": ("customer", MergeRefuse),
    "note.add": ("note", NoteAdd),
    "note.edit": ("note", NoteEdit),
    "note.remove": ("note", NoteRemove),
    "followup.create": ("followup", FollowUpCreate),
    "followup.edit": ("followup", FollowUpEdit),
    "followup.complete": ("followup", FollowUpComplete),
    "followup.cancel": ("followup", FollowUpCancel),
    "followup.reopen": ("followup", FollowUpReopen),
    "interaction.log": ("interaction", InteractionLog),
    "interaction.remove": ("interaction", InteractionRemove),
}
"""Operation kind -> (type of entity it changes, shape of its arguments)."""

MERGES = frozenset({"merge.ask", "merge.take_back", "merge.approve", "merge.refuse"})
"""Kinds about two profiles being one person's."""
SINCE = {"interaction.remove": 2, "contact.reveal": 3, "consent.evidence": 3, **dict.fromkeys(MERGES, 5)}
"""Kinds that came after schema 1, and with which."""

CREATES = frozenset({"customer.create", "note.add", "followup.create", "interaction.log"})
"""Kinds that bring their entity into being."""


def kind_of(args: _Args) -> str:
    """The operation kind whose arguments these are."""
    return _KINDS[type(args)]


_KINDS = {shape: kind for kind, (_, shape) in ARGS.items()}


TYPED = frozenset({"fields", "label", "outcome", "reason", "tag", "text", "value"})
"""Arguments that hold what a person typed."""
_AnyArgs = TypeVar("_AnyArgs", bound=_Args)


def without_cards(args: _AnyArgs) -> _AnyArgs:
    """``args`` with payment card numbers masked in whatever was typed (``domain.text.mask_cards``).

    For what is about to be kept: the rules mask them too, but only in what they make of it. Telephone numbers and
    identifiers stay as they are, also where their digits would pass for a card's.
    """
    typed = {name: getattr(args, name) for name in args.__struct_fields__ if name in TYPED}
    return msgspec.structs.replace(args, **{name: _masked(name, value) for name, value in typed.items()})


def _masked(name: str, typed: Any) -> Any:
    if isinstance(typed, dict):
        return {key: _masked(key, value) for key, value in typed.items()}
    return typed if is_id(typed) or (name == "value" and _is_phone(typed)) else mask_cards(typed)


def without_cards_in(told: Any, name: str = "") -> Any:
    """``told``, any JSON that was sent as arguments, with payment card numbers masked wherever they stand.

    For what is kept although it was refused: it need not have the shape of any arguments.
    """
    if isinstance(told, dict):
        return {without_cards_in(key): without_cards_in(value, key) for key, value in told.items()}
    if isinstance(told, list):
        return [without_cards_in(value, name) for value in told]
    if isinstance(told, int) and (text := str(told)) != (masked := mask_cards(text)):
        return masked
    return _masked(name, told) if isinstance(told, str) else told


def _is_phone(value: str) -> bool:
    try:
        normal_phone(value)
    except Rejected:
        return False
    return True


def encode_args(args: _Args) -> msgspec.Raw:
    """The bytes that travel as ``Operation.args``. Raises ``Rejected`` for half of a surrogate pair."""
    try:
        return msgspec.Raw(msgspec.json.encode(args))
    except UnicodeEncodeError as error:
        raise Rejected(RejectNumber.BAD_VALUE, "This text holds half a character. Type it again.") from error


_UNREADABLE = "This change cannot be read ({0}: {1}). Update this tablet."
_QUOTED = re.compile(r" '.*'", re.DOTALL)


def decode_args(op: Operation) -> Any:
    """The arguments of ``op`` as the shape its kind demands.

    Raises ``Rejected`` with ``UNKNOWN_KIND`` or ``BAD_ARGS`` (the message names the offending path, not the value).
    """
    known = ARGS.get(op.kind)
    if known is None or SINCE.get(op.kind, 1) > op.op_schema:
        raise Rejected(RejectNumber.UNKNOWN_KIND, "This kind of change is not known here. Update this tablet.")
    entity, shape = known
    if entity != op.entity:
        raise Rejected(RejectNumber.BAD_ARGS, "{0} does not change a {1}.", op.kind, op.entity)
    try:
        if op.op_schema >= OP_SCHEMA:
            return msgspec.json.decode(op.args, type=shape)
        saved = msgspec.json.decode(op.args)
        return msgspec.convert(upcast(op.kind, saved, op.occurred_at, op.op_schema, OP_SCHEMA), shape)
    except UnicodeDecodeError as error:
        raise Rejected(RejectNumber.BAD_ARGS, _UNREADABLE, op.kind, "not UTF-8") from error
    except RecursionError as error:
        raise Rejected(RejectNumber.BAD_ARGS, _UNREADABLE, op.kind, "too deep") from error
    except msgspec.DecodeError as error:
        # The path may be told, a value may not: msgspec quotes values of enumerations.
        raise Rejected(RejectNumber.BAD_ARGS, _UNREADABLE, op.kind, _QUOTED.sub("", str(error))) from error


def is_no(op: Operation) -> bool:
    """Whether a customer forbids something by ``op``."""
    if op.kind != "consent.set":
        return False
    try:
        args = decode_args(op)
    except Rejected:
        return False  # refused where it is applied
    return isinstance(args, ConsentSet) and args.state == "withdrawn"
