"""Replicas made of chunks and of images of the same snapshots, and what is in them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from clienteling.store.press import press
from clienteling.store.shadow import Shadow
from clienteling.store.tablet import Tablet
from clienteling.wire.image_messages import PAGE_BYTES, Image, PieceInfo
from clienteling.wire.messages import Change, Manifest
from tests.store.people import snapshot

PIECE_PAGES = 7
Snapshots = Mapping[str, Sequence[Any]]


def snapshots(scopes: Snapshots) -> tuple[dict[str, Manifest], dict[str, list[list[Change]]]]:
    """Manifests and chunks of each scope's entities."""
    made = {scope: snapshot(entities, per_chunk=40) for scope, entities in scopes.items()}
    return {scope: manifest for scope, (manifest, _) in made.items()}, {
        scope: rows for scope, (_, rows) in made.items()
    }


def pressed(
    folder: Path, manifests: Mapping[str, Manifest], chunks: Mapping[str, list[list[Change]]]
) -> tuple[Image, list[bytes]]:
    """The image that head office makes of them, and its plain pieces."""
    folder.mkdir(parents=True)
    pieces = list(press(folder, manifests, lambda scope, n: chunks[scope][n], PIECE_PAGES))
    infos = tuple(PieceInfo(len(piece), hashlib.sha256(piece).hexdigest()) for piece in pieces)
    return Image("ready", os.urandom(16).hex(), sum(map(len, pieces)) // PAGE_BYTES, PIECE_PAGES, infos), pieces


def load_chunks(tablet: Tablet, manifests: dict[str, Manifest], chunks: Mapping[str, list[list[Change]]]) -> None:
    """Download by chunks."""
    shadow = tablet.replica.shadow(manifests)
    for scope, parts in chunks.items():
        for n, part in enumerate(parts):
            shadow.load_chunk(scope, n, part)
    shadow.swap()


def load_image(tablet: Tablet, manifests: dict[str, Manifest], image: Image, pieces: Sequence[bytes]) -> None:
    """Download by an image."""
    shadow = tablet.replica.shadow(manifests)
    try:
        fill(shadow, image, pieces)
        shadow.take_image()
        shadow.swap()
    finally:
        shadow.close()


def fill(shadow: Shadow, image: Image, pieces: Sequence[bytes]) -> None:
    """Put all pieces in."""
    shadow.image.begin(image)
    for n, piece in enumerate(pieces):
        shadow.image.load(n, piece)


def everything(tablet: Tablet) -> dict[str, list[Any]]:
    """All rows of all tables and the text of their definitions; of text indexes what they hold themselves."""
    with tablet._replica_file.quick() as connection:
        tables = [
            name
            for name, sql in connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
            if not sql.startswith("CREATE VIRTUAL")
        ]
        held = {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in tables}  # noqa: S608
        held["schema"] = sorted(
            connection.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema").fetchall()
        )
        held["version"] = connection.execute("PRAGMA user_version").fetchall()
    return held


def run_sql(folder: Path, plain: Sequence[bytes], change: Callable[[Any], object]) -> list[bytes]:
    """The pieces of an image in which SQL has changed something, as a head office that means harm would make it."""
    from clienteling.store.cipher_pages import SALT_BYTES, PageCipher
    from clienteling.store.database import open_database

    key, path = os.urandom(32), folder / "changed.db"
    path.write_bytes(b"".join(PageCipher(key, os.urandom(SALT_BYTES)).seal(b"".join(plain), 1)))
    engine = open_database(path, key, durable=False, journal_mode="OFF")
    connection: Any = engine.raw_connection()
    change(connection.driver_connection)
    connection.close()
    engine.dispose()
    sealed = path.read_bytes()
    whole = b"".join(PageCipher(key, sealed[:SALT_BYTES]).unseal(sealed, 1))
    path.unlink()
    size = PIECE_PAGES * PAGE_BYTES
    return [whole[start : start + size] for start in range(0, len(whole), size)]
