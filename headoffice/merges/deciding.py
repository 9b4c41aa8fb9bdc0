"""What sellers ask and managers decide by operations: who may, and what comes of it within a push."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from clienteling.domain.apply import provenance_of
from clienteling.domain.customer import Customer
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.operations import MergeApprove, MergeAsk, MergeRefuse, MergeTakeBack, Operation
from clienteling.domain.same_person import TEXT_LIMIT, asked
from clienteling.domain.text import clean
from headoffice.merges.requests import Request
from headoffice.sync.facts import Loss

if TYPE_CHECKING:
    from headoffice.sync.workspace import Draft, Workspace


_REUSED = "Another change has this identifier already. Make the change again."


class Deciding:
    """The part of applying operations that knows about merges."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def asked_before(self, args: Any, owner: str, draft: Draft) -> bool:
        """Whether somebody has asked about these two already, also the other way round. Raises ``Rejected`` when a name
        is used twice.
        """
        if not isinstance(args, MergeAsk):
            return False
        pair = {owner, draft.survivor(args.other)}
        closed = {request.id for request in draft.decided}
        for request in (*self._workspace.open_requests(*pair, args.other), *draft.asked):
            if request.id == args.ask_id:
                raise Rejected(RejectNumber.ID_REUSED, _REUSED)
            two = {draft.survivor(request.customer), draft.survivor(request.other)}
            if two == pair and request.id not in closed:
                return True
        return False

    def follow(self, op: Operation, args: Any, held: Customer, draft: Draft) -> None:
        """What else an operation does that the rules have taken. ``held``: the profile as it was before. Raises
        ``Rejected``.
        """
        if isinstance(args, MergeAsk):
            self._ask(op, args, held, draft)
            return
        found = asked(held, args.ask_id)
        if found is None:
            return
        other = draft.survivor(found.other)
        by = provenance_of(op)
        decided = Request(args.ask_id, held.id, other, found.reason, by, decided_by=op.actor, decided_op=op.op_id)
        decided = replace(decided, decided_at=self._workspace.now)
        if isinstance(args, MergeTakeBack):
            draft.decided.append(replace(decided, state="taken_back"))
            return
        self._check_decider(op, held.id, other)
        if isinstance(args, MergeRefuse):
            draft.decided.append(replace(decided, state="refused", why=args.why))
        elif isinstance(args, MergeApprove):
            self._unite(op, args, held, other, replace(decided, state="done"), draft)

    @staticmethod
    def _ask(op: Operation, args: MergeAsk, held: Customer, draft: Draft) -> None:
        other, words = draft.survivor(args.other), clean(args.text, TEXT_LIMIT, what="The reason")
        draft.asked.append(Request(args.ask_id, held.id, other, args.reason, provenance_of(op), text=words))

    def _check_decider(self, op: Operation, *customer_ids: str) -> None:
        """Only whom head office lets, and about customers whom their store has now."""
        role = self._workspace.staff.get(op.actor, "")
        if role not in self._workspace.deciders or not self._workspace.here.issuperset(customer_ids):
            raise Rejected(
                RejectNumber.NOT_YOURS_TO_DECIDE,
                "Only a manager of a store that has both customers decides this. Ask yours to do it.",
            )

    def _unite(
        self, op: Operation, args: MergeApprove, held: Customer, other_id: str, done: Request, draft: Draft
    ) -> None:
        stays, other = draft.survivor(args.stays), draft.get("customer", other_id)
        if other is None or stays not in {held.id, other_id} or draft.survivor(args.other) != other_id:
            raise Rejected(RejectNumber.BAD_ARGS, "This change is damaged. Make it again.")
        if self._workspace.wanted_by_law(held.id, other_id):
            raise Rejected(
                RejectNumber.MERGE_CLOSED, "Head office is busy with one of these customers. Try it again in some days."
            )
        one, goes = (held, other) if stays == held.id else (other, held)
        made, proofs, closed = self._workspace.united_by(one, goes)
        draft.entities["customer", one.id], draft.entities["customer", goes.id] = made.customer, made.alias
        draft.united[goes.id] = one.id
        draft.losses += [Loss(one.id, lost, op.op_id) for lost in made.lost]
        draft.claims |= {(one.id, made.brought[n]): claim for n, claim in proofs.claims.items() if n in made.brought}
        draft.evidence |= {(one.id, name): drawing for name, drawing in proofs.drawings.items()}
        draft.decided += [replace(done, id=eid, stayed=one.id) for eid in dict.fromkeys([done.id, *closed])]
