"""Between a tablet and head office: what was asked and answered, byte for byte, with faults."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from clienteling.sync import errors, transport
from clienteling.sync.ports import Watch
from clienteling.sync.transport import Answer
from tests.simulation.office import HeadOffice

Request = Callable[[], Answer]


class Network:
    """Takes the place of ``transport.Http``. ``faults`` meet the requests in turn; then all goes well. One that begins
    with a slash is none: those behind it wait for the first request whose path ends with it.

    ``late``: requests that are still on their way, long given up by the tablet that sent them. ``meanwhile`` has
    somebody move at head office.
    """

    def __init__(self, office: HeadOffice, headers: Mapping[str, str], passing: Callable[[str], None]) -> None:
        self._office = office
        self._headers = dict(headers)
        self._passing = passing
        self.faults: deque[str] = deque()
        self.late: list[Request] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def close(self) -> None:
        """Nothing is open."""

    def send(
        self,
        method: str,
        path: str,
        watch: Watch,
        *,
        query: Mapping[str, str | int] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        cap: int = transport.PACKED_CAP,
        **_for_the_log: Any,
    ) -> Answer:
        """As ``Http.send``."""
        sent = {**self._headers, "Accept-Encoding": "zstd, gzip", **(headers or {})}
        content, asked = body or b"", dict(query or {})

        def request(content: bytes = content) -> Answer:
            return self._office.ask(method, path, asked, sent, content)

        self._passing(f"before {method} {path.rpartition('/')[2]}")
        answer = self._carry(request, content, self._next(path))
        self._passing(f"after {method} {path.rpartition('/')[2]}")
        watch(0.0, len(answer.body))
        if len(answer.body) > cap:
            raise errors.Corrupt
        if answer.status >= 300 and answer.status != 304:
            raise transport._refusal(answer)
        return answer

    def _next(self, path: str) -> str:
        if self.faults and self.faults[0].startswith("/"):
            if not path.endswith(self.faults[0]):
                return "ok"
            self.faults.popleft()
        fault = self.faults.popleft() if self.faults else "ok"
        if fault == "somebody moves":
            self.meanwhile()
        return fault

    def _carry(self, request: Callable[..., Answer], content: bytes, fault: str) -> Answer:
        if fault == "request lost":
            raise errors.Offline
        if fault == "late":
            self.late.append(request)
            raise errors.Offline
        if fault == "busy":
            raise errors.Busy(retry_after=3.0)
        if fault == "request damaged" and content:
            return request(_damaged(content))
        self._office.commit_fails = fault == "commit fails"
        answer = request()
        if fault == "twice":
            answer = request()
        if fault == "repeated later":
            self.late.append(request)
        if fault == "answer lost":
            raise errors.Offline
        if fault == "answer damaged":
            return replace(answer, body=_damaged(answer.body))
        if fault == "answer cut":
            return replace(answer, body=answer.body[: len(answer.body) // 2])
        return answer

    def deliver_late(self, order: int) -> int:
        """What was on its way arrives, in some order; nobody listens to the answers. How many arrived."""
        arriving, self.late = self.late, []
        if order % 2:
            arriving.reverse()
        for request in arriving:
            request()
        return len(arriving)


def _damaged(body: bytes) -> bytes:
    if not body:
        return body
    middle = len(body) // 2
    return body[:middle] + bytes([body[middle] ^ 0x15]) + body[middle + 1 :]
