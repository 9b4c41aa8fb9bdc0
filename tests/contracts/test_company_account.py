"""The real tablet, the real head office, a real provider of accounts: a first sign-in without anybody's help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clienteling.services.errors import CompanyAway, CompanyOver, NeedsOffice, NoAccount, NotThisAccount
from headoffice.db.engine import open_engine
from tests.contracts.test_lock import ONE_DATABASE, Till, _migrated
from tests.databases import Databases
from tests.headoffice.company import PUBLIC, Browser, free_port, give_accounts, provider, settings
from tests.headoffice.tablet import LUIS, MARTA, PAULA, serving
from tests.headoffice.test_pins import PIN

NEW = "602214"
pytestmark = ONE_DATABASE


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with provider() as address:
        yield address


@pytest.fixture
def till(tmp_path: Path, database_kind: str, databases: Databases) -> Iterator[Till]:
    with databases.prepared(database_kind, "migrated", _migrated) as url:
        engine = open_engine(url)
        made = Till(tmp_path / "till", engine, url)
        give_accounts(engine)
        try:
            yield made
        finally:
            made.tablet.close()
            engine.dispose()


def test_a_first_sign_in_with_the_companys_account_then_offline(till: Till, issuer: str) -> None:
    desk = till.services.pin_help
    with serving(till.engine, company=settings(issuer)) as client:
        till.enrol(str(client.base_url))
        till.services.sessions.lock()
        assert desk.company_offered()
        # Luis never had a PIN.
        ticket = desk.begin_company(LUIS)
        assert ticket.address == f"{PUBLIC}/in"
        assert ticket.poll not in repr(ticket)
        assert desk.poll_company(ticket) is None
        browser = Browser(client)
        assert browser.back(browser.sign_in(browser.go(ticket.code), "luis")).status_code == 200
        browser.close()
        leave = desk.poll_company(ticket)
        assert leave is not None
        with pytest.raises(CompanyOver):
            desk.poll_company(ticket)
        desk.choose(leave, NEW)
    # The network is gone.
    assert not desk.company_offered()
    assert desk.poll_company(ticket) is None
    with pytest.raises(NeedsOffice):
        desk.begin_company(LUIS)
    assert till.services.sessions.sign_in(LUIS, NEW).seller.id == LUIS
    assert [reset.by for reset in till.services.sessions.pin_resets()] == [""]
    till.services.sessions.lock()
    till.services.sessions.sign_in(MARTA, PIN)


def test_what_cannot_be_is_said_and_the_pin_still_opens(till: Till, issuer: str) -> None:
    desk = till.services.pin_help
    with serving(till.engine, company=settings(issuer)) as client:
        till.enrol(str(client.base_url))
        till.services.sessions.lock()
        with pytest.raises(NoAccount):
            desk.begin_company(PAULA)
        ticket, browser = desk.begin_company(MARTA), Browser(client)
        assert browser.back(browser.sign_in(browser.go(ticket.code), "luis")).status_code == 403
        browser.close()
        with pytest.raises(NotThisAccount):
            desk.poll_company(ticket)
        contact = till.opening.vault.contact()
    with serving(till.engine, company=settings(f"http://127.0.0.1:{free_port()}")) as client:
        till.opening.vault.keep_contact(contact.replace(_port(contact), str(client.base_url.port).encode()))
        assert desk.company_offered()
        with pytest.raises(CompanyAway):
            desk.begin_company(MARTA)
    till.services.sessions.sign_in(MARTA, PIN)


def _port(contact: bytes) -> bytes:
    return contact.split(b"127.0.0.1:", 1)[1][:5].split(b'"')[0]
