"""Bodies in and out: limits, compression, strict decoding, refusals."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
import zlib
from typing import Any, TypeVar

import msgspec
import zstandard
from fastapi import Request
from starlette.responses import Response

from clienteling.domain.operations import OP_SCHEMA
from clienteling.wire.errors import STATUS, ErrorBody, WireError
from clienteling.wire.messages import DIGEST_HEADER
from clienteling.wire.proof import SCHEME
from headoffice.sync.refusal import Refusal

BODY_SECONDS = 60
"""How long the body of a request may take to arrive."""
_SMALL = 1_000
_WINDOW = 1 << 23
_PIECE = 1 << 10
_PATH = re.compile(r"at `(\$[^`]*)`")

T = TypeVar("T")


async def read_body(request: Request, limit: int) -> bytes:
    """The body of ``request`` without its compression. Raises ``Refusal`` beyond ``limit`` bytes, before or after."""
    raw = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for block in request.stream():
                raw += block
                if len(raw) > limit:
                    raise _too_large(limit)
    except TimeoutError as error:
        raise Refusal(
            WireError.UNAVAILABLE, "The request took too long to arrive. Try again.", retry_after=5
        ) from error
    body = _unpack(bytes(raw), request.headers.get("content-encoding", "").strip().lower(), limit)
    promised = request.headers.get(DIGEST_HEADER, "")
    if body and not promised and getattr(request.state, "claims", None) is not None:
        # The signature of the request goes over this header.
        raise Refusal(WireError.BAD_MESSAGE, "The message comes without its digest.")
    if promised and promised != hashlib.sha256(body).hexdigest():
        # Not a bad message: the same one, sent again, will do.
        raise Refusal(WireError.UNAVAILABLE, "The message arrived damaged. Send it again.", retry_after=1)
    return body


def _too_large(limit: int) -> Refusal:
    return Refusal(WireError.TOO_LARGE, f"The message is larger than {limit} bytes. Send fewer operations at once.")


def _unpack(raw: bytes, encoding: str, limit: int) -> bytes:
    if encoding in {"", "identity"}:
        return raw
    try:
        if encoding == "gzip":
            machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
            whole = machine.decompress(raw, limit + 1)
        elif encoding == "zstd":
            whole = _unzstd(raw, limit)
        else:
            raise Refusal(WireError.BAD_MESSAGE, "The compression of the message is not known. Use zstd or gzip.")
    except (zlib.error, zstandard.ZstdError) as error:
        raise Refusal(WireError.BAD_MESSAGE, "The message arrived damaged.") from error
    if len(whole) > limit:
        raise _too_large(limit)
    return whole


def _unzstd(raw: bytes, limit: int) -> bytes:
    """At most ``limit`` and a little more: what is given piece by piece cannot grow without being noticed."""
    machine = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
    whole = bytearray()
    for start in range(0, len(raw), _PIECE):
        if machine.eof:
            break
        whole += machine.decompress(raw[start : start + _PIECE])
        if len(whole) > limit:
            break
    return bytes(whole)


def decode(body: bytes, shape: type[T]) -> T:
    """The message in ``body``, strictly. Raises ``Refusal``, whose words quote nothing of the message."""
    try:
        return msgspec.json.decode(body, type=shape)
    except msgspec.ValidationError as error:
        if _is_newer(body):
            raise Refusal(
                WireError.UPGRADE_HEAD_OFFICE, "The app is newer than head office. Changes wait until it follows."
            ) from error
        found = _PATH.search(str(error))
        where = f" at {found.group(1)}" if found else ""
        unknown = " (unknown field)" if "unknown field" in str(error) else ""
        raise Refusal(WireError.BAD_MESSAGE, f"The message does not have the agreed shape{where}{unknown}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(WireError.BAD_MESSAGE, "The message is not JSON.") from error


class _Newer(msgspec.Struct):
    op_schema: int = 0


class _Peek(msgspec.Struct):
    operations: tuple[_Newer, ...] = ()
    op_schema: int = 0


def _is_newer(body: bytes) -> bool:
    """Whether a message that does not fit comes from a newer app."""
    try:
        peek = msgspec.json.decode(body, type=_Peek)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return max([peek.op_schema, *(op.op_schema for op in peek.operations)]) > OP_SCHEMA


def whole(text: str | None, least: int, most: int) -> int | None:
    """The whole number in a parameter, None when it is none or out of bounds."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 20:
        return None
    number = int(text)
    return number if least <= number <= most else None


def answer(request: Request, message: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """``message`` as JSON, compressed as the asker likes it."""
    body = msgspec.json.encode(message)
    digest = hashlib.sha256(body).hexdigest()
    known = {"vary": "Accept-Encoding", "cache-control": "no-store", DIGEST_HEADER: digest, **(headers or {})}
    encoding = _preferred(request.headers.get("accept-encoding", "")) if len(body) > _SMALL else ""
    if encoding == "zstd":
        body = zstandard.ZstdCompressor(level=1).compress(body)
    elif encoding == "gzip":
        body = gzip.compress(body, 5, mtime=0)
    if encoding:
        known["content-encoding"] = encoding
    return Response(body, status, known, "application/json")


def _preferred(accepted: str) -> str:
    offers = {}
    for part in accepted.lower().split(","):
        name, _, rest = part.partition(";")
        quality = re.search(r"q=([0-9.]+)", rest)
        offers[name.strip()] = quality is None or float("0" + quality.group(1).strip(".")) > 0
    return next((name for name in ("zstd", "gzip") if offers.get(name)), "")


def refusal(number: WireError, message: str, *, retry_after: int = 0, status: int = 0) -> Response:
    """The answer that refuses a request."""
    headers = {"cache-control": "no-store"}
    if retry_after:
        headers["retry-after"] = str(retry_after)
    if number in (WireError.BAD_TOKEN, WireError.STALE_TOKEN):
        headers["www-authenticate"] = SCHEME
    body = msgspec.json.encode(ErrorBody(int(number), message))
    headers[DIGEST_HEADER] = hashlib.sha256(body).hexdigest()
    return Response(body, status or STATUS[number], headers, "application/json")
