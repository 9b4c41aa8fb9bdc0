"""Signing in with the company's account, against a real provider: the way, and everything that must not work."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, select, update

from clienteling.wire.errors import WireError
from clienteling.wire.pin_messages import NewPin
from headoffice.audit.log import entries
from headoffice.company.provider import Provider
from headoffice.company.sign_ins import SIGN_IN_SECONDS
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import company_sign_ins, console_sessions, console_sign_ins, devices, seller_accounts
from headoffice.db.tables import sellers
from tests.headoffice.company import (
    PUBLIC,
    Browser,
    begin,
    free_port,
    give_accounts,
    poll,
    provider,
    settings,
)
from tests.headoffice.tablet import LUIS, MARTA, PAULA, Tablet, serving
from tests.headoffice.test_pin_grants import NEW, choose, refused, told
from tests.headoffice.test_pins import BLOB, ask

ONE_DATABASE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Return the address of the provider."""
    with provider() as address:
        yield address


@pytest.fixture
def client(company: Engine, issuer: str) -> Iterator[httpx.Client]:
    """Return a head office that uses it."""
    give_accounts(company)
    with serving(company, company=settings(issuer)) as made:
        yield made


@pytest.fixture
def browser(client: httpx.Client) -> Iterator[Browser]:
    """Return Marta's browser."""
    made = Browser(client)
    yield made
    made.close()


def test_a_seller_shows_who_they_are_and_sets_a_pin(tablet: Tablet, browser: Browser, company: Engine) -> None:
    tablet.report(recovery=BLOB)
    assert tablet.get("/v1/sellers/company-account").json() == {"offered": True}
    begun = begin(tablet)
    assert (begun.result, begun.address) == ("begun", f"{PUBLIC}/in")
    assert poll(tablet, begun).result == "waiting"
    page = browser.office.get("/in", params={"code": begun.code.lower().replace("-", " ")})
    assert all(word in page.text for word in ("Marta", "Counter", "North"))
    assert browser.office.get("/in").status_code == 200
    where = browser.go(begun.code)
    asked = parse_qs(urlsplit(where).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
    assert len(asked["nonce"][0]) == len(asked["state"][0]) == 43
    said = browser.back(browser.sign_in(where))
    assert (said.status_code, said.headers["cache-control"]) == (200, "no-store")
    assert "Go back to the tablet" in said.text
    answered = poll(tablet, begun)
    assert answered.result == "granted"
    assert poll(tablet, begun).result == "over"  # told once
    assert choose(tablet, answered.grant).recovery == BLOB
    assert ask(tablet, NEW).result == "right"
    assert told(tablet) == [""]  # nobody helped
    with reading(company) as conn:
        written = [(e["action"], e["actor"], e["role"]) for e in entries(conn, subject=MARTA)]
        written = [each for each in written if each[0].startswith("pin.")]
        left = conn.execute(select(company_sign_ins)).all()
    assert written == [("pin.account", MARTA, "seller"), ("pin.set", MARTA, "seller")]
    assert left == []


@ONE_DATABASE
def test_what_is_kept_and_logged_opens_nothing(
    tablet: Tablet, browser: Browser, company: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    begun = begin(tablet)
    with caplog.at_level(logging.DEBUG):
        state = parse_qs(urlsplit(back := browser.sign_in(browser.go(begun.code))).query)["state"][0]
        with reading(company) as conn:
            kept = str(conn.execute(select(company_sign_ins)).all())
        browser.back(back)
    for secret in (begun.poll, begun.code, begun.code.replace("-", ""), state):
        assert secret not in kept
    logged = " ".join(str(record.__dict__) for record in caplog.records if record.name.startswith("headoffice"))
    for secret in (state, begun.code, begun.poll, "marta@example.com", "a secret between"):
        assert secret not in logged


@ONE_DATABASE
def test_the_way_back_works_once_in_the_browser_it_began_in(tablet: Tablet, browser: Browser) -> None:
    begun = begin(tablet)
    back = browser.sign_in(browser.go(begun.code))
    other = Browser(browser.office)
    assert other.back(back).status_code == 403
    other.close()
    assert browser.back(back, state="x" * 43).status_code == 403
    assert browser.back(back, state="").status_code == 403
    assert poll(tablet, begun).result == "waiting"
    assert browser.back(back).status_code == 200
    assert browser.back(back).status_code == 403
    assert poll(tablet, begun).result == "granted"


@ONE_DATABASE
def test_a_link_or_another_site_sends_nobody_to_the_provider(tablet: Tablet, browser: Browser) -> None:
    begun, other = begin(tablet), begin(tablet, LUIS)
    shown = browser.office.get("/in", params={"code": begun.code})
    cookie = shown.headers["set-cookie"]
    assert all(word in cookie for word in ("clienteling-asked=", "HttpOnly", "SameSite=strict", "Path=/in"))
    assert "form-action 'self'" in shown.headers["content-security-policy"]
    found = re.search(r"mark=(\w+)", shown.text)
    assert found
    right = {"code": begun.code, "mark": found[1]}
    assert browser.office.get("/in/go", params=right).status_code == 405
    stranger = Browser(browser.office)
    for who, wrong in (
        (stranger, right),
        (browser, {"code": begun.code}),
        (browser, {**right, "mark": "é"}),
        (browser, {**right, "code": other.code}),
    ):
        assert who.office.post("/in/go", params=wrong).status_code == 403
    stranger.close()
    assert browser.office.post("/in/go", params=right).status_code == 303


@ONE_DATABASE
def test_a_sign_in_from_before_the_tablet_asked_proves_nothing(
    tablet: Tablet, browser: Browser, company: Engine
) -> None:
    begun = begin(tablet)
    back = browser.sign_in(browser.go(begun.code))
    with writing(company) as conn:  # as if the tablet had asked long after they signed in
        conn.execute(update(company_sign_ins).values(made_at=company_sign_ins.c.made_at + 300_000))
    assert browser.back(back).status_code == 403
    assert poll(tablet, begun).result == "refused"


@ONE_DATABASE
def test_a_code_of_the_provider_is_good_once(tablet: Tablet, browser: Browser) -> None:
    begun = begin(tablet)
    used = browser.sign_in(browser.go(begun.code))
    assert browser.back(used).status_code == 200
    poll(tablet, begun)
    again = begin(tablet)
    fresh = browser.sign_in(browser.go(again.code))
    code = parse_qs(urlsplit(used).query)["code"][0]
    assert browser.back(fresh, code=code).status_code == 403
    assert poll(tablet, again).result == "refused"


@ONE_DATABASE
@pytest.mark.parametrize(
    ("account", "changed"),
    [
        ("marta", {"nonce": "another one"}),
        ("marta", {"client_id": "somebody-else"}),
        ("luis", {}),
        ("nobody", {}),
        ("unproven", {}),
        ("", {}),
    ],
    ids=["wrong nonce", "another client's code", "another seller", "unknown", "unproven address", "denied"],
)
def test_what_does_not_prove_that_it_is_this_seller(
    tablet: Tablet, browser: Browser, company: Engine, account: str, changed: dict[str, str]
) -> None:
    begun = begin(tablet)
    where = browser.go(begun.code)
    if account:
        back = browser.sign_in(where, account, **changed)
    else:
        back = f"{PUBLIC}/in/back?error=access_denied&state={dict(parse_qsl(urlsplit(where).query))['state']}"
    said = browser.back(back)
    assert (said.status_code, "not the account" in said.text) == (403, True)
    assert poll(tablet, begun).result == "refused"
    assert poll(tablet, begun).result == "over"
    with reading(company) as conn:
        assert entries(conn, subject=MARTA) == []


def test_only_the_tablet_that_began_it_is_told(tablet: Tablet, browser: Browser, company: Engine) -> None:
    begun = begin(tablet)
    browser.back(browser.sign_in(browser.go(begun.code)))
    other = Tablet(tablet.client, company)
    assert poll(other, begun).result == "over"
    assert poll(tablet, msgspec.structs.replace(begun, poll="x")).result == "over"
    answered = poll(tablet, begun)
    assert answered.result == "granted"
    assert refused(other, "/v1/sellers/pin", NewPin(answered.grant, NEW)) == (403, WireError.BAD_CODE)


@ONE_DATABASE
def test_who_left_or_moved_meanwhile_is_not_let_in(tablet: Tablet, browser: Browser, company: Engine) -> None:
    for change in ({"active": False}, {"store_id": "b" * 32}):
        begun = begin(tablet)
        back = browser.sign_in(browser.go(begun.code))
        with writing(company) as conn:
            conn.execute(update(sellers).where(sellers.c.id == MARTA).values(**change))
        assert browser.back(back).status_code == 403
        assert poll(tablet, begun).result == "refused"
        with writing(company) as conn:
            conn.execute(update(sellers).where(sellers.c.id == MARTA).values(active=True, store_id="a" * 32))
    begun = begin(tablet)
    browser.back(browser.sign_in(browser.go(begun.code)))
    with writing(company) as conn:
        conn.execute(update(sellers).where(sellers.c.id == MARTA).values(active=False))
    assert poll(tablet, begun).result == "refused"


@ONE_DATABASE
def test_a_tablet_locked_out_meanwhile_gets_nothing(tablet: Tablet, browser: Browser, company: Engine) -> None:
    begun = begin(tablet)
    back = browser.sign_in(browser.go(begun.code))
    with writing(company) as conn:
        conn.execute(update(devices).values(revoked_at=1))
    assert browser.back(back).status_code == 403


def test_it_is_over_after_ten_minutes_and_a_new_one_ends_the_former(
    tablet: Tablet, browser: Browser, company: Engine
) -> None:
    former, begun = begin(tablet), begin(tablet)
    assert browser.office.get("/in", params={"code": former.code}).status_code == 404
    assert poll(tablet, former).result == "over"
    back = browser.sign_in(browser.go(begun.code))
    with writing(company) as conn:
        moved = company_sign_ins.c.made_at - SIGN_IN_SECONDS * 1000 - 1_000
        conn.execute(update(company_sign_ins).values(made_at=moved))
    assert browser.back(back).status_code == 403
    assert poll(tablet, begun).result == "over"
    assert browser.office.get("/in", params={"code": begun.code}).status_code == 404


@ONE_DATABASE
def test_codes_cannot_be_guessed_in_a_browser(tablet: Tablet, browser: Browser) -> None:
    begun = begin(tablet)
    tried = [browser.office.get("/in", params={"code": f"WRONG{n:03}"}).status_code for n in range(11)]
    assert tried == [404] * 10 + [429]
    assert browser.office.get("/in", params={"code": begun.code}).status_code == 429


def test_who_has_no_account_here_is_told_at_once(tablet: Tablet, company: Engine) -> None:
    for seller in (PAULA, "nobody"):
        assert begin(tablet, seller).result == "none"
    with writing(company) as conn:
        conn.execute(seller_accounts.delete())
    assert begin(tablet).result == "none"


@ONE_DATABASE
def test_a_provider_that_is_away_is_said_and_the_sign_in_waits(company: Engine, issuer: str) -> None:
    give_accounts(company)
    nowhere = f"http://127.0.0.1:{free_port()}"
    with serving(company, company=settings(nowhere)) as client:
        assert begin(Tablet(client, company)).result == "away"
    with serving(company, company=settings(issuer)) as client:
        tablet, browser = Tablet(client, company), Browser(client)
        begun = begin(tablet)
        back = browser.sign_in(browser.go(begun.code))
        provider_of(client)._held = None
        provider_of(client).settings = settings(nowhere)
        assert browser.back(back).status_code == 503
        assert browser.leave(browser.office.get("/in", params={"code": begun.code})).status_code == 503
        assert poll(tablet, begun).result == "waiting"
        provider_of(client).settings = settings(issuer)
        assert browser.back(browser.sign_in(browser.go(begun.code))).status_code == 200
        browser.close()


_made: list[Provider] = []


def provider_of(_client: httpx.Client) -> Provider:
    """The one that the last head office made."""
    return _made[-1]


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember each provider that a head office makes."""
    whole = Provider.__init__

    def made(self: Provider, *arguments: Any, **options: Any) -> None:
        whole(self, *arguments, **options)
        _made.append(self)

    monkeypatch.setattr(Provider, "__init__", made)


@ONE_DATABASE
def test_without_settings_there_is_nothing_of_it(company: Engine) -> None:
    with serving(company) as client:
        tablet = Tablet(client, company)
        assert tablet.get("/v1/sellers/company-account").json() == {"offered": False}
        assert begin(tablet).result == "off"
        for path in ("/in", "/in/back", "/in/console"):
            assert client.get(path).status_code == 404
        assert client.post("/in/go").status_code == 404


# A console -----------------------------------------------------------------------------------------------------------


def at_console(browser: Browser, account: str = "luis") -> httpx.Response:
    """Sign in at the console."""
    leaving = browser.office.get("/in/console")
    assert leaving.status_code == 303
    return browser.back(browser.sign_in(leaving.headers["location"], account))


def who(browser: Browser) -> dict[str, Any]:
    """Who is signed in there; nobody: nothing."""
    said = browser.office.get("/v1/console/me")
    assert (said.status_code == 401) is ("seller" not in said.json())
    return dict(said.json()) if said.status_code == 200 else {}


def test_whoever_is_known_here_signs_in_at_a_console_and_out(browser: Browser, company: Engine) -> None:
    assert who(browser) == {}
    said = at_console(browser)
    assert (said.status_code, said.headers["location"]) == (303, "/v1/console")
    cookie = said.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=lax", "Path=/v1/console"))
    me = who(browser)
    assert (me["seller"], me["name"], me["role"], me["store"]) == (LUIS, "Luis", "seller", "a" * 32)
    with reading(company) as conn:
        token = cookie.partition("=")[2].partition(";")[0]
        assert token not in str(conn.execute(select(console_sessions)).all())
        assert conn.execute(select(console_sign_ins)).all() == []
        assert [e["action"] for e in entries(conn, subject=LUIS)] == ["console.sign_in"]
    other = Browser(browser.office)
    assert who(other) == {}
    other.close()
    assert browser.office.post("/v1/console/sign-out").json() == {"ended": True}
    assert who(browser) == {}
    browser.office.cookies.set("clienteling-console", token, path="/v1/console")
    assert who(browser) == {}  # the session is over, not only its cookie gone
    assert browser.office.post("/v1/console/sign-out").json() == {"ended": False}


@ONE_DATABASE
def test_a_session_ends_by_itself_and_with_whoever_leaves(browser: Browser, company: Engine) -> None:
    minutes, c = 60_000, console_sessions.c
    at_console(browser)
    for change in ({"seen_at": c.seen_at - 31 * minutes}, {"made_at": c.made_at - 481 * minutes}):
        assert who(browser)
        with writing(company) as conn:
            conn.execute(update(console_sessions).values(**change))
        assert who(browser) == {}
        at_console(browser)
    with writing(company) as conn:
        conn.execute(update(console_sessions).values(seen_at=c.seen_at - 29 * minutes))
    assert who(browser)
    with reading(company) as conn:
        assert time.time() * 1000 - max(conn.execute(select(c.seen_at)).scalars()) < minutes
    with writing(company) as conn:
        conn.execute(update(seller_accounts).where(seller_accounts.c.seller_id == LUIS).values(account="else"))
    assert who(browser) == {}
    with writing(company) as conn:
        conn.execute(
            update(seller_accounts).where(seller_accounts.c.seller_id == LUIS).values(account="luis@example.com")
        )
        conn.execute(update(sellers).where(sellers.c.id == LUIS).values(active=False))
    assert who(browser) == {}
    assert at_console(browser).status_code == 403


@ONE_DATABASE
def test_who_is_not_known_or_not_proven_signs_in_at_no_console(browser: Browser, company: Engine) -> None:
    for account in ("nobody", "unproven"):
        said = at_console(browser, account)
        assert (said.status_code, "does not know this account" in said.text) == (403, True)
        assert "clienteling-console" not in said.headers.get("set-cookie", "")
    back = browser.sign_in(browser.office.get("/in/console").headers["location"], "luis")
    other = Browser(browser.office)
    assert other.back(back).status_code == 403
    other.close()
    assert browser.back(back).status_code == 303
    assert browser.back(back).status_code == 403
    late = browser.sign_in(browser.office.get("/in/console").headers["location"], "luis")
    with writing(company) as conn:
        conn.execute(update(console_sign_ins).values(made_at=1))
    assert browser.back(late).status_code == 403


@ONE_DATABASE
def test_a_sign_in_for_a_console_sets_no_pin_and_the_other_way_round(tablet: Tablet, browser: Browser) -> None:
    begun = begin(tablet, LUIS)
    at_console(browser)
    assert poll(tablet, begun).result == "waiting"
    browser.office.cookies.clear()
    assert browser.back(browser.sign_in(browser.go(begun.code), "luis")).status_code == 200
    assert who(browser) == {}
