"""``clienteling-headoffice sensitive-words``: what notes should not speak of, as the company sees it."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from clienteling.domain.catalogue import SensitiveTopic
from clienteling.domain.ids import new_id
from clienteling.domain.sensitive import TOPICS, BadTopic, check_topic, in_force
from headoffice.audit.log import Detail, append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.profile import history, note_reviews
from headoffice.sync.feed import publish

MOST_BYTES = 1 << 20
MOST_TOPICS = 100


class _Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One topic of the file."""

    key: str
    labels: dict[str, str]
    words: dict[str, tuple[str, ...]]
    active: bool = True


class _Refused(Exception):
    """The message says what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``sensitive-words`` takes."""
    parser.description = (
        "Without FILE: print the topics in force as JSON. With FILE: its topics take the place of all others, here and "
        "on every tablet. A seller is told while typing; what was saved is listed by flagged-notes. An entry is one "
        "word, several in a row, or the beginning of a word followed by *; case and accents do not matter. A topic "
        "that is not active finds nothing."
    )
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="as printed by this command, then changed")
    parser.add_argument("--ours", action="store_true", help="print the topics a company begins with")


def run(args: argparse.Namespace) -> int:
    """Print or replace the topics. Raises ``DatabaseProblem``."""
    try:
        wanted = _read(args.file) if args.file else None
        with opened(args) as engine:
            if wanted is not None:
                with writing(engine) as conn:
                    _replace(conn, wanted)
            with reading(engine) as conn:
                held = TOPICS if args.ours else note_reviews.topics(conn) or TOPICS
    except (_Refused, BadTopic) as problem:
        return complain(args, str(problem))
    ordered = sorted(held, key=lambda topic: (topic.position, topic.key))
    told = [_Topic(t.key, t.labels, t.words, t.active) for t in ordered]
    if wanted is not None:
        found = len(in_force(held))
        return say(args, {"ok": True, "topics": len(held), "active": found}, f"{found} topics are in force now.")
    return say(args, {"ok": True, "topics": told}, msgspec.json.format(msgspec.json.encode(told), indent=2).decode())


def _read(path: Path) -> list[SensitiveTopic]:
    try:
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _Refused(f"The file cannot be read: {error.strerror}.") from error
    if len(body) > MOST_BYTES:
        raise _Refused("The file is larger than 1 MiB. Give fewer words.")
    try:
        topics = msgspec.json.decode(body, type=list[_Topic])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _Refused(f"The file is not a list of topics: {error}. See what this command prints.") from error
    if not topics or len(topics) > MOST_TOPICS or len({topic.key for topic in topics}) < len(topics):
        raise _Refused(f"Give 1 to {MOST_TOPICS} topics, each key once. To have none in force, set active to false.")
    made = [SensitiveTopic("", t.key, t.labels, t.words, t.active, place) for place, t in enumerate(topics, 1)]
    for topic in made:
        check_topic(topic)
    return made


def _replace(conn: Connection, wanted: list[SensitiveTopic]) -> None:
    held = {topic.key: topic for topic in note_reviews.topics(conn)}
    gone = [topic.id for key, topic in held.items() if key not in {topic.key for topic in wanted}]
    touched = history.remove(conn, "sensitive_topic", gone)
    topics = [
        replace(topic, id=was.id, version=was.version) if (was := held.get(topic.key)) else replace(topic, id=new_id())
        for topic in wanted
    ]
    publish(conn, [*touched, *history.save(conn, "sensitive_topic", topics)])
    details: dict[str, Detail] = {"topics": ",".join(topic.key for topic in topics)[:80], "count": len(topics)}
    append(conn, [by_command("topics.set", "office", details=details)], now_ms())
