"""HTTP to head office: time-outs, compression, strict decoding, and one mapping of all that can go wrong."""

from __future__ import annotations

import email.utils
import hashlib
import logging
import os
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import msgspec

from clienteling.domain.ids import new_id
from clienteling.sync import errors
from clienteling.sync.address import is_loopback
from clienteling.sync.call import Reception, call
from clienteling.sync.codec import unpack
from clienteling.sync.ports import Watch
from clienteling.wire.errors import STATUS, ErrorBody, WireError
from clienteling.wire.messages import DIGEST_HEADER, REQUEST_HEADER

if TYPE_CHECKING:
    import requests

_log = logging.getLogger(__name__)

CA_FILE = "CLIENTELING_CA_FILE"
"""Certificates (PEM) of those who may vouch for head office's, for companies with an authority of their own."""
CONNECT_SECONDS = 3.0
READ_SECONDS = 30.0
"""Longest silence while waiting for bytes."""
PACKED_CAP = 1 << 26
"""Most bytes taken of one answer."""
MESSAGE_CAP = 1 << 27
"""Most bytes one message may unpack to."""
LONGEST_RETRY_AFTER = 3_600.0
_BLOCK = 1 << 16

_Message = TypeVar("_Message")


class Answer(msgspec.Struct, frozen=True):
    """One HTTP answer, its body not unpacked. ``headers`` by lower-case name."""

    status: int
    headers: dict[str, str]
    body: bytes


class Http:
    """Requests to one base URL. One request at a time; it can be given up at any moment."""

    def __init__(self, address: str, headers: Mapping[str, str]) -> None:
        """``address`` is a base URL as ``address.normal_address`` makes it; ``headers`` go with every request."""
        self._address = address
        self._headers = dict(headers)
        self._session = self._new_session()

    def _new_session(self) -> requests.Session:
        import requests  # not on the way to the first screen, which needs no network

        session = requests.Session()
        # A proxy of the shop is taken from the environment, but never for this machine itself.
        session.trust_env = not is_loopback(urlsplit(self._address).hostname or "")
        session.headers.clear()
        session.headers.update({**self._headers, "Accept-Encoding": "zstd, gzip", "Accept": "application/json"})
        # Given explicitly, so that a .netrc file cannot put another sign-in in its place.
        session.auth = _unchanged
        authority = os.environ.get(CA_FILE, "")
        if authority:
            session.verify = authority
        return session

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

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
        """The answer with a status below 400. Raises ``SyncError``, or what ``watch`` raises.

        ``route`` is what the log calls the path, when that holds ids.
        """
        import requests

        told = _Told(method, route or path)
        sent = {**(headers or {}), REQUEST_HEADER: told.request}
        session = self._session
        request = requests.Request(method, self._address + path, params=query or {}, data=body, headers=sent)
        try:
            answer = call(lambda reception: _perform(session, request, cap, reception), watch)
            told.answered(answer)
        except errors.SyncError:
            raise
        except BaseException:
            # The thread left behind may still use the session.
            self._session = self._new_session()
            raise
        finally:
            told.write()
        if answer.status >= 300 and answer.status != 304:
            raise _refusal(answer)
        return answer


class _Told:
    """One request's line in the log. ``status`` stays 0 when no answer came."""

    def __init__(self, method: str, route: str) -> None:
        self.request = new_id()
        self._facts: dict[str, object] = {"method": method, "route": route, "request": self.request, "status": 0}
        self._began = time.monotonic()

    def answered(self, answer: Answer) -> None:
        """An answer came."""
        self._facts |= {"status": answer.status, "bytes": len(answer.body)}

    def write(self) -> None:
        """Write the line. Polls that go well are most of all requests: they are of interest while debugging only."""
        well = self._facts["status"] in (200, 304)
        quiet = well and (self._facts["method"] == "GET" or self._facts["route"] == "/v1/device")
        self._facts["milliseconds"] = (time.monotonic() - self._began) * 1000
        _log.log(logging.DEBUG if quiet else logging.INFO, "sync.request", extra={"facts": self._facts})


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _perform(session: requests.Session, request: requests.Request, cap: int, reception: Reception) -> Answer:
    import requests
    import urllib3

    try:
        prepared = session.prepare_request(request)
        # A file of ours comes before one of the environment's.
        trusted = session.verify if isinstance(session.verify, str) else None
        settings = session.merge_environment_settings(prepared.url, {}, True, trusted, None)
        # Redirects are never followed: they would carry the token elsewhere.
        with session.send(
            prepared, timeout=(CONNECT_SECONDS, READ_SECONDS), allow_redirects=False, **settings
        ) as response:
            reception.began = True
            body = _receive(response, cap, reception)
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, headers, body)
    except (requests.exceptions.SSLError, urllib3.exceptions.SSLError) as error:
        raise _tls(error) from error
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, UnicodeError) as error:
        raise errors.BadAddress from error
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise errors.Offline from error


def _receive(response: requests.Response, cap: int, reception: Reception) -> bytes:
    body = bytearray()
    # Not ``iter_content``: what it unpacks depends on what is installed, and has no limit.
    for block in response.raw.stream(_BLOCK, decode_content=False):
        body += block
        reception.received = len(body)
        if len(body) > cap:
            raise errors.Corrupt
    return bytes(body)


def _tls(error: Exception) -> errors.SyncError:
    return errors.Untrusted() if "CERTIFICATE_VERIFY_FAILED" in str(error) else errors.NotHeadOffice()


_BY_NUMBER: dict[int, type[errors.Refused]] = {
    WireError.BAD_MESSAGE: errors.BadMessage,
    WireError.TOO_LARGE: errors.BadMessage,
    WireError.BAD_TOKEN: errors.Revoked,
    WireError.STALE_TOKEN: errors.StaleToken,
    WireError.REVOKED: errors.Revoked,
    WireError.BAD_CODE: errors.WrongCode,
    WireError.NOT_FOUND: errors.NotFound,
    WireError.EPOCH_CHANGED: errors.Rebuild,
    WireError.BELOW_FLOOR: errors.Rebuild,
    WireError.BEYOND_HEAD: errors.Rebuild,
    WireError.STALE_FENCE: errors.Cloned,
    WireError.UPGRADE_TABLET: errors.UpgradeNeeded,
    WireError.UPGRADE_HEAD_OFFICE: errors.HeadOfficeOlder,
}


def _refusal(answer: Answer) -> errors.SyncError:
    """The error that ``answer`` (300 or above) stands for."""
    wait = _retry_after(answer.headers)
    if answer.status in (408, 429) or answer.status >= 500:
        return (errors.PushFails if _fails_on_push(answer) else errors.Busy)(retry_after=wait)
    said = _error_body(answer)
    if said is not None and _damaged(answer, said):
        return errors.Corrupt()
    if said is not None and said.number in _BY_NUMBER:
        kind = _BY_NUMBER[said.number]
        own_words = "" if kind.default != errors.SyncError.default else said.message
        return kind(own_words, number=said.number, retry_after=wait)
    if said is not None:
        return errors.Refused(said.message, number=said.number, retry_after=wait)
    # Not our words: a portal, a proxy, a web site.
    return errors.NotHeadOffice()


def _fails_on_push(answer: Answer) -> bool:
    said = _error_body(answer)
    return said is not None and said.number == WireError.PUSH_FAILS and not _damaged(answer, said)


def _error_body(answer: Answer) -> ErrorBody | None:
    try:
        return msgspec.json.decode(_unpacked(answer), type=ErrorBody)
    except (*errors.UNREADABLE, errors.Corrupt):
        return None


def _damaged(answer: Answer, said: ErrorBody) -> bool:
    """Whether a refusal arrived as something else than was sent. One digit less, and a busy head office would seem to
    have thrown this tablet out.
    """
    promised = answer.headers.get(DIGEST_HEADER.lower())
    if promised is not None and promised != _digest(_unpacked(answer)):
        return True
    if said.number == WireError.NOT_FOUND:
        return False  # also told of what may not be done with an address, with a status of its own
    return said.number in STATUS and STATUS[WireError(said.number)] != answer.status


def _retry_after(headers: Mapping[str, str]) -> float:
    """Seconds that head office asked to wait (RFC 9110, section 10.2.3), 0 = not asked.

    A date is measured against head office's own ``Date``, since the tablet's clock may be wrong.
    """
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_RETRY_AFTER)
    try:
        until = email.utils.parsedate_to_datetime(text)
        now = email.utils.parsedate_to_datetime(headers.get("date", ""))
        return min(max((until - now).total_seconds(), 0.0), LONGEST_RETRY_AFTER)
    except (TypeError, ValueError):
        return 0.0


def _unpacked(answer: Answer) -> bytes:
    return unpack(answer.body, answer.headers.get("content-encoding", "").strip().lower(), MESSAGE_CAP)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def json_headers(body: bytes) -> dict[str, str]:
    """What goes with ``body`` when it is sent."""
    return {"Content-Type": "application/json", DIGEST_HEADER: _digest(body)}


def decode(answer: Answer, shape: type[_Message]) -> _Message:
    """The message in ``answer``. Raises ``Corrupt``, or ``NotHeadOffice`` when it is a web page."""
    if answer.headers.get("content-type", "").startswith("text/"):
        raise errors.NotHeadOffice
    body = _unpacked(answer)
    if answer.headers.get(DIGEST_HEADER.lower()) != _digest(body):
        raise errors.Corrupt
    try:
        return msgspec.json.decode(body, type=shape)
    except errors.UNREADABLE as error:
        # Neither the text nor the cause may reach a log: both may quote what a person typed.
        raise errors.Corrupt from error
