"""Tokens for tablets: good for a quarter of an hour, and of use only with the key they were given to.

A token says which device it is for, with which key, of which store, given by which head office and until when, under a
MAC (HMAC-SHA-256). The keys of the MAC lie in the database, so that all processes share them; each gives tokens for a
day. Nothing here is asked of the tablet's clock.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets

import msgspec
from sqlalchemy import Engine, delete, insert, select

from clienteling.domain.ids import new_id
from clienteling.wire.errors import WireError
from clienteling.wire.messages import TokenAnswer
from clienteling.wire.proof import request_text
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import hub, token_keys
from headoffice.sync.refusal import Refusal
from headoffice.sync.verify import holds

TOKEN_SECONDS = 900
"""How long a token is good for."""
NONCE_SECONDS = 60
"""How long a tablet may take to ask for a token."""
PROOF_SECONDS = 60
"""How far a request may be from the moment it was signed at, and so how long it can be repeated."""
KEY_SECONDS = 86_400
"""How long tokens are given under one key."""
_LAST_SECONDS = KEY_SECONDS + TOKEN_SECONDS
_LONGEST = 1_000
_STALE = "The token, or what goes with it, is not good any more. Ask for another one and send this again."


class Claims(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a token says. ``audience``: which head office gave it; ``given`` and ``until`` in ms."""

    device: str
    key: str
    store: str
    audience: str
    name: str
    given: int
    until: int


class Asked(msgspec.Struct, frozen=True):
    """What of a request is signed, and how it was shown. ``digest``: as the request promised it for its body."""

    method: str
    path: str
    query: str
    digest: str
    token: str
    proof: str


class TokenKeys:
    """The keys of the MAC, as this process knows them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._secrets: dict[str, tuple[bytes, int]] = {}
        self._audience = ""

    def give(self, device: str, key: str, store: str, now: int) -> TokenAnswer:
        """A token."""
        name = self._current(now)
        claims = Claims(device, key, store, self._audience, new_id(), now, now + TOKEN_SECONDS * 1000)
        return TokenAnswer(self._sealed(name, b"token", msgspec.json.encode(claims)), TOKEN_SECONDS)

    def nonce(self, now: int) -> str:
        """Something to sign that is good for ``NONCE_SECONDS``."""
        return self._sealed(self._current(now), b"nonce", str(now).encode())

    def check_nonce(self, nonce: str, now: int) -> None:
        """Raises ``Refusal`` unless ``nonce`` was given here a moment ago."""
        given = self._opened(nonce, b"nonce", now, ask=True)
        if given is None or not 0 <= now - int(given) <= NONCE_SECONDS * 1000:
            raise stale()

    def read(self, token: str, now: int, *, ask: bool) -> Claims | None:
        """What a token says; None unless it was given here, and not too long ago. ``ask``: also the database."""
        body = self._opened(token, b"token", now, ask=ask)
        if body is None:
            return None
        claims = msgspec.json.decode(body, type=Claims)
        good = claims.audience == self._audience and claims.given <= now < claims.until
        return claims if good else None

    def _current(self, now: int) -> str:
        """The key that tokens are given under now; a new one when the last one has served its time."""
        name = self._newest(now)
        if not name:
            self._load(now)
            name = self._newest(now)
        if not name:
            with writing(self._engine) as conn:
                name = new_id()
                conn.execute(insert(token_keys).values(id=name, secret=secrets.token_hex(32), made_at=now))
                conn.execute(delete(token_keys).where(token_keys.c.made_at < now - 2 * _LAST_SECONDS * 1000))
            self._load(now)
        return name

    def _newest(self, now: int) -> str:
        young = {name: at for name, (_, at) in self._secrets.items() if 0 <= now - at < KEY_SECONDS * 1000}
        return max(young, key=lambda name: young[name], default="")

    def _load(self, now: int) -> None:
        with reading(self._engine) as conn:
            self._audience = conn.execute(select(hub.c.hub_id)).scalar_one()
            rows = conn.execute(select(token_keys).where(token_keys.c.made_at > now - _LAST_SECONDS * 1000)).all()
        self._secrets = {row.id: (bytes.fromhex(row.secret), row.made_at) for row in rows}

    def _sealed(self, name: str, what: bytes, body: bytes) -> str:
        return f"{name}.{_packed(body)}.{_packed(_mac(self._secrets[name][0], what, body))}"

    def _opened(self, sealed: str, what: bytes, now: int, *, ask: bool) -> bytes | None:
        """What was sealed here as ``what``; None for anything else."""
        parts = sealed.split(".") if len(sealed) <= _LONGEST else []
        if len(parts) != 3:
            return None
        if parts[0] not in self._secrets and ask:
            self._load(now)  # another process has made a key
        secret, made = self._secrets.get(parts[0], (b"", 0))
        try:
            body, mac = _unpacked(parts[1]), _unpacked(parts[2])
        except (binascii.Error, ValueError):
            return None
        known = bool(secret) and now - made < _LAST_SECONDS * 1000
        return body if known and hmac.compare_digest(mac, _mac(secret, what, body)) else None


def _mac(secret: bytes, what: bytes, body: bytes) -> bytes:
    return hmac.digest(secret, what + b"\0" + body, hashlib.sha256)


def _packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unpacked(text: str) -> bytes:
    """Raises ``ValueError`` for all but the one way to write some bytes."""
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if _packed(raw) != text:
        raise ValueError
    return raw


def stale() -> Refusal:
    """The refusal of whatever is not good any more, or never was: the tablet asks for a token and tries again."""
    return Refusal(WireError.STALE_TOKEN, _STALE)


def shown(keys: TokenKeys, asked: Asked, now: int, *, ask: bool = True) -> Claims | None:
    """What the token of a request says; None unless that is good, and the request was signed a moment ago with the
    key it was given to. Whether the device may still ask stands in the database.
    """
    claims = keys.read(asked.token, now, ask=ask)
    elapsed, _, signature = asked.proof.partition(".")
    if claims is None or not (elapsed.isascii() and elapsed.isdigit() and len(elapsed) <= 10):
        return None
    if abs(now - claims.given - int(elapsed)) > PROOF_SECONDS * 1000:
        return None
    text = request_text(asked.method, asked.path, asked.query, asked.digest, asked.token, int(elapsed))
    return claims if holds(claims.key, text, signature) else None
