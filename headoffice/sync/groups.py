"""Applying groups of operations: each holds whole or not at all.

The rules are ``domain.apply``; here is who may, and what must exist.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from clienteling.domain.apply import apply_operation
from clienteling.domain.consent import SIGNED, to_confirm
from clienteling.domain.customer import Customer
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.fields import FIELDS
from clienteling.domain.ids import is_id
from clienteling.domain.notices import WORDED_SINCE, check_claim, fingerprint, is_yes
from clienteling.domain.operations import (
    CREATES,
    GROUP_LIMIT,
    MERGES,
    OP_SCHEMA,
    BookAdd,
    ConsentEvidence,
    ConsentSet,
    CustomerCreate,
    FieldSet,
    FollowUpCreate,
    FollowUpEdit,
    InteractionLog,
    MergeApprove,
    MergeAsk,
    Operation,
    decode_args,
    is_no,
)
from clienteling.wire.messages import OperationResult
from headoffice.consents.receipts import OLDER_APP, Claim
from headoffice.db.epoch import version_after
from headoffice.merges.deciding import Deciding
from headoffice.sync.facts import Clash, Loss, Sender
from headoffice.sync.workspace import Draft, Workspace, mentioned

OLDEST_SCHEMA = max(1, OP_SCHEMA - 5)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LARGEST = 1 << 53
"""Numbers beyond are not versions of anything."""
_LATEST = 7_258_118_400_000
"""The year 2200 in ms since 1970, before which no tablet was made: a clock may be wrong, but not beyond these."""

DEPENDS = "This belongs to something that was refused. Correct that first, then send this again."


def groups_of(operations: Iterable[Operation]) -> list[list[Operation]]:
    """Operations that hold or fall together, in the order in which they came."""
    return [list(group) for _, group in itertools.groupby(operations, key=lambda op: op.group_id)]


def refused(group: Iterable[Operation], culprit: Operation | None, why: Rejected) -> list[OperationResult]:
    """The results of a group that does not hold because of ``culprit`` (None: because of something outside it)."""
    others = Rejected(RejectNumber.DEPENDS_ON_REJECTED, DEPENDS)
    return [rejection(op, why if op is culprit else others) for op in group]


def rejection(op: Operation, why: Rejected) -> OperationResult:
    """The result of an operation that is refused."""
    return OperationResult(op.op_id, "rejected", number=int(why.number), sentence=why.sentence)


def _claim(said: ConsentSet, schema: int) -> Claim:
    """What came with an answer, for its receipt."""
    wording, evidence = (x if _DIGEST.fullmatch(x) else "" for x in (said.wording, said.evidence))
    older = schema < WORDED_SINCE and is_yes(said) and not wording
    return Claim(OLDER_APP if older else wording, evidence)


def _out_of_scope() -> Rejected:
    return Rejected(RejectNumber.OUT_OF_SCOPE, "This customer is not one of this store. Ask head office to share them.")


class Applier:
    """Applies groups to a workspace."""

    def __init__(self, workspace: Workspace, sender: Sender, foreign_replicas: frozenset[str]) -> None:
        """``foreign_replicas`` are those of other stores' tablets that appear in the operations."""
        self._workspace = workspace
        self._sender = sender
        self._foreign = foreign_replicas
        self._deciding = Deciding(workspace)

    def apply(self, group: Sequence[Operation]) -> tuple[list[OperationResult], Draft | None]:
        """The results of a group, and what it changes; None when it was refused."""
        draft = Draft(self._workspace)
        results = []
        for op in group:
            try:
                if len(group) > GROUP_LIMIT:
                    raise Rejected(RejectNumber.BAD_ARGS, "Too many changes belong together. Save fewer at once.")
                results.append(self._one(op, draft))
            except Rejected as why:
                self.remember_refused(group)
                return refused(group, op, why), None
        return results, draft

    def keep_no(self, op: Operation) -> tuple[OperationResult, Draft] | None:
        """The result of an operation of a refused group that holds all the same, and what it changes: whatever was
        saved together with it, what a customer forbids is forbidden. None for all others.
        """
        draft = Draft(self._workspace)
        try:
            return (self._one(op, draft), draft) if is_no(op) else None
        except Rejected:
            return None  # refused for the reason of its group

    def version_of(self, op: Operation) -> int:
        """The version of what an operation changes, as it is now; 0 when it is not there (any more)."""
        draft = Draft(self._workspace)
        held = draft.get(op.entity, draft.survivor(op.entity_id) if op.entity == "customer" else op.entity_id)
        return held.version if held is not None else 0

    def remember_refused(self, group: Sequence[Operation]) -> None:
        """What depends on the creations of this group is refused too, and is as erased as whom they are about."""
        gone = self._workspace.erased
        if gone:
            gone.update([op.entity_id for op in group if op.kind in CREATES and mentioned(op) & gone])
        self._workspace.refused.update(op.entity_id for op in group if op.kind in CREATES)

    def _one(self, op: Operation, draft: Draft) -> OperationResult:
        self._check(op)
        args = decode_args(op)
        eid = draft.survivor(op.entity_id) if op.entity == "customer" else op.entity_id
        held = draft.get(op.entity, eid)
        owner = self._owner(op, args, held, draft)
        self._check_mentioned(args)
        if isinstance(args, InteractionLog) and args.run:
            self._check_run(args, op, draft, known=held is not None)
        if isinstance(args, ConsentSet | ConsentEvidence):
            self._check_proof(args, op.op_schema, owner, draft)
        if op.kind in MERGES and self._asked_before(args, owner, draft):
            return OperationResult(op.op_id, "merged", held.version if held is not None else 0)
        version = version_after(held.version if held is not None else 0, self._workspace.least_version)
        # Who was merged into another counted versions of their own: of the survivor nothing was seen.
        seen = op if eid == op.entity_id else replace(op, base_version=0)
        if isinstance(args, ConsentSet):  # from a tablet whose clock is ahead, a yes would hold for too long
            seen = replace(seen, occurred_at=min(op.occurred_at, self._workspace.now))
        outcome = apply_operation(held, seen, version, self._workspace.region)
        entity = outcome.entity
        if isinstance(args, ConsentSet) and held is not None and entity is not held:
            # A receipt tells what came with the answer it is of, so not with one that was there already.
            draft.claims[owner, entity.consents[-1].id] = _claim(args, op.op_schema)
            entity = self._unconfirmed(held, entity)
        if op.kind in CREATES and op.entity != "customer" and entity.customer != owner:
            entity = replace(entity, customer=owner)  # merged meanwhile
        if entity is not held:
            draft.entities[op.entity, eid] = entity
        entity = self._followed(op, args, held, draft) or entity
        if op.kind == "customer.create":
            draft.created.add(eid)
        draft.losses += [Loss(owner, lost, op.op_id) for lost in outcome.superseded]
        if outcome.conflict:
            draft.clashes.append(Clash(op, owner, outcome.conflict))
        return OperationResult(op.op_id, outcome.status, entity.version, conflict=outcome.conflict)

    def _check_run(self, args: InteractionLog, op: Operation, draft: Draft, *, known: bool) -> None:
        """Whether one more message of a run is allowed. One that was taken back and stands again is no other one."""
        if not known and is_id(args.run):  # another shape is refused where it is applied
            self._workspace.runs.check(args, op.actor, draft.messages[args.run])
            draft.messages[args.run] += 1

    def _followed(self, op: Operation, args: Any, held: Any, draft: Draft) -> Customer | None:
        """The profile as what was asked or decided about a merge leaves it; None for all other operations."""
        if op.kind not in MERGES or not isinstance(held, Customer):
            return None
        self._deciding.follow(op, args, held, draft)
        left: Customer | None = draft.get(op.entity, held.id)
        return left

    def _check_proof(self, args: ConsentSet | ConsentEvidence, schema: int, owner: str, draft: Draft) -> None:
        """Whether what came with an answer is true. A no is taken whatever came with it."""
        if isinstance(args, ConsentEvidence):
            draft.evidence[owner, fingerprint(args.drawing)] = args.drawing
            return
        if args.state != "withdrawn":
            check_claim(self._workspace.notices, args, schema)
            signed = schema >= WORDED_SINCE and args.method == SIGNED and is_yes(args)
            if (args.evidence or signed) and not draft.proves(owner, args.evidence):
                raise Rejected(
                    RejectNumber.NO_EVIDENCE, "The signature did not come along. Ask the customer to sign again."
                )

    def _unconfirmed(self, held: Customer, said: Customer) -> Customer:
        """``said`` with its last answer pending where that is a yes the customer must confirm first."""
        record = said.consents[-1]
        if not to_confirm(held.consents, record, self._workspace.contact_rules, self._workspace.now):
            return said
        return replace(said, consents=(*said.consents[:-1], replace(record, state="pending")))

    def _check(self, op: Operation) -> None:
        if op.op_schema < OLDEST_SCHEMA:
            raise Rejected(
                RejectNumber.SCHEMA_TOO_OLD, "This was saved by a version of the app that is too old. Update the app."
            )
        numbers = 0 <= op.lseq < _LARGEST and 0 <= op.base_version < _LARGEST and 0 <= op.occurred_at < _LATEST
        if not is_id(op.entity_id) or not numbers:
            raise Rejected(RejectNumber.BAD_ARGS, "This change is damaged. Make it again.")
        at_home = op.store == self._sender.store and op.replica_id not in self._foreign
        # Whoever left meanwhile, or works elsewhere: what a customer forbade them is forbidden.
        takes = op.actor in self._workspace.staff or (op.actor in self._workspace.elsewhere and is_no(op))
        if not at_home or not takes:
            raise Rejected(
                RejectNumber.FOREIGN_ACTOR,
                "Whoever saved this does not work in this store (any more). Ask head office.",
            )

    def _owner(self, op: Operation, args: Any, held: Any, draft: Draft) -> str:
        """The customer this is about, if the sender may touch them."""
        if op.kind == "customer.create":
            if op.entity_id in self._workspace.erased:
                raise self._missing(op.entity_id)
            return op.entity_id
        if op.entity == "customer":
            said = op.entity_id
        elif op.kind in CREATES:
            said = args.customer
        elif held is None:
            raise self._missing(op.entity_id)
        else:
            said = held.customer
        owner = draft.survivor(said)
        if draft.get("customer", owner) is None:
            raise self._missing(said)
        if not draft.reaches(said, owner) and not self._takes_over(op, args, owner):
            raise _out_of_scope()
        return owner

    def _asked_before(self, args: Any, owner: str, draft: Draft) -> bool:
        """Whether somebody has asked to merge these two already. Raises ``Rejected`` unless the other profile is there
        and within reach, like the one that is changed.
        """
        if not isinstance(args, MergeAsk | MergeApprove):
            return False
        other = draft.survivor(args.other)
        if draft.get("customer", other) is None:
            raise self._missing(args.other)
        if not draft.reaches(args.other, other):
            raise _out_of_scope()
        if other == owner:
            raise Rejected(RejectNumber.MERGE_CLOSED, "These two are one profile already.")
        return self._deciding.asked_before(args, owner, draft)

    def _takes_over(self, op: Operation, args: Any, owner: str) -> bool:
        """Whether a seller adds somebody of another store, whom they have looked up, to their own client book."""
        found = {(op.actor, op.entity_id), (op.actor, owner)} & self._workspace.looked_up
        return isinstance(args, BookAdd) and args.seller == op.actor and bool(found)

    def _missing(self, eid: str) -> Rejected:
        if eid in self._workspace.erased:
            return Rejected(RejectNumber.ERASED, "This customer was erased at head office. Nothing about them is kept.")
        if eid in self._workspace.refused:
            return Rejected(RejectNumber.DEPENDS_ON_REJECTED, DEPENDS)
        return Rejected(RejectNumber.NO_SUCH_ENTITY, "What this changes does not exist. It may have been erased.")

    def _check_mentioned(self, args: Any) -> None:
        """Sellers and stores that are mentioned must exist."""
        seller = args.seller if isinstance(args, BookAdd | FollowUpCreate | FollowUpEdit) else ""
        if seller and seller not in self._workspace.sellers:
            raise Rejected(RejectNumber.NO_SUCH_ENTITY, "This seller is not known at head office. Choose another one.")
        fields: dict[str, str] = {}
        if isinstance(args, FieldSet):
            fields = {args.key: args.value}
        elif isinstance(args, CustomerCreate):
            fields = args.fields
        for key, value in fields.items():
            is_store = key in FIELDS and FIELDS[key].kind == "store"
            if is_store and value and value not in self._workspace.stores:
                raise Rejected(RejectNumber.BAD_VALUE, "This store is not known at head office. Choose another one.")
