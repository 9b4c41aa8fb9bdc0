"""Settings of this tablet: language, theme and the like. Never personal data: the file is not encrypted."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import msgspec

Value = str | int | bool


class Settings:
    """A small JSON file, replaced whole and durably with each change. An unreadable file counts as empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._values = self._load()

    def get(self, key: str, default: Value) -> Value:
        """The value of ``key``; ``default`` when it was never set or has another type."""
        value = self._values.get(key, default)
        return value if type(value) is type(default) else default

    def put(self, key: str, value: Value) -> None:
        """Set ``key``. Raises ``OSError`` when the disk refuses."""
        with self._lock:
            values = {**self._values, key: value}
            self._save(values)
            self._values = values

    def _load(self) -> dict[str, Value]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Value])
        except (FileNotFoundError, msgspec.DecodeError):
            return {}

    def _save(self, values: dict[str, Value]) -> None:
        beside = self._path.with_suffix(".new")
        with beside.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(values), indent=2))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)
