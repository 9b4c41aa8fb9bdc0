"""Settings of this tablet: language, theme and the like. Never personal data: the file is not encrypted."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

FILE = "settings.json"
Value = str | int | bool


class Settings:
    """A small JSON file, replaced whole and durably. An unreadable file counts as empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._saving = threading.Lock()
        self._values = self._load()

    def get(self, key: str, default: Value) -> Value:
        """The value of ``key``; ``default`` when it was never set or has another type."""
        value = self._values.get(key, default)
        return value if type(value) is type(default) else default

    def set(self, key: str, value: Value) -> None:
        """``key`` from now on; until the next start unless ``save`` follows. In one thread at a time."""
        self._values = {**self._values, key: value}

    def save(self) -> None:
        """Write what was set. Waits for the disk. Raises ``OSError`` when that refuses."""
        with self._saving:
            self._save(self._values)

    def put(self, key: str, value: Value) -> None:
        """Set and save ``key``. Raises ``OSError`` when the disk refuses."""
        self.set(key, value)
        self.save()

    def _load(self) -> dict[str, Value]:
        try:
            held = json.loads(self._path.read_bytes())
        except (FileNotFoundError, ValueError, RecursionError):
            return {}
        readable = isinstance(held, dict) and all(isinstance(value, Value) for value in held.values())
        return held if readable else {}

    def _save(self, values: dict[str, Value]) -> None:
        beside = self._path.with_suffix(".new")
        with beside.open("wb") as file:
            file.write(json.dumps(values, ensure_ascii=False, indent=2).encode())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)
