"""What a provider of accounts signs, and what is made of it; its settings, and whose account is whose."""

from __future__ import annotations

import contextlib
import gzip
import io
import itertools
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from sqlalchemy import Engine, select

from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.company import provider as providers
from headoffice.company.pages import check
from headoffice.company.provider import Away, NotProven, Provider
from headoffice.company.settings import BadSettings, Settings, from_environment, safe
from headoffice.db.engine import reading
from headoffice.db.sync_tables import seller_accounts
from tests.headoffice.company import CLIENT_ID, PUBLIC
from tests.headoffice.tablet import LUIS, MARTA

ONE_DATABASE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

# What the provider signs ------------------------------------------------------------------------------------------

KEY, OTHER = RSAKey.generate_key(2048, {"kid": "1"}), RSAKey.generate_key(2048, {"kid": "1"})
ISSUER = "https://accounts.example.com"
SINCE = int(time.time() * 1000)
"""When the sign-in began, in ms."""


def known(monkeypatch: pytest.MonkeyPatch, **described: str) -> Provider:
    """A provider with one key."""
    base = {"authorization_endpoint": f"{ISSUER}/a", "token_endpoint": f"{ISSUER}/t", "jwks_uri": f"{ISSUER}/k"}
    pages = {
        f"{ISSUER}/.well-known/openid-configuration": {"issuer": ISSUER, **base, **described},
        f"{ISSUER}/k": {"keys": [KEY.as_dict(private=False)]},
    }
    monkeypatch.setattr(providers, "_got", lambda _session, place: json.dumps(pages[place]).encode())
    return Provider(Settings(ISSUER, CLIENT_ID, PUBLIC))


def signed(key: Any = KEY, alg: str = "RS256", **changed: Any) -> str:
    """An identity token."""
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": CLIENT_ID, "sub": "1", "iat": now, "exp": now + 300, "nonce": "n"}
    claims["auth_time"] = now
    claims |= {"email": " Marta@Example.com", "email_verified": True, **changed}
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": alg, "kid": "1"}, kept, key, algorithms=[alg])


def test_an_identity_that_is_whole_names_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    assert known(monkeypatch).named(signed(), "n", SINCE) == "marta@example.com"
    assert known(monkeypatch).named(signed(aud=[CLIENT_ID, "x"], azp=CLIENT_ID), "n", SINCE) == "marta@example.com"


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://elsewhere.example.com"},
        {"iss": None},
        {"aud": "somebody-else"},
        {"aud": None},
        {"aud": [CLIENT_ID, "x"], "azp": "x"},
        {"exp": int(time.time()) - 61},
        {"exp": None},
        {"nonce": "m"},
        {"nonce": None},
        {"email": None},
        {"email": 7},
        {"email": " "},
        {"email_verified": None},
        {"email_verified": False},
        {"email_verified": "true"},
        {"sub": None},
        {"auth_time": None},
        {"auth_time": True},
        {"auth_time": "now"},
        {"auth_time": int(time.time()) - 70},
        {"auth_time": int(time.time()) + 3_600},
    ],
    ids=itertools.count(),  # the times in them differ from one collection to the next
)
def test_an_identity_that_is_not_is_nobodys(monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any]) -> None:
    with pytest.raises(NotProven):
        known(monkeypatch).named(signed(**changed), "n", SINCE)


def test_who_else_signs_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    public = KEY.as_dict(private=False)
    shared = OctKey.import_key(json.dumps(public))
    none = "eyJhbGciOiJub25lIn0." + signed().split(".")[1] + "."
    for forged in (signed(OTHER), none, signed(shared, "HS256"), signed() + "A", "", "a.b.c"):
        with pytest.raises(NotProven):
            known(monkeypatch).named(forged, "n", SINCE)
    with pytest.raises(NotProven):
        known(monkeypatch).named(signed(nonce=None), "", SINCE)


def test_another_claim_may_name_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    made = known(monkeypatch)
    made.settings = Settings(ISSUER, CLIENT_ID, PUBLIC, "employee")
    assert made.named(signed(employee="E-17", email_verified=None), "n", SINCE) == "e-17"
    with pytest.raises(NotProven):
        made.named(signed(), "n", SINCE)


def test_keys_that_changed_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made = known(monkeypatch)
    assert made.ready()
    described, _ = made._known()
    made._held = (time.time(), described, KeySet([OTHER]))
    assert made.named(signed(), "n", SINCE) == "marta@example.com"


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://elsewhere.example.com"},
        {"token_endpoint": "http://accounts.example.com/t"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "https://user:word@accounts.example.com/a"},
    ],
)
def test_a_description_that_leads_elsewhere_is_not_followed(
    monkeypatch: pytest.MonkeyPatch, described: dict[str, str]
) -> None:
    made = known(monkeypatch, **described)
    assert not made.ready()
    with pytest.raises(Away):
        made.address("s", "n", "v")


class _Verbose(BaseHTTPRequestHandler):
    """Answers a request for tokens with ``bytes`` bytes, packed or not."""

    body = b""
    packed = False

    def do_POST(self) -> None:
        """What is asked is not looked at."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        if self.packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        with contextlib.suppress(OSError):  # whoever asked has had enough
            self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        """Nothing is said of it."""


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("more", "error"), [(0, NotProven), (1 << 18, Away), (-1, Away)])
def test_an_answer_without_end_is_given_up_also_when_it_is_packed(
    monkeypatch: pytest.MonkeyPatch, packed: bool, more: int, error: type[Exception]
) -> None:
    told = json.dumps({"access_token": "a", "token_type": "Bearer", "more": "x" * more}).encode()
    told = (gzip.compress(told) if packed else told) if more >= 0 else b"neither packed nor whole"
    monkeypatch.setattr(_Verbose, "body", told)
    monkeypatch.setattr(_Verbose, "packed", packed)
    with HTTPServer(("127.0.0.1", 0), _Verbose) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        made = known(monkeypatch, token_endpoint=f"http://127.0.0.1:{server.server_port}/t")
        with pytest.raises(error):
            made.account("code", "n", "v" * 43, SINCE)
        thread.join(20)


# Settings, commands, pages ----------------------------------------------------------------------------------------

WHOLE = {
    "CLIENTELING_OIDC_ISSUER": f"{ISSUER}/",
    "CLIENTELING_OIDC_CLIENT_ID": "us",
    "CLIENTELING_PUBLIC_ADDRESS": "https://office.example.com/",
    "CLIENTELING_OIDC_SECRET": "hush",
}


def test_settings_come_from_the_environment_and_never_show_the_secret(tmp_path: Any) -> None:
    assert from_environment({}) is None
    made = from_environment(WHOLE)
    assert made == Settings(ISSUER, "us", "https://office.example.com", "email", "hush")
    assert "hush" not in repr(made)
    (tmp_path / "secret").write_text("from a file\n")
    filed = from_environment({**WHOLE, "CLIENTELING_OIDC_SECRET_FILE": str(tmp_path / "secret")})
    assert filed is not None
    assert filed.secret == "from a file"
    for spoilt in (
        {"CLIENTELING_OIDC_CLIENT_ID": ""},
        {"CLIENTELING_OIDC_ISSUER": "http://accounts.example.com"},
        {"CLIENTELING_PUBLIC_ADDRESS": ""},
        {"CLIENTELING_OIDC_SECRET_FILE": str(tmp_path / "nothing")},
    ):
        with pytest.raises(BadSettings) as raised:
            from_environment({**WHOLE, **spoilt})
        assert "hush" not in str(raised.value)
    assert not safe("https://[")


@ONE_DATABASE
def test_serve_says_what_is_wrong_with_the_settings(
    office_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLIENTELING_OIDC_ISSUER", "http://accounts.example.com")
    assert main(["serve", "--json", "--database", office_url, "--port", "0"]) == 2
    assert "CLIENTELING_OIDC_CLIENT_ID" in capsys.readouterr().out


def test_whose_account_is_whose_is_said_at_head_office(
    company: Engine, office_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(typed: str, store: str = "N1") -> tuple[int, dict[str, Any]]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(["seller-account", "--json", "--database", office_url, "--store", store])
        return code, json.loads(capsys.readouterr().out)

    assert run("Marta\nMarta@Example.com\n") == (0, {"ok": True, "seller": MARTA, "account": True})
    with reading(company) as conn:
        assert conn.execute(select(seller_accounts)).all() == [(MARTA, "marta@example.com")]
        (entry,) = entries(conn, subject=MARTA)
    assert (entry["action"], entry["details"]) == ("seller.account", {"given": "account"})
    assert run("Luis\nmarta@example.com\n")[0] == run("Nora\nx\n")[0] == run("Luis\n" + "x" * 400)[0] == 2
    assert run("Marta\nx\n", "S1")[0] == 2
    assert run("Marta\n\n") == (0, {"ok": True, "seller": MARTA, "account": False})
    assert run("Luis\nmarta@example.com\n") == (0, {"ok": True, "seller": LUIS, "account": True})


def test_pages_take_whatever_was_typed_for_text() -> None:
    page = check("pt", '"><script>', "m", seller="<img src=x>", store="&", device="{seller}")
    assert "<script" not in page
    assert "<img" not in page
    assert '<html lang="pt-BR">' in page
