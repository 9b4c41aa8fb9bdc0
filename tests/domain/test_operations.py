"""Operations: strict reading, and a digest that never changes."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.ids import new_id
from clienteling.domain.operations import (
    ARGS,
    CREATES,
    OP_SCHEMA,
    NoteAdd,
    Operation,
    decode_args,
    encode_args,
    kind_of,
)
from tests.domain.makers import operation

FROZEN = Operation(
    op_id="0190a1b2c3d47e5f8a9b0c1d2e3f4a5b",
    replica_id="d1" * 16,
    lseq=7,
    group_id="0190a1b2c3d47e5f8a9b0c1d2e3f4a5c",
    kind="note.add",
    entity="note",
    entity_id="0190a1b2c3d47e5f8a9b0c1d2e3f4a5d",
    base_version=0,
    args=msgspec.Raw('{"customer":"' + "c0" * 16 + '","text":"Prefiere níquel no, «latón» sí"}'),
    actor="e1" * 16,
    store="5e" * 16,
    occurred_at=1_795_267_200_000,
    op_schema=1,
)


def test_the_digest_of_a_written_operation_never_changes() -> None:
    # Operations lie in outboxes and ledgers for months: a change here makes them "id reused" at head office.
    assert FROZEN.digest() == "ba1d84d3f07499debecd0ea9beef28f1ab780ff61d84ca9e2ba30b1176e0a9aa"


def test_the_signature_is_not_part_of_the_digest_and_all_else_is() -> None:
    assert msgspec.structs.replace(FROZEN, signature="x").digest() == FROZEN.digest()
    for field in Operation.__struct_fields__:
        if field in {"signature", "args"}:
            continue
        held = getattr(FROZEN, field)
        other = held + 1 if isinstance(held, int) else held + "0"
        assert msgspec.structs.replace(FROZEN, **{field: other}).digest() != FROZEN.digest(), field
    assert msgspec.structs.replace(FROZEN, args=msgspec.Raw(b"{}")).digest() != FROZEN.digest()


def test_the_digest_survives_the_wire() -> None:
    travelled = msgspec.json.decode(msgspec.json.encode(FROZEN), type=Operation)
    assert travelled.digest() == FROZEN.digest()


def test_an_operation_is_encoded_in_the_shape_of_its_own_schema() -> None:
    first = bytes(FROZEN.encoded())
    assert set(json.loads(first)) == set(Operation.__struct_fields__) - {"corrects"}
    second = msgspec.structs.replace(FROZEN, op_schema=2)
    assert set(json.loads(bytes(second.encoded()))) == set(Operation.__struct_fields__)
    mended = msgspec.structs.replace(second, corrects="c0" * 16)
    for op in (FROZEN, second, mended):
        travelled = msgspec.json.decode(bytes(op.encoded()), type=Operation)
        assert travelled == op
        assert travelled.digest() == op.digest()


_TEXT = st.text(max_size=20)


@pytest.mark.parametrize("kind", sorted(ARGS))
def test_every_kind_comes_back_as_it_went(kind: str) -> None:
    entity, shape = ARGS[kind]

    @settings(max_examples=25)
    @given(st.builds(shape))
    def roundtrip(args: object) -> None:
        assert kind_of(args) == kind  # type: ignore[arg-type]
        op = operation(args)
        assert op.entity == entity
        assert decode_args(op) == args

    roundtrip()


@pytest.mark.parametrize("kind", sorted(ARGS))
def test_an_unknown_argument_is_refused(kind: str) -> None:
    entity, shape = ARGS[kind]

    @settings(max_examples=25)
    @given(st.builds(shape))
    def refuse(args: object) -> None:
        known = json.loads(bytes(encode_args(args)))  # type: ignore[arg-type]
        raw = msgspec.Raw(json.dumps({**known, "surprise": 1}).encode())
        op = msgspec.structs.replace(FROZEN, kind=kind, entity=entity, args=raw, op_schema=OP_SCHEMA)
        with pytest.raises(Rejected) as refused:
            decode_args(op)
        assert refused.value.number is RejectNumber.BAD_ARGS
        assert "surprise" in refused.value.sentence

    refuse()


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"kind": "note.burn"}, RejectNumber.UNKNOWN_KIND),
        ({"entity": "customer"}, RejectNumber.BAD_ARGS),
        ({"args": msgspec.Raw(b"{")}, RejectNumber.BAD_ARGS),
        ({"args": msgspec.Raw(b"[]")}, RejectNumber.BAD_ARGS),
        ({"args": msgspec.Raw(b'{"customer":1,"text":"x"}')}, RejectNumber.BAD_ARGS),
        ({"args": msgspec.Raw(b'{"customer":"x"}')}, RejectNumber.BAD_ARGS),
        ({"args": msgspec.Raw(b'{"customer":"x","text":"\xff"}')}, RejectNumber.BAD_ARGS),
    ],
)
def test_broken_operations_are_refused_with_a_number(changes: dict[str, object], number: RejectNumber) -> None:
    for schema in range(1, OP_SCHEMA + 1):
        with pytest.raises(Rejected) as refused:
            decode_args(msgspec.structs.replace(FROZEN, op_schema=schema, **changes))
        assert refused.value.number is number


def test_a_refusal_does_not_repeat_what_was_typed() -> None:
    raw = msgspec.Raw(b'{"customer":"x","text":"t","audience":"Margarita \'Garces\'"}')
    for schema in range(1, OP_SCHEMA + 1):
        with pytest.raises(Rejected) as refused:
            decode_args(msgspec.structs.replace(FROZEN, args=raw, op_schema=schema))
        assert "Garces" not in refused.value.sentence
        assert "audience" in refused.value.sentence


def test_creations_are_kinds_that_exist() -> None:
    assert set(ARGS) >= CREATES


def test_half_a_character_is_refused_in_a_sentence() -> None:
    with pytest.raises(Rejected) as refused:
        encode_args(NoteAdd(new_id(), "a\ud800b"))
    assert refused.value.number == RejectNumber.BAD_VALUE
