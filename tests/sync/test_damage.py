"""A byte flipped inside of a text is still JSON; by its digest a message is known to be what was sent."""

from __future__ import annotations

import pytest

from clienteling.sync.errors import Corrupt
from clienteling.sync.transport import Answer, decode
from clienteling.wire.messages import DIGEST_HEADER, PushAnswer
from tests.sync.server import digest

SENT = b'{"results":[],"fence":"aaaa"}'


def _answer(body: bytes) -> Answer:
    headers = {name.lower(): value for name, value in digest(SENT).items()}
    assert DIGEST_HEADER.lower() in headers
    return Answer(200, {**headers, "content-type": "application/json"}, body)


def test_a_message_that_reads_but_is_not_what_was_sent_is_refused() -> None:
    assert decode(_answer(SENT), PushAnswer) == PushAnswer((), "aaaa")
    with pytest.raises(Corrupt):
        decode(_answer(SENT.replace(b"aaaa", b"aaab")), PushAnswer)
