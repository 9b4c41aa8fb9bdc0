"""A manager lets a seller choose a new PIN: who may, for how long, on which tablet, and what is known of it later."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from sqlalchemy import Engine, select, update

from clienteling.domain.catalogue import Seller
from clienteling.domain.pin import weak
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SellerSignInAnswer
from clienteling.wire.pin_messages import NewPin, PinHelp, PinHelpAnswer, PinResetsAnswer, PinResetsRequest
from headoffice.audit.log import entries
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import devices, pin_grants, pin_tries
from headoffice.db.tables import sellers
from headoffice.profile.history import save
from headoffice.sync import pin_grants as grants
from headoffice.sync.devices import Device, revoke
from headoffice.sync.feed import publish
from headoffice.sync.pin_grants import GRANT_SECONDS, TOLD_DAYS
from tests.headoffice.tablet import LUIS, MARTA, NORTH, PAULA, Tablet
from tests.headoffice.test_pins import BLOB, PIN, ask, set_pin
from tests.headoffice.test_splits import split

NEW = "602214"
ONE_DATABASE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
MINUTE = 60_000


def promote(engine: Engine, seller: str = LUIS, name: str = "Luis", **changed: object) -> None:
    """A seller becomes a manager, with a PIN."""
    set_pin(engine, PIN, seller, name)
    with writing(engine) as conn:
        conn.execute(update(sellers).where(sellers.c.id == seller).values(role="manager", **changed))


def leave(tablet: Tablet, pin: str = PIN, seller: str = MARTA, manager: str = LUIS) -> PinHelpAnswer:
    """A manager types a PIN."""
    response = tablet.send("/v1/sellers/pin-help", content=msgspec.json.encode(PinHelp(seller, manager, pin)))
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=PinHelpAnswer)


def refused(tablet: Tablet, path: str, message: msgspec.Struct) -> tuple[int, int]:
    """Status and number of a refusal."""
    response = tablet.send(path, content=msgspec.json.encode(message))
    return response.status_code, response.json().get("number", 0)


def choose(tablet: Tablet, grant: str, pin: str = NEW) -> SellerSignInAnswer:
    """The seller types a new one."""
    response = tablet.send("/v1/sellers/pin", content=msgspec.json.encode(NewPin(grant, pin)))
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=SellerSignInAnswer)


def told(tablet: Tablet, seller: str = MARTA) -> list[str]:
    """Who helped, as tablets are told."""
    response = tablet.send("/v1/sellers/pin-resets", content=msgspec.json.encode(PinResetsRequest(seller)))
    assert response.status_code == 200, response.text
    return [reset.by for reset in msgspec.json.decode(response.content, type=PinResetsAnswer).resets]


def test_a_manager_lets_a_seller_choose_and_both_stand_in_the_audit_log(tablet: Tablet, company: Engine) -> None:
    set_pin(company, PIN)
    promote(company)
    tablet.report(recovery=BLOB)
    for _ in range(4):
        ask(tablet, "000000")
    assert told(tablet) == []
    given = leave(tablet)
    assert (given.result, given.seconds) == ("right", GRANT_SECONDS)
    assert told(tablet) == []  # nothing was done with it yet
    said = choose(tablet, given.grant)
    assert (said.result, said.recovery) == ("right", BLOB)
    # The new one holds at once, on every tablet, although the old one had to wait; the manager's stays what it was.
    assert ask(tablet, NEW).mark == said.mark
    assert ask(tablet, PIN).result == "wrong"
    assert ask(tablet, PIN, LUIS).result == "right"
    assert told(tablet) == ["Luis"]
    with reading(company) as conn:
        told_of = [e for e in entries(conn, subject=MARTA) if e["action"].startswith("pin.")]
        written = [(e["action"], e["actor"], e["role"], e["device"]) for e in told_of]
        kept = str(conn.execute(select(pin_grants)).all())
    assert written == [(what, LUIS, "manager", tablet.me.device_id) for what in ("pin.help", "pin.set")]
    assert given.grant not in kept


def test_an_answer_that_was_lost_is_given_again_to_the_same_pin_only(tablet: Tablet, company: Engine) -> None:
    promote(company)
    tablet.report(recovery=BLOB)
    grant = leave(tablet).grant
    with ThreadPoolExecutor(4) as many:
        marks = {said.mark for said in many.map(lambda _: choose(tablet, grant), range(4))}
    assert len(marks) == 1
    assert choose(tablet, grant).result == "right"
    # Nobody tries PINs with it: the first other one ends it.
    for pin in ("314151", NEW):
        assert refused(tablet, "/v1/sellers/pin", NewPin(grant, pin)) == (403, WireError.BAD_CODE)
    assert told(tablet) == ["Luis"]


def test_leave_is_one_tablets_and_one_sellers_and_for_minutes(tablet: Tablet, company: Engine) -> None:
    promote(company)
    grant = leave(tablet).grant
    for other in (Tablet(tablet.client, company), split(tablet, company)):
        assert refused(other, "/v1/sellers/pin", NewPin(grant, NEW)) == (403, WireError.BAD_CODE)
    later = leave(tablet).grant
    assert refused(tablet, "/v1/sellers/pin", NewPin(grant, NEW)) == (403, WireError.BAD_CODE)
    with writing(company) as conn:
        conn.execute(update(pin_grants).values(made_at=pin_grants.c.made_at - GRANT_SECONDS * 1000 - 1_000))
    assert refused(tablet, "/v1/sellers/pin", NewPin(later, NEW)) == (403, WireError.BAD_CODE)
    assert refused(tablet, "/v1/sellers/pin", NewPin("", NEW)) == (403, WireError.BAD_CODE)
    assert ask(tablet, NEW).result == "none"


@ONE_DATABASE
@pytest.mark.parametrize("pin", ["123456", "1234567", "31415x", "٣١٤١٥٩", ""])
def test_a_pin_that_everybody_tries_is_not_taken(tablet: Tablet, company: Engine, pin: str) -> None:
    promote(company)
    grant = leave(tablet).grant
    assert refused(tablet, "/v1/sellers/pin", NewPin(grant, pin)) == (422, WireError.BAD_MESSAGE)
    assert choose(tablet, grant).result == "right"  # it was not used up


@ONE_DATABASE
@pytest.mark.parametrize(
    ("seller", "manager"),
    [(MARTA, MARTA), (LUIS, LUIS), (MARTA, PAULA), (PAULA, LUIS), ("nobody", LUIS), (MARTA, ""), (LUIS, MARTA)],
)
def test_only_a_manager_of_the_store_helps_and_only_a_seller_of_it(
    tablet: Tablet, company: Engine, seller: str, manager: str
) -> None:
    set_pin(company, PIN)
    promote(company)
    promote(company, PAULA, "Paula", store_id="b" * 32)
    asked = PinHelp(seller, manager, PIN)
    assert refused(tablet, "/v1/sellers/pin-help", asked) == (404, WireError.NOT_FOUND)
    with reading(company) as conn:
        assert conn.execute(select(pin_grants)).all() == []
        assert conn.execute(select(pin_tries)).all() == []


def test_a_managers_pin_is_guessed_no_faster_in_this_way(tablet: Tablet, company: Engine) -> None:
    promote(company)
    said = [leave(tablet, "000000").result for _ in range(2)] + [ask(tablet, "000000", LUIS).result for _ in range(2)]
    assert said == ["wrong"] * 4
    waiting = leave(tablet)
    assert (waiting.result, waiting.wait_seconds, waiting.grant) == ("wait", 30, "")
    with writing(company) as conn:
        conn.execute(update(pin_tries).values(failed=9, at=now_ms() - 100 * MINUTE))
    assert leave(tablet, "000000").result == "closed"
    assert leave(tablet).result == "closed"


@ONE_DATABASE
def test_a_manager_without_a_pin_is_told(tablet: Tablet, company: Engine) -> None:
    with writing(company) as conn:
        publish(conn, save(conn, "seller", [Seller(LUIS, "Luis", NORTH, "manager")]))
    assert leave(tablet).result == "none"


@ONE_DATABASE
def test_who_left_meanwhile_gets_no_pin_and_neither_does_a_lost_tablet(tablet: Tablet, company: Engine) -> None:
    promote(company)
    grant = leave(tablet).grant
    with writing(company) as conn:
        conn.execute(update(sellers).where(sellers.c.id == MARTA).values(active=False))
    assert refused(tablet, "/v1/sellers/pin", NewPin(grant, NEW)) == (404, WireError.NOT_FOUND)
    with writing(company) as conn:
        conn.execute(update(sellers).where(sellers.c.id == MARTA).values(active=True))
        revoke(conn, tablet.me.device_id, now_ms())
    assert refused(tablet, "/v1/sellers/pin", NewPin(grant, NEW)) == (403, WireError.REVOKED)
    assert refused(tablet, "/v1/sellers/pin-help", PinHelp(MARTA, LUIS, PIN)) == (403, WireError.REVOKED)
    with reading(company) as conn:
        assert conn.execute(select(sellers.c.pin_verifier).where(sellers.c.id == MARTA)).scalar_one() == ""


def test_whoever_used_it_is_told_for_months_and_the_latest_first(tablet: Tablet, company: Engine) -> None:
    promote(company)
    promote(company, PAULA, "Paula", store_id=NORTH)
    choose(tablet, leave(tablet).grant)
    with writing(company) as conn:
        conn.execute(update(pin_grants).values(used_at=pin_grants.c.used_at - MINUTE))
    choose(tablet, leave(tablet, manager=PAULA).grant, "271823")
    assert told(tablet) == ["Paula", "Luis"]
    assert told(Tablet(tablet.client, company)) == ["Paula", "Luis"]
    with writing(company) as conn:
        conn.execute(update(pin_grants).values(used_at=pin_grants.c.used_at - (TOLD_DAYS * 24 * 60 + 2) * MINUTE))
    assert told(tablet) == []
    asked = PinResetsRequest(PAULA)
    elsewhere = Tablet(tablet.client, company, "S1")
    assert refused(elsewhere, "/v1/sellers/pin-resets", asked) == (404, WireError.NOT_FOUND)


@ONE_DATABASE
def test_old_leave_is_cleared_away(tablet: Tablet, company: Engine) -> None:
    promote(company)
    choose(tablet, leave(tablet).grant)
    with writing(company) as conn:
        conn.execute(update(pin_grants).values(made_at=now_ms() - (TOLD_DAYS + 1) * 24 * 60 * MINUTE))
        device = conn.execute(select(devices)).one()
        grants.give(conn, Device(device.id, NORTH, 0, "", "shared"), MARTA, LUIS, now_ms())
        assert len(conn.execute(select(pin_grants)).all()) == 1


@pytest.mark.parametrize(
    ("pin", "easy"),
    [
        *((pin, True) for pin in ("777777", "121212", "123123", "345678", "890123", "654321", "112233", "246802")),
        *((pin, True) for pin in ("123321", "314413", "975319")),
        *((pin, False) for pin in ("314159", "271828", "602214", "284615", "102938", "123457")),
    ],
)
def test_which_pins_are_easily_guessed(pin: str, easy: bool) -> None:
    assert weak(pin) is easy
