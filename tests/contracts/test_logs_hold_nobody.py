"""A customer nobody would forget, put through every flow and every failure: no log of either end knows of them."""

from __future__ import annotations

import contextlib
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.platform import log
from clienteling.store.values import Filters, Viewer
from clienteling.sync import errors
from headoffice import logs
from tests.contracts.worlds import ServiceWorld
from tests.sync.world import Saved

WORDS = ("Zacarias", "Quintanilla", "zq77@example.com", "34655443322", "Brocade7261", "655443322")
NAME, EMAIL, PHONE, NOTE = "Zacarias Quintanilla", WORDS[2], "+34655443322", "Likes Brocade7261"


@contextlib.contextmanager
def everything_logged(folder: Path) -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """Both ends at their most talkative, libraries too: head office's log, and what came before it was written."""
    stream, raw = io.StringIO(), io.StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    talkative = ("sqlalchemy", "sqlalchemy.engine", "alembic", "urllib3", "uvicorn", "asyncio", "clienteling", "")
    levels = {name: logging.getLogger(name).level for name in talkative}
    logs.set_up(stream, logging.DEBUG)
    root.addHandler(logging.StreamHandler(raw))
    handler = log.open_log(folder, logging.DEBUG)
    for name in talkative:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        yield stream, raw
    finally:
        log.close_log(handler)
        root.handlers[:] = before
        root.setLevel(level)
        for name, held in levels.items():
            logging.getLogger(name).setLevel(held)


def first_customer(world: ServiceWorld) -> str:
    return world.service.customer_ids(world.scope)[0]


def put_through_everything(world: ServiceWorld) -> None:
    """Every kind of flow and failure that carries words of a customer."""
    known, new = first_customer(world), new_id()
    version = world.customer(known).version
    world.save(
        Saved(op.CustomerCreate({"name": NAME}), new),
        Saved(op.ContactAdd(new_id(), "email", EMAIL), new),
        Saved(op.ContactAdd(new_id(), "phone", PHONE), new),
    )
    world.save(Saved(op.NoteAdd(new, NOTE), new_id()))
    world.save(Saved(op.PreferenceSet(new_id(), "size.shoe", "38"), known, version))
    world.service.rename(known, NAME)
    world.save(Saved(op.FieldSet("name", f"{NAME} II"), known, version))
    # Refused by the rules; then by the database itself.
    world.save(Saved(op.TagAdd(new_id(), NAME * 9), new))
    for troubles in (["unanswered"], ["garbled"], ["bad gateway"]):
        with contextlib.suppress(errors.SyncError):
            world.exchange(troubles, only="/v1/push")  # type: ignore[arg-type]  # names of troubles
    with contextlib.suppress(errors.SyncError):
        world.exchange(["garbled"], only="/changes")
    world.exchange()
    world.tablet.search.query(NAME, Filters(), Viewer(world.seller, world.credentials.store), 10)
    world.tablet.journal.save_draft(world.seller, f"note:{new}", NOTE)
    world.tablet.rebuild()
    world.exchange()
    assert world.service.customer(new).name == NAME
    assert len(world.tablet.journal.rejected()) == 1
    assert len(world.tablet.journal.conflicts()) == 1


def fail_everywhere(world: ServiceWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults whose own words quote the customer, at both ends."""
    known = first_customer(world)

    def breaks(*_: Any, **__: Any) -> None:
        raise ValueError(f"{NAME} <{EMAIL}> {PHONE}")

    with monkeypatch.context() as broken:
        broken.setattr("headoffice.routes.push.accept", breaks)
        world.save(Saved(op.NoteAdd(known, NOTE), new_id()))
        with pytest.raises(errors.Busy):
            world.exchange()
    twice = (NAME, NOTE, NAME, NOTE)
    with pytest.raises(IntegrityError) as raised, world.tablet.journal.database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO draft VALUES (?, 'k', ?), (?, 'k', ?)", twice)
    assert [word for word in WORDS if word in str(raised.value)] == []
    ours = logging.getLogger("clienteling.store")
    ours.error("store.failed", exc_info=raised.value)
    ours.warning("%s failed with %s", NAME, raised.value)
    with contextlib.suppress(errors.SyncError):
        world.exchange(["unsent"])
    world.exchange()


@pytest.mark.logs_errors
def test_no_log_of_either_end_knows_the_customer(
    downloaded: ServiceWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = downloaded
    with everything_logged(tmp_path) as (stream, raw):
        put_through_everything(world)
        fail_everywhere(world, monkeypatch)
        world.service.stop()
    tablet, office = (tmp_path / log.FILE).read_text("utf-8"), stream.getvalue()
    for text in (tablet, office):
        assert [word for word in WORDS if word.casefold() in text.casefold()] == []
        assert world.credentials.key.kept() not in text
    # There was something to keep out.
    assert NAME in raw.getvalue()
    told = [json.loads(line) for line in office.splitlines()]
    asked = [json.loads(line) for line in tablet.splitlines()]
    # Both wrote what happened, and the failures with their places.
    assert {"request", "push"} <= {line["event"] for line in told}
    assert {"sync.request", "sync.pushed", "sync.downloaded", "store.failed"} <= {line["event"] for line in asked}
    assert any(line.get("error") == "builtins.ValueError" for line in told)
    # One request has one name in both.
    here = {line["request"]: line for line in asked if line["event"] == "sync.request"}
    there = {line["request"]: line for line in told if line["event"] == "request"}
    both = set(here) & set(there)
    assert {here[name]["route"] for name in both} >= {"/v1/push", "/v1/device", "/v1/scopes/{scope}/changes"}
    assert {name for name in both if here[name]["method"] != there[name]["method"]} == set()
