"""Released shapes, frozen: what every kind of operation looked like on the wire, and what it does.

``tests/fixtures/op_schema_<n>`` and ``snapshot_schema_<n>`` are written once, when a schema is released, and never
again: ``python -m tests.frozen`` writes those of the schema in use as far as they do not exist yet.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from clienteling.domain import catalogue as c
from clienteling.domain import history as h
from clienteling.domain import operations as o
from clienteling.domain.apply import apply_operation
from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import (
    BookEntry,
    ConsentRecord,
    ContactPoint,
    Customer,
    FieldValue,
    Identifier,
    ImportantDate,
    Insight,
    Loyalty,
    Preference,
    Proposal,
    Relationship,
    Summary,
    Tag,
)
from clienteling.domain.notices import fingerprint
from clienteling.domain.policy import DEFAULTS, Policy
from clienteling.domain.provenance import Provenance, from_source
from clienteling.domain.same_person import Ask, with_ask
from clienteling.wire.entities import BODIES
from clienteling.wire.messages import SNAPSHOT_SCHEMA

FIXTURES = Path(__file__).parent / "fixtures"
DIGESTS = FIXTURES / "frozen.sha256"

TABLET, OTHER = "d1" * 16, "d2" * 16
SELLER, COLLEAGUE, STORE = "e1" * 16, "e2" * 16, "5e" * 16
CUSTOMER, NOTE, TASK, CONTACT = "c0" * 16, "40" * 16, "f0" * 16, "10" * 16
AT = 1_795_267_200_000
SEEN, NOW = 3, 6
"""The version the seller looked at, and the entity's today: what was set at 5 was changed behind her back."""

SHOP = from_source("shop", 1_600_000_000_000)
THEIRS = Provenance("seller", COLLEAGUE, "store", AT - 1_000, STORE, OTHER, "0b" * 16)


def _id(n: int) -> str:
    return f"{n:032x}"


def held_customer() -> Customer:
    """Somebody with one of everything; what ends in 2 was changed after the seller looked."""
    return Customer(
        CUSTOMER,
        NOW,
        {
            "name": FieldValue("Margarita Garcés", SHOP, 1),
            "company": FieldValue("Taller Sur", THEIRS, 5),
            "language": FieldValue("pt", THEIRS, 5),
        },
        contacts=(
            ContactPoint(_id(1), "email", "margarita@example.com", SHOP, "", True, 1),
            ContactPoint(_id(2), "phone", "+34600111222", THEIRS, "work", False, 5),
        ),
        consents=(ConsentRecord(_id(3), "marketing", "email", "withdrawn", THEIRS),),
        preferences=(Preference(_id(4), "metal", "silver", SHOP, 1), Preference(_id(5), "size.ring", "14", THEIRS, 5)),
        dates=(ImportantDate(_id(6), "birthday", 3, 14, SHOP, 1980, "", 1),),
        tags=(Tag(_id(7), "VIP", SHOP), Tag(_id(8), "VIP", THEIRS)),
        book=(BookEntry(_id(9), COLLEAGUE, "primary", THEIRS),),
        proposals=(Proposal(_id(10), "field:company", "Taller Norte", THEIRS),),
    )


def _note() -> h.Note:
    return h.Note(NOTE, CUSTOMER, "Prefers silver", THEIRS, "store", NOW)


def _task() -> h.FollowUp:
    return h.FollowUp(TASK, CUSTOMER, "2026-12-01", "Call about the ring", SELLER, THEIRS, version=NOW)


def _interaction() -> h.Interaction:
    mine = Provenance("seller", SELLER, "store", AT - 1_000, STORE, OTHER, "0c" * 16)
    return h.Interaction(CONTACT, CUSTOMER, AT - 1_000, "call", mine, "Asked about the ring", 3)


def _cases() -> Iterator[tuple[str, Any, Any, dict[str, Any]]]:
    """(what it shows, entity before, arguments, what else the operation says)."""
    who = held_customer()
    yield "new", None, o.CustomerCreate({"name": "Inés Ñandú", "language": "es"}, (CUSTOMER,)), {}
    yield "known", who, o.FieldSet("name", "Margarita Garcés Ruiz"), {}
    yield "behind the seller's back, proposed", who, o.FieldSet("company", "Taller Este"), {}
    yield "behind the seller's back, last arrival", who, o.FieldSet("language", "es"), {"channel": "phone"}
    yield "new", who, o.ContactAdd(_id(20), "phone", "600 333 444", "mobile"), {}
    yield "known", who, o.ContactCorrect(_id(1), "marga@example.com"), {"channel": "email"}
    yield "behind the seller's back", who, o.ContactCorrect(_id(2), "+34600999888"), {}
    yield "known", who, o.ContactRemove(_id(1)), {}
    yield "behind the seller's back", who, o.ContactRemove(_id(2)), {}
    yield "masked", who, o.ContactReveal(_id(1), "email"), {}
    yield "known", who, o.PreferenceSet(_id(21), "metal", "gold"), {}
    yield "beside others", who, o.PreferenceSet(_id(22), "metal", "steel", multiple=True), {}
    yield "behind the seller's back", who, o.PreferenceSet(_id(23), "size.ring", "16"), {}
    yield "known", who, o.PreferenceRemove(_id(4)), {}
    notice = ("Newsletter", "2026-01", "es", "asked_in_store", "2028-01-01", fingerprint("¿Le escribimos?"))
    yield "knew of the no", who, o.ConsentSet(_id(24), "marketing", "email", "granted", (_id(3),), *notice), {}
    yield "a no", who, o.ConsentSet(_id(25), "marketing", "whatsapp", "withdrawn"), {"channel": "message"}
    yield "new", who, o.TagAdd(_id(26), "Collector"), {}
    yield "saw one of two", who, o.TagRemove("VIP", (_id(7),)), {}
    yield "primary", who, o.BookAdd(_id(27), SELLER, "primary"), {}
    yield "known", who, o.BookRemove(COLLEAGUE, (_id(9),)), {}
    yield "changed", who, o.DateSet(_id(6), "birthday", 3, 15, 1980), {}
    yield "only the month", who, o.DateSet(_id(28), "wedding", 5, 0, 0, "Wedding"), {}
    yield "known", who, o.DateRemove(_id(6)), {}
    yield "taken", who, o.ProposalDecide(_id(10), accept=True), {"base_version": NOW}
    yield "left", who, o.ProposalDecide(_id(10), accept=False), {}
    yield "new", None, o.NoteAdd(CUSTOMER, "Prefers «silver»,\nnot gold", "company"), {}
    yield "behind the seller's back", _note(), o.NoteEdit("Prefers gold"), {}
    yield "known", _note(), o.NoteRemove(), {"base_version": NOW}
    yield "new", None, o.FollowUpCreate(CUSTOMER, "2026-12-01", "Call about the ring", SELLER), {}
    yield "changed", _task(), o.FollowUpEdit("2026-12-02"), {}
    yield "done", _task(), o.FollowUpComplete("Sold"), {}
    yield "not done", _task(), o.FollowUpCancel("Moved away"), {}
    done = msgspec.structs.replace(_task(), state="done", done_by=THEIRS)
    yield "opened again", done, o.FollowUpReopen(), {}
    yield from _contacts()
    yield from _merges()
    drawing = "s1;0,0 40,80;500,500"
    yield "drawn by finger", who, o.ConsentEvidence(drawing), {}
    shown = ("marketing", "2", "es", "signed_tablet", "", fingerprint("¿Podemos?"), fingerprint(drawing))
    yield "signed", who, o.ConsentSet(_id(29), "marketing", "email", "granted", (_id(3),), *shown), {}


def _contacts() -> Iterator[tuple[str, Any, Any, dict[str, Any]]]:
    yield "new", None, o.InteractionLog(CUSTOMER, "call", AT - 60_000, "Asked about the ring"), {}
    yield "by its author", _interaction(), o.InteractionRemove(), {}
    changed = msgspec.structs.replace(_interaction(), version=5)
    yield "behind the seller's back", changed, o.InteractionRemove(), {}
    gone = h.RemovedInteraction(**msgspec.structs.asdict(_interaction()), removed_by=_interaction().by)
    again = o.InteractionLog(CUSTOMER, "call", AT - 1_000, "Asked about the ring")
    yield "taken back, stands again", gone, again, {"corrects": "0d" * 16}


def _merges() -> Iterator[tuple[str, Any, Any, dict[str, Any]]]:
    who, other = held_customer(), "c1" * 16
    mine, theirs = (
        (Ask(_id(n), other, "same_card", by, STORE, AT, _id(n + 1))) for n, by in ((60, SELLER), (62, COLLEAGUE))
    )
    yield "new", who, o.MergeAsk(_id(60), other, "customer_said"), {}
    yield "in words", who, o.MergeAsk(_id(60), other, "same_card", "She brought her mother's card"), {}
    held = msgspec.structs.replace(who, insights=with_ask((), mine))
    yield "asked already", held, o.MergeAsk(_id(64), other, "same_name"), {}
    yield "by who asked", held, o.MergeTakeBack(_id(60)), {}
    held = msgspec.structs.replace(who, insights=with_ask((), theirs))
    yield "the other one stays", held, o.MergeApprove(_id(62), other, other), {}
    yield "of a colleague", held, o.MergeRefuse(_id(62), "two_people"), {}


def cases() -> dict[str, list[dict[str, Any]]]:
    """What the schema in use does with one operation of every kind (some: several), by kind."""
    found: dict[str, list[dict[str, Any]]] = {}
    for number, (shows, before, args, said) in enumerate(_cases(), 1):
        op = _operation(number, before, args, said)
        found.setdefault(op.kind, []).append(
            {
                "shows": shows,
                "wire": msgspec.json.encode(op).decode(),
                "digest": op.digest(),
                "before": msgspec.to_builtins(before),
                **effect(before, op),
            }
        )
    return found


def _operation(number: int, before: Any, args: Any, said: dict[str, Any]) -> o.Operation:
    kind = o.kind_of(args)
    new_ids = {"customer": _id(900), "note": _id(901), "followup": _id(902), "interaction": _id(903)}
    fields: dict[str, Any] = {"base_version": SEEN if before is not None else 0, "channel": "store", **said}
    return o.Operation(
        op_id=_id(1_000 + number),
        replica_id=TABLET,
        lseq=number,
        group_id=_id(2_000 + number),
        kind=kind,
        entity=o.ARGS[kind][0],
        entity_id=before.id if before is not None else new_ids[o.ARGS[kind][0]],
        args=o.encode_args(args),
        actor=SELLER,
        store=STORE,
        occurred_at=AT,
        **fields,
    )


def effect(before: Any, op: o.Operation) -> dict[str, Any]:
    """What applying ``op`` comes to, as plain JSON."""
    version = before.version + 1 if before is not None else 1
    outcome = apply_operation(before, op, version)
    return {
        "status": outcome.status,
        "after": msgspec.to_builtins(outcome.entity),
        "superseded": msgspec.to_builtins(outcome.superseded),
        "conflict": msgspec.to_builtins(outcome.conflict),
    }


def shapes() -> dict[str, Any]:
    """The shapes of operations as JSON Schema, without the words that explain them."""
    kinds = {kind: (entity, shape) for kind, (entity, shape) in o.ARGS.items()}
    return {
        "operation": _plain(msgspec.json.schema(o.Operation)),
        "kinds": {kind: {"entity": e, "args": _plain(msgspec.json.schema(s))} for kind, (e, s) in kinds.items()},
    }


def body_shapes() -> dict[str, Any]:
    """The shapes of entity bodies as JSON Schema."""
    return {etype: _plain(msgspec.json.schema(shape)) for etype, shape in BODIES.items()}


def _plain(schema: Any) -> Any:
    """Without descriptions: words about a shape are not the shape. The current number is not either."""
    if isinstance(schema, dict):
        kept = {key: _plain(value) for key, value in schema.items() if key not in {"description", "title"}}
        if "op_schema" in kept and isinstance(kept["op_schema"], dict):
            kept["op_schema"].pop("default", None)
        return kept
    return [_plain(part) for part in schema] if isinstance(schema, list) else schema


def bodies() -> dict[str, Any]:
    """One full body of every entity type."""
    line = h.OrderLine("Ring", 1, 12_000, "SKU-1", _id(50), "14", "silver", "ring.jpg", 500)
    who = msgspec.structs.replace(
        held_customer(),
        identifiers=(Identifier("shop", "web_account", "margarita", SHOP),),
        relationships=(Relationship(_id(11), "daughter", "Lucía", SHOP, _id(12)),),
        loyalty=Loyalty("Circle", "CARD-1", "gold", 120, "platinum", 80, "2027-12-31"),
        summary=Summary(AT, AT, AT, AT, 2, 1, STORE, AT, 1, "high", "544"),
        insights=(Insight("due_for_visit", {"days": "40"}, "usually every 30 days"),),
    )
    note = msgspec.structs.replace(_note(), others=("Prefers steel",), removed=True)
    task = msgspec.structs.replace(_task(), state="done", outcome="Sold", done_by=THEIRS)
    labels, values = {"en": "Metal", "es": "Metal"}, {"silver": {"en": "Silver"}}
    found: dict[str, Any] = {
        "customer": who,
        "order": h.Order(_id(30), CUSTOMER, "1001", "web", AT, "EUR", 11_500, (line,), "sale", "paid", STORE, SELLER),
        "cart": h.Cart(_id(31), CUSTOMER, AT, "EUR", (line,), "open"),
        "wishlist": h.Wishlist(_id(32), CUSTOMER, AT, "EUR", (line,)),
        "ticket": h.Ticket(_id(33), CUSTOMER, AT, "repair", "Clasp", SHOP, "resolved", "Mended", AT, 9),
        "interaction": _interaction(),
        "note": note,
        "followup": task,
        "appointment": h.Appointment(_id(34), CUSTOMER, AT, STORE, SELLER, "Fitting", THEIRS, "planned", 2),
        "store": c.Store(STORE, "LIS-1", "Chiado", "Lisboa", "PT", "Europe/Lisbon", "EUR", 1),
        "seller": c.Seller(SELLER, "Ana", STORE, "seller", True, "pt", "verifier", 1),
        "product": c.Product(_id(35), "Ring", "rings", "EUR", "r.jpg", (c.Variant(_id(36), "S", "14", "x", 1),), 1),
        "stock": c.Stock(_id(37), STORE, _id(35), {_id(36): 3}, 1),
        "preference_def": c.PreferenceDef(
            _id(38), "metal", "taste", labels, ("silver",), values, False, True, False, 1
        ),
        "policy": Policy(_id(40), DEFAULTS, 20, 30, 10, ("in_store",), 2),
        "notice": c.Notice(_id(41), "marketing", 2, {"en": "May we?", "es": "¿Podemos?"}, 1),
        "contact_rules": ContactRules(_id(42), version=1),
        "sensitive_topic": c.SensitiveTopic(_id(39), "health", labels, {"en": ("surgery", "diabet*")}, True, 1, 1),
    }
    return found


def write() -> None:
    """Write what does not exist yet, and the digests of everything."""
    folder = FIXTURES / f"op_schema_{o.OP_SCHEMA}"
    folder.mkdir(parents=True, exist_ok=True)
    for kind, held in cases().items():
        _once(folder / f"{kind}.json", held)
    _once(folder / "shapes.json", shapes())
    folder = FIXTURES / f"snapshot_schema_{SNAPSHOT_SCHEMA}"
    folder.mkdir(parents=True, exist_ok=True)
    for etype, entity in bodies().items():
        _once(folder / f"{etype}.json", {"body": msgspec.json.encode(entity).decode()})
    _once(folder / "shapes.json", body_shapes())
    DIGESTS.write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(digests().items())))


def digests() -> dict[str, str]:
    """File -> SHA-256 of its bytes."""
    files = sorted([*FIXTURES.glob("*_schema_*/*.json"), *FIXTURES.glob("tablets/*/*")])
    return {f.relative_to(FIXTURES).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def _once(path: Path, content: Any) -> None:
    if not path.exists():
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
