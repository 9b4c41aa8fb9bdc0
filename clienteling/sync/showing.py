"""Showing head office who asks: a short token, and with each request a signature by the tablet's key.

What is signed: ``wire.proof``.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode

import msgspec

from clienteling.sync import errors
from clienteling.sync.pairing import work_key_request
from clienteling.sync.ports import Watch
from clienteling.sync.transport import PACKED_CAP, Answer, Http, decode, json_headers
from clienteling.wire.errors import WireError
from clienteling.wire.key_messages import WorkKeyAnswer
from clienteling.wire.messages import KeyAnswer, KeyRequest, NonceAnswer, TokenAnswer, TokenRequest
from clienteling.wire.proof import PROOF_HEADER, SCHEME, key_text, proof, request_text, token_text

if TYPE_CHECKING:
    from clienteling.wire.credentials import Credentials
    from clienteling.wire.device_key import DeviceKey

MARGIN_SECONDS = 60.0
"""How long before its end a token is replaced."""
OLDER_SECONDS = 60.0
"""How long a head office that knows no keys is taken for such a one."""


class _Held(msgspec.Struct, frozen=True):
    """A token, when it was asked for and until when it is used (monotonic seconds). ``plain``: one without a key."""

    token: str
    asked: float
    until: float
    plain: bool = False


class Showing:
    """Requests under one tablet's name. Tokens are fetched as they are needed, and live in memory alone."""

    def __init__(self, http: Http, credentials: Credentials, clock: Callable[[], float] = time.monotonic) -> None:
        self._http = http
        self._clock = clock
        self._credentials = credentials
        self._held: _Held | None = None

    def use(self, credentials: Credentials) -> None:
        """Go on under another name at the same place."""
        self._credentials = credentials
        self._held = None

    def keyed(self) -> bool:
        """Whether the token in use goes with the key."""
        return self._held is not None and not self._held.plain

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def send(
        self,
        method: str,
        path: str,
        watch: Watch,
        *,
        query: Mapping[str, str | int] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        cap: int = PACKED_CAP,
        route: str = "",
    ) -> Answer:
        """``Http.send`` with a proof. Raises ``SyncError``, or what ``watch`` raises."""
        for last in (False, True):
            held = self._token(watch)
            shown = self._shown(held, method, path, query or {}, body)
            sent = {**shown, **(headers or {})}
            try:
                return self._http.send(method, path, watch, query=query, body=body, headers=sent, cap=cap, route=route)
            except errors.StaleToken:
                # Head office's clock was set, its keys were changed, or this machine slept.
                self._held = None
                if last:
                    raise
        raise AssertionError

    def _shown(
        self,
        held: _Held,
        method: str,
        path: str,
        query: Mapping[str, str | int],
        body: bytes | None,
        key: DeviceKey | None = None,
    ) -> dict[str, str]:
        if held.plain:
            return {"Authorization": f"Bearer {held.token}"}
        elapsed = int((self._clock() - held.asked) * 1000)
        digest = hashlib.sha256(body).hexdigest() if body else ""
        text = request_text(method, unquote(path), urlencode(query), digest, held.token, elapsed)
        shown = proof(key or self._credentials.key, text, elapsed)
        return {"Authorization": f"{SCHEME} {held.token}", PROOF_HEADER: shown}

    def _token(self, watch: Watch) -> _Held:
        if self._held is None or self._clock() >= self._held.until:
            self._held = self._fetch(watch)
        return self._held

    def _fetch(self, watch: Watch) -> _Held:
        bearer = self._credentials.bearer
        try:
            return self._ask(watch)
        except errors.NotFound as error:
            if not bearer:
                raise errors.HeadOfficeOlder(number=error.number) from error
            now = self._clock()
            return _Held(bearer, now, now + OLDER_SECONDS, plain=True)
        except errors.StaleToken:
            if self._credentials.standing is None:
                raise
            # Head office's database is one from before it heard of the key that is worked with.
        except errors.Revoked as error:
            if error.number != WireError.BAD_TOKEN or not bearer:
                raise
            self._register(bearer, watch)
        if (standing := self._credentials.standing) is not None:
            self._pair(standing, watch)
        return self._ask(watch)

    def _ask(self, watch: Watch, shown: DeviceKey | None = None) -> _Held:
        device, key = self._credentials.device_id, shown or self._credentials.key
        nonce = decode(self._http.send("GET", "/v1/token/nonce", watch), NonceAnswer).nonce
        asked = self._clock()
        request = TokenRequest(device, nonce, key.sign(token_text(device, nonce)))
        answer = decode(self._post("/v1/token", request, watch), TokenAnswer)
        return _Held(answer.token, asked, asked + max(1.0, answer.seconds - MARGIN_SECONDS))

    def _register(self, bearer: str, watch: Watch) -> None:
        """The tablet was enrolled before there were keys: head office hears of its key now, once."""
        mine = self._credentials
        first = mine.standing or mine.key
        signature = first.sign(key_text(mine.device_id, first.public()))
        request = KeyRequest(first.public(), signature, mine.unsigned_until)
        headers = {"Authorization": f"Bearer {bearer}"}
        decode(self._post("/v1/device/key", request, watch, headers), KeyAnswer)

    def _pair(self, standing: DeviceKey, watch: Watch) -> None:
        """Head office hears once more which key is worked with, by the one that it may know as the only one."""
        path, mine = "/v1/device/work-key", self._credentials
        request = work_key_request(mine.device_id, mine.key, standing)
        shown = self._shown(self._ask(watch, standing), "POST", path, {}, msgspec.json.encode(request), standing)
        decode(self._post(path, request, watch, shown), WorkKeyAnswer)

    def _post(
        self, path: str, message: msgspec.Struct, watch: Watch, headers: Mapping[str, str] | None = None
    ) -> Answer:
        body = msgspec.json.encode(message)
        return self._http.send("POST", path, watch, body=body, headers={**json_headers(body), **(headers or {})})
