"""The real service answers as its own description says, whatever it is asked: no trouble, nothing unheard of.

Requests are made of the description (schemathesis), some as it wants them and some not, the same ones every time.
"""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import Engine

from clienteling.wire.messages import DIGEST_HEADER
from headoffice import limits
from tests.headoffice.tablet import Tablet, customer, serving

CHECKS: Any = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
EXAMPLES = 6


class Signed(requests.auth.AuthBase):
    """Signs what is asked, as a tablet does."""

    def __init__(self, tablet: Tablet) -> None:
        self._tablet = tablet

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        body = request.body or b""
        raw = body.encode() if isinstance(body, str) else body
        digest = hashlib.sha256(raw).hexdigest() if raw else ""
        url = urlsplit(request.url or "")
        shown = self._tablet.auth.headers(request.method or "", unquote(url.path), url.query, digest)
        request.headers.update(shown | ({DIGEST_HEADER: digest} if digest else {}))
        return request


@pytest.fixture
def roomy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything be asked as often as the test likes."""
    for name in ("PUSHES", "PULLS", "REPORTS", "WISHES", "WRONG_CODES", "WRONG_PROOFS"):
        monkeypatch.setattr(limits, name, 1_000_000)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as described", "otherwise"])
@pytest.mark.usefixtures("roomy")
def test_answers_are_as_described_whatever_is_asked(company: Engine, mode: GenerationMode) -> None:
    customer(company)
    with serving(company) as client:
        tablet = Tablet(client, company)
        assert tablet.device().store == tablet.me.store
        asked = [operation.ok() for operation in _described(client).get_all_operations()]
        assert len(asked) >= 14
        if mode is GenerationMode.NEGATIVE:  # where there is anything to do wrong
            asked = [operation for operation in asked if operation.body or operation.query]
        for operation in asked:
            _try(operation, mode, str(client.base_url), Signed(tablet))


def _described(client: httpx.Client) -> Any:
    schema = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
    schema.config.update(base_url=str(client.base_url))
    return schema


def _try(operation: Any, mode: GenerationMode, address: str, signed: Signed) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def once(case: Any) -> None:
        answered = case.call(base_url=address, auth=signed)
        case.validate_response(answered, checks=CHECKS)

    once()
