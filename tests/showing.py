"""How a tablet shows who it is, for tests that speak HTTP themselves."""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Generator

import httpx
import msgspec
import zstandard

from clienteling.wire.device_key import DeviceKey
from clienteling.wire.messages import DIGEST_HEADER, NonceAnswer, TokenAnswer, TokenRequest
from clienteling.wire.proof import PROOF_HEADER, SCHEME, proof, request_text, token_text

_MOST = 1 << 24


class Showing(httpx.Auth):
    """Gets a token, and signs each request. ``token`` and ``asked`` (seconds) may be set."""

    requires_request_body = True

    def __init__(self, device_id: str, key: DeviceKey) -> None:
        self.device_id, self.key = device_id, key
        self.token, self.asked = "", 0.0

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if not self.token:
            nonce = yield httpx.Request("GET", request.url.copy_with(raw_path=b"/v1/token/nonce"))
            self.asked = time.monotonic()
            asked = yield self.wish(request.url, msgspec.json.decode(nonce.read(), type=NonceAnswer).nonce)
            if asked.status_code != 200:
                return
            self.token = msgspec.json.decode(asked.read(), type=TokenAnswer).token
        if request.content and DIGEST_HEADER not in request.headers:
            packing = request.headers.get("content-encoding", "")
            request.headers[DIGEST_HEADER] = hashlib.sha256(_unpacked(request.content, packing)).hexdigest()
        url = request.url
        request.headers.update(
            self.headers(request.method, url.path, url.query.decode(), request.headers.get(DIGEST_HEADER, ""))
        )
        yield request

    def wish(self, url: httpx.URL, nonce: str) -> httpx.Request:
        """The request for a token."""
        signature = self.key.sign(token_text(self.device_id, nonce))
        body = msgspec.json.encode(TokenRequest(self.device_id, nonce, signature))
        return httpx.Request("POST", url.copy_with(raw_path=b"/v1/token"), content=body)

    @staticmethod
    def digest(body: bytes) -> str:
        """What goes with a body."""
        return hashlib.sha256(body).hexdigest()

    def headers(self, method: str, path: str, query: str = "", digest: str = "") -> dict[str, str]:
        """What goes with a request under the token that is held."""
        elapsed = int((time.monotonic() - self.asked) * 1000)
        text = request_text(method, path, query, digest, self.token, elapsed)
        return {"Authorization": f"{SCHEME} {self.token}", PROOF_HEADER: proof(self.key, text, elapsed)}


def _unpacked(body: bytes, packing: str) -> bytes:
    """What is hashed of a body; when it cannot be unpacked, whatever: it will not get so far."""
    try:
        if packing == "zstd":
            return zstandard.ZstdDecompressor().decompressobj().decompress(body[:_MOST])
        if packing == "gzip":
            return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, _MOST)
    except (zlib.error, zstandard.ZstdError):
        return body
    return body
