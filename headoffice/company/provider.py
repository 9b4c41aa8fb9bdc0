"""The provider of the company's accounts. The only place from which head office asks anybody over HTTP.

It asks the issuer that the settings name, and the places which that issuer names as its own; nothing that a tablet, a
browser or a person says decides what is asked. Redirects are not followed, answers have a cap.
"""

from __future__ import annotations

import io
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import msgspec
import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from headoffice.company.settings import EMAIL, Settings, safe

_log = logging.getLogger(__name__)
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""What an identity may be signed with: nothing that head office could have signed itself."""
LEEWAY_SECONDS = 60
KEPT_SECONDS = 600
"""For so long what the provider says of itself is believed without asking again."""
_TIMEOUT = (5.0, 10.0)
_CAP, _PIECE = 1 << 18, 1 << 13


class Away(Exception):
    """The provider cannot be asked now, or does not answer like one."""


class NotProven(Exception):
    """What came back proves nobody's identity."""


class _Description(msgspec.Struct):
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class Provider:
    """One provider. Safe to use from several threads."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        """``clock``: seconds since 1970."""
        self.settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._held: tuple[float, _Description, KeySet] | None = None

    def ready(self) -> bool:
        """Whether it can be asked."""
        try:
            self._known()
        except Away:
            return False
        return True

    def address(self, state: str, nonce: str, verifier: str) -> str:
        """Where a browser signs in: anew, whoever is signed in there already. Raises ``Away``."""
        described, _ = self._known()
        with self._session(described) as session:
            where, _ = session.create_authorization_url(
                described.authorization_endpoint,
                state=state,
                code_verifier=verifier,
                nonce=nonce,
                prompt="login",
                max_age=0,
            )
        return str(where)

    def account(self, code: str, nonce: str, verifier: str, since: int) -> str:
        """Whose ``code`` this is: the claim that names sellers, in small letters. They must have signed in after
        ``since`` (ms).

        Raises ``Away``, or ``NotProven`` when anything about it is not as it must be.
        """
        described, _ = self._known()
        try:
            with self._session(described) as session:
                told = session.fetch_token(
                    described.token_endpoint,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=verifier,
                    allow_redirects=False,
                    timeout=_TIMEOUT,
                    stream=True,
                    hooks={"response": _bounded},
                )
        except OAuthError as error:
            raise NotProven from error
        except (requests.RequestException, ValueError) as error:
            raise self._away(error) from error
        identity = told.get("id_token")
        if not isinstance(identity, str):
            raise NotProven
        return self.named(identity, nonce, since, str(told.get("access_token") or ""))

    def named(self, identity: str, nonce: str, since: int, access: str = "") -> str:
        """The claim of an identity token that is signed by this provider, for this head office, now and for ``nonce``,
        of somebody who signed in after ``since`` (ms).

        Raises ``NotProven`` or ``Away``.
        """
        try:
            claims = self._claims(identity, nonce, access)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise NotProven from error
        # A session that was there already, perhaps somebody else's, shows nothing of who sits there now.
        signed_in = claims.get("auth_time")
        if isinstance(signed_in, bool) or not isinstance(signed_in, int | float):
            raise NotProven
        if not since / 1000 - LEEWAY_SECONDS <= signed_in <= self._clock() + LEEWAY_SECONDS:
            raise NotProven
        name = self.settings.claim
        value = claims.get(name)
        # Whoever may type any address into their account is not whoever has it.
        if not isinstance(value, str) or not value.strip():
            raise NotProven
        if name == EMAIL and claims.get("email_verified") is not True:
            raise NotProven
        return folded(value)

    def _claims(self, identity: str, nonce: str, access: str) -> dict[str, Any]:
        described, keys = self._known()
        try:
            token = jwt.decode(identity, keys, algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            described, keys = self._known(again=True)  # keys change
            token = jwt.decode(identity, keys, algorithms=ALGORITHMS)
        client = self.settings.client_id
        must = {"iss": {"essential": True, "value": described.issuer}, "aud": {"essential": True, "value": client}}
        claims = CodeIDToken(
            token.claims, token.header, must, {"nonce": nonce, "client_id": client, "access_token": access}
        )
        if not nonce:
            raise NotProven
        claims.validate(now=int(self._clock()), leeway=LEEWAY_SECONDS)
        return dict(claims)

    def _session(self, described: _Description) -> OAuth2Session:
        told = described.token_endpoint_auth_methods_supported
        method = "client_secret_post" if "client_secret_basic" not in told else "client_secret_basic"
        scope = "openid profile" + (" email" if self.settings.claim == EMAIL else "")
        return OAuth2Session(
            self.settings.client_id,
            self.settings.secret or None,
            token_endpoint_auth_method=method if self.settings.secret else "none",
            scope=scope,
            redirect_uri=self.settings.back,
            code_challenge_method="S256",
        )

    def _known(self, *, again: bool = False) -> tuple[_Description, KeySet]:
        """What the provider says of itself, and its keys."""
        with self._lock:
            held = self._held
            if held is None or self._clock() - held[0] > KEPT_SECONDS or again:
                held = self._held = (self._clock(), *self._asked())
            return held[1], held[2]

    def _asked(self) -> tuple[_Description, KeySet]:
        try:
            with requests.Session() as session:
                raw = _got(session, f"{self.settings.issuer}/.well-known/openid-configuration")
                said = msgspec.json.decode(raw, type=_Description)
                places = (said.authorization_endpoint, said.token_endpoint, said.jwks_uri)
                if said.issuer.rstrip("/") != self.settings.issuer or not all(safe(place) for place in places):
                    raise ValueError("another issuer, or places where anybody listens")
                return said, KeySet.import_key_set(msgspec.json.decode(_got(session, said.jwks_uri)))
        except (requests.RequestException, JoseError, ValueError, KeyError, TypeError) as error:
            raise self._away(error) from error

    def _away(self, error: Exception) -> Away:
        _log.warning("company.provider_away", extra={"facts": {"error": type(error)}})
        return Away()


def folded(account: str) -> str:
    """How accounts are compared."""
    return account.strip().casefold()


def _got(session: requests.Session, place: str) -> bytes:
    with session.get(place, timeout=_TIMEOUT, allow_redirects=False, stream=True) as answer:
        answer.raise_for_status()
        if answer.status_code != 200:
            raise ValueError("not an answer")
        return _body(answer)


def _bounded(answer: requests.Response, *_args: object, **_options: object) -> requests.Response:
    """An answer that was read no further than the cap, for somebody else who reads it whole."""
    read = requests.Response()
    read.raw = io.BytesIO(_body(answer))
    answer.close()
    read.status_code, read.headers, read.encoding = answer.status_code, answer.headers, answer.encoding
    read.url, read.reason, read.request = answer.url, answer.reason, answer.request
    return read


def _body(answer: requests.Response) -> bytes:
    """Raises ``requests.RequestException``, and ``ValueError`` for more than the cap, unpacked."""
    body = bytearray()
    for piece in answer.iter_content(_PIECE):
        body += piece
        if len(body) > _CAP:
            raise ValueError("too long an answer")
    return bytes(body)
