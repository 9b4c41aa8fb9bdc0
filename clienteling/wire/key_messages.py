"""Messages about the two keys of a tablet: the one it shows while it is locked, and the one it works with."""

from __future__ import annotations

import msgspec


class _Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all messages: strict."""


class WorkKeyRequest(_Message, frozen=True):
    """``POST /v1/device/work-key``: a tablet with one key tells the ``key`` it works with from now on.

    Asked with the key it has had, which is good only for what a locked tablet asks once this is answered.
    ``signature`` shows that it holds the new one (``wire.proof.key_text``), ``standing_signature`` is the word of the
    old one for it (``wire.proof.pair_text``). The same again is answered again.
    """

    key: str
    signature: str
    standing_signature: str


class WorkKeyAnswer(_Message, frozen=True):
    """Whose key it is now."""

    device_id: str
