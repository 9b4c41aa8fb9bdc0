"""Every released schema, frozen: old operations and bodies mean today what they meant when they were written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienteling.domain import upcast
from clienteling.domain.apply import apply_operation
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.history import RemovedInteraction
from clienteling.domain.operations import ARGS, OP_SCHEMA, SINCE, Operation, decode_args
from clienteling.wire.entities import BODIES, decode_body
from clienteling.wire.messages import SNAPSHOT_SCHEMA
from tests import frozen

_SCHEMAS = range(1, OP_SCHEMA + 1)


def _kinds(schema: int) -> list[str]:
    folder = frozen.FIXTURES / f"op_schema_{schema}"
    return sorted(path.stem for path in folder.glob("*.json") if path.stem != "shapes")


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _plain(value: Any) -> Any:
    """As it comes out of a file: lists for tuples."""
    return json.loads(json.dumps(value))


def _cases() -> list[Any]:
    return [
        pytest.param(schema, kind, case, id=f"{schema}-{kind}-{case['shows']}")
        for schema in _SCHEMAS
        for kind in _kinds(schema)
        for case in _read(frozen.FIXTURES / f"op_schema_{schema}" / f"{kind}.json")
    ]


def _entity(etype: str, held: Any) -> Any:
    if held is None:
        return None
    shape = RemovedInteraction if "removed_by" in held else BODIES[etype]
    return msgspec.convert(held, shape)


@pytest.mark.parametrize(("schema", "kind", "case"), _cases())
def test_an_operation_means_what_it_meant(schema: int, kind: str, case: dict[str, Any]) -> None:
    """A change here changes what lies in outboxes: write a new schema and an upcaster instead."""
    op = msgspec.json.decode(case["wire"], type=Operation)
    assert (op.kind, op.op_schema) == (kind, schema)
    assert op.digest() == case["digest"], "what was sent before would be taken for id reuse"
    found = _plain(frozen.effect(_entity(op.entity, case["before"]), op))
    # The history may keep more of what gave way than it did, never less.
    assert [lost for lost in found["superseded"] if lost in case["superseded"]] == case["superseded"]
    for name in found.keys() - {"superseded"}:
        assert found[name] == case[name]


def test_every_kind_of_every_schema_has_a_fixture() -> None:
    for schema in _SCHEMAS:
        assert set(_kinds(schema)) == {kind for kind in ARGS if SINCE.get(kind, 1) <= schema}, schema


def test_the_shape_of_an_operation_changes_only_with_a_new_schema() -> None:
    held = _read(frozen.FIXTURES / f"op_schema_{OP_SCHEMA}" / "shapes.json")
    assert _plain(frozen.shapes()) == held, (
        "raise OP_SCHEMA, write an upcaster, and freeze the new shapes: python -m tests.frozen"
    )


def test_there_is_a_step_from_each_schema_to_the_next() -> None:
    assert sorted(upcast.STEPS) == list(range(1, OP_SCHEMA))


def test_a_body_is_read_as_it_was() -> None:
    folder = frozen.FIXTURES / f"snapshot_schema_{SNAPSHOT_SCHEMA}"
    assert {path.stem for path in folder.glob("*.json")} == {*BODIES, "shapes"}
    for etype in BODIES:
        body = _read(folder / f"{etype}.json")["body"].encode()
        assert msgspec.json.encode(decode_body(etype, body)) == body, etype


def test_the_shape_of_a_body_changes_only_with_a_new_schema() -> None:
    held = _read(frozen.FIXTURES / f"snapshot_schema_{SNAPSHOT_SCHEMA}" / "shapes.json")
    assert _plain(frozen.body_shapes()) == held, "tablets in the field cannot read this: raise SNAPSHOT_SCHEMA"


def test_nobody_rewrote_a_fixture() -> None:
    lines = frozen.DIGESTS.read_text(encoding="utf-8").splitlines()
    held = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    assert frozen.digests() == held


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["customer", "at", "x"]), inner),
    max_leaves=6,
)


@given(kind=st.sampled_from([*ARGS, "no.such"]), args=_JSON, schema=st.integers(-2, OP_SCHEMA))
def test_lifting_takes_anything_and_a_refusal_is_the_only_failure(kind: str, args: Any, schema: int) -> None:
    lifted = upcast.upcast(kind, args, 1_000, schema, OP_SCHEMA)
    if kind != "interaction.log":
        assert lifted == args
    entity = ARGS[kind][0] if kind in ARGS else "customer"
    raw = msgspec.Raw(msgspec.json.encode(args))
    op = Operation("a" * 32, "b" * 32, 1, "c" * 32, kind, entity, "d" * 32, 0, raw, "e" * 32, "f" * 32, 1_000, schema)
    try:
        assert isinstance(decode_args(op), ARGS[kind][1])
    except Rejected as why:
        assert why.number in {RejectNumber.BAD_ARGS, RejectNumber.UNKNOWN_KIND}  # noqa: PT017 - either is right


def test_lifting_does_not_change_what_was_saved() -> None:
    args = {"customer": "c", "kind": "call"}
    assert upcast.upcast("interaction.log", args, 77, 1, 2) == {"customer": "c", "kind": "call", "at": 77}
    assert args == {"customer": "c", "kind": "call"}


def test_arguments_nested_without_end_are_refused() -> None:
    deep = msgspec.Raw(b'{"x":' * 100_000 + b"1" + b"}" * 100_000)
    op = _operation("note.remove", "note", deep)
    with pytest.raises(Rejected, match="cannot be read"):
        decode_args(op)


def test_a_kind_is_not_older_than_its_schema() -> None:
    op = _operation("interaction.remove", "interaction", msgspec.Raw(b"{}"))
    with pytest.raises(Rejected) as refused:
        apply_operation(None, op, 1)
    assert refused.value.number == RejectNumber.UNKNOWN_KIND


def _operation(kind: str, entity: Any, args: msgspec.Raw) -> Operation:
    return Operation("a" * 32, "b" * 32, 1, "c" * 32, kind, entity, "d" * 32, 0, args, "e" * 32, "f" * 32, 1_000, 1)
