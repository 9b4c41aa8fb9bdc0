"""The short way for a poll that finds nothing new, past the framework: the same answer at a fraction of the cost.

Only a 304 is given here, and only when all that the usual way would check holds in one state of the database read after
the question came. Everything else takes the usual way, which finds the words for it.
"""

from __future__ import annotations

import logging
import re
from urllib.parse import parse_qsl

import msgspec
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import ASGIApp, Receive, Scope, Send

from clienteling.wire.messages import CHANGES_LIMIT, DIGEST_HEADER
from clienteling.wire.proof import PROOF_HEADER, SCHEME
from headoffice.clock import now_ms
from headoffice.routes.http import whole
from headoffice.routes.office import Office
from headoffice.sync.devices import SEEN_EVERY_MS
from headoffice.sync.polls import Standing
from headoffice.sync.scopes import names_for
from headoffice.sync.tokens import Asked, Claims, shown

_log = logging.getLogger(__name__)

CHANGES = "/v1/scopes/{scope}/changes"
LATEST = 1 << 62
_PROOF, _DIGEST = PROOF_HEADER.lower().encode(), DIGEST_HEADER.lower().encode()
_LOOKED_AT = frozenset({b"authorization", b"if-none-match", _PROOF, _DIGEST})
_PATH = re.compile(r"/v1/scopes/([a-z]+(?::[0-9a-f]{32})?)/changes")


class _Route(msgspec.Struct, frozen=True):
    """What the log calls the route."""

    path: str


class _Question(msgspec.Struct, frozen=True):
    asked: Asked
    scope: str
    tags: str
    epoch: str
    after: int
    limit: int


def tag_of(epoch: str, scope_id: int, head: int, floor: int, after: int, limit: int) -> str:
    """The tag of a page: it stays the same as long as the page does."""
    return f'W/"{epoch}.{scope_id}.{head}.{floor}.{after}.{limit}"'


def holds(tag: str, if_none_match: str) -> bool:
    """Whether ``tag`` is one of those in an ``If-None-Match`` header."""
    return tag in (known.strip() for known in if_none_match.split(","))


class Unchanged:
    """Answers polls that find nothing new; hands everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        question = _question(scope) if scope["type"] == "http" else None
        claims = _claims(scope, question) if question else None
        if question is not None and claims is not None:
            standing = await _standing(scope["app"].state.office, question, claims)
            tag = _unchanged(question, standing) if standing else ""
            if standing and tag:
                scope.setdefault("state", {})["device"] = standing.device
                scope["route"] = _Route(CHANGES)
                headers = [(b"etag", tag.encode())]
                await send({"type": "http.response.start", "status": 304, "headers": headers})
                await send({"type": "http.response.body", "body": b""})
                return
        await self._app(scope, receive, send)


def _claims(scope: Scope, question: _Question) -> Claims | None:
    """Who asks, if that can be told without asking the database; the usual way need not look again then."""
    office: Office = scope["app"].state.office
    claims = shown(office.tokens, question.asked, now_ms(), ask=False)
    if claims is not None:
        scope.setdefault("state", {})["claims"] = claims
    return claims


async def _standing(office: Office, question: _Question, claims: Claims) -> Standing | None:
    try:
        found = await office.polls.standing(claims.device, claims.key, question.scope)
    except SQLAlchemyError as error:
        # The usual way asks again, and has the words for it when it is no better.
        _log.warning("poll.database_trouble", exc_info=error)
        return None
    return found if found is not None and found.store == claims.store else None


def _question(scope: Scope) -> _Question | None:
    """What is asked, None unless it is a poll in the form in which tablets send it."""
    path = _PATH.fullmatch(scope["path"])
    if path is None or scope["method"] != "GET":
        return None
    headers = {name: value.decode("latin-1") for name, value in scope["headers"] if name in _LOOKED_AT}
    scheme, _, token = headers.get(b"authorization", "").partition(" ")
    tags, query = headers.get(b"if-none-match", ""), scope["query_string"].decode("latin-1")
    given = dict(parse_qsl(query))
    after = whole(given.get("after"), 0, LATEST)
    limit = whole(given.get("limit", str(CHANGES_LIMIT)), 1, CHANGES_LIMIT)
    if scheme != SCHEME or not tags or after is None or limit is None:
        return None
    asked = Asked("GET", scope["path"], query, headers.get(_DIGEST, ""), token, headers.get(_PROOF, ""))
    return _Question(asked, path.group(1), tags, given.get("epoch", ""), after, limit)


def _unchanged(asked: _Question, now: Standing) -> str:
    """The tag that still holds; empty when there is more to say or to write down."""
    tag = tag_of(now.epoch, now.scope_id, now.head, now.floor, asked.after, asked.limit)
    same = (
        asked.scope in names_for(now.store)
        and asked.epoch == now.epoch
        and now.floor <= asked.after <= now.head
        and now_ms() - now.seen_at <= SEEN_EVERY_MS
        and holds(tag, asked.tags)
    )
    return tag if same else ""
