"""PINs at head office: right and wrong ones, how often, from which tablet; and what never leaves head office."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, update

from clienteling.domain.catalogue import Seller
from clienteling.domain.pin import mark_of
from clienteling.wire.errors import WireError
from clienteling.wire.messages import RecoveryAnswer, SellerSignIn, SellerSignInAnswer
from headoffice.audit.log import entries, verify
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import devices
from headoffice.db.tables import sellers
from headoffice.profile.history import save
from headoffice.sync import pins
from headoffice.sync.devices import Device, revoke
from headoffice.sync.feed import publish
from headoffice.sync.pins import HASHER
from tests.headoffice.tablet import LUIS, MARTA, NORTH, PAULA, Tablet
from tests.headoffice.test_splits import split

PIN = "314159"
BLOB = base64.b64encode(b"sealed by the tablet, for its sellers" * 2).decode()


def set_pin(engine: Engine, pin: str, seller: str = MARTA, name: str = "Marta") -> str:
    """Head office sets a PIN; what it keeps of it."""
    verifier = pins.HASHER.hash(pin)
    with writing(engine) as conn:
        publish(conn, save(conn, "seller", [Seller(seller, name, NORTH, pin_verifier=verifier)]))
    return verifier


def ask(tablet: Tablet, pin: str = PIN, seller: str = MARTA) -> SellerSignInAnswer:
    """Somebody types a PIN on the tablet."""
    response = post(tablet, pin, seller)
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=SellerSignInAnswer)


def post(tablet: Tablet, pin: str = PIN, seller: str = MARTA) -> httpx.Response:
    body = msgspec.json.encode(SellerSignIn(seller, pin))
    return tablet.send("/v1/sellers/sign-in", content=body)


def number(response: httpx.Response) -> int:
    """The error number of a refusal."""
    told: int = response.json()["number"]
    return told


def test_a_verifier_costs_whoever_steals_it_time_and_memory() -> None:
    # RFC 9106, section 4: three passes over 64 MiB in four lanes.
    assert HASHER.hash(PIN).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_right_pin_gives_back_what_the_tablet_gave(tablet: Tablet, company: Engine) -> None:
    verifier = set_pin(company, PIN)
    tablet.report(recovery=BLOB, key_store="tpm")
    said = ask(tablet)
    assert (said.result, said.recovery, said.mark) == ("right", BLOB, mark_of(verifier))
    assert len(base64.b64decode(said.office_key)) == 32
    assert ask(tablet).office_key == said.office_key
    assert abs(said.server_time - now_ms()) < 60_000


def test_a_wrong_pin_gives_nothing_and_no_pin_is_said(tablet: Tablet, company: Engine) -> None:
    set_pin(company, PIN)
    tablet.report(recovery=BLOB)
    said = ask(tablet, "000000")
    assert (said.result, said.tries_left, said.recovery, said.mark, said.office_key) == ("wrong", 3, "", "", "")
    assert ask(tablet, PIN, LUIS).result == "none"


def test_wrong_pins_wait_and_the_tenth_closes(tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    set_pin(company, PIN)
    now, waits = now_ms(), []
    device = Device(tablet.me.device_id, NORTH, 0, "", "shared")
    for n in range(9):
        said = pins.sign_in(company, device, SellerSignIn(MARTA, f"{n:06}"), now)
        waits.append(said.wait_seconds)
        assert said.result == "wrong"
        if said.wait_seconds:
            early = pins.sign_in(company, device, SellerSignIn(MARTA, PIN), now)
            assert (early.result, early.wait_seconds) == ("wait", said.wait_seconds)
        now += said.wait_seconds * 1000
    assert waits == [0, 0, 0, 30, 60, 300, 900, 3600, 3600]
    assert pins.sign_in(company, device, SellerSignIn(MARTA, "999999"), now).result == "closed"
    assert pins.sign_in(company, device, SellerSignIn(MARTA, PIN), now + 10**10).result == "closed"
    # A new PIN begins anew; and a right one forgets the wrong ones.
    set_pin(company, "271828")
    assert pins.sign_in(company, device, SellerSignIn(MARTA, PIN), now).tries_left == 3
    assert pins.sign_in(company, device, SellerSignIn(MARTA, "271828"), now).result == "right"
    assert pins.sign_in(company, device, SellerSignIn(MARTA, PIN), now).tries_left == 3


def test_sign_ins_and_wrong_pins_stand_in_the_audit_log_without_the_pin(tablet: Tablet, company: Engine) -> None:
    set_pin(company, PIN)
    device = Device(tablet.me.device_id, NORTH, 0, "", "shared")
    now, said = now_ms(), []
    for _ in range(10):
        now += 4_000_000
        said += [pins.sign_in(company, device, SellerSignIn(MARTA, pin), now).result for pin in ("000000", "000001")]
    # Four in a row are looked at; then one waits, and is not written down.
    assert said.count("wrong") == 9
    assert said[-2:] == ["closed", "closed"]
    set_pin(company, "271828")
    assert ask(tablet, "271828").result == "right"
    with reading(company) as conn:
        told = entries(conn, actor=MARTA)
        assert verify(conn).broken is None
    expected = [("seller.pin_refused", {"failed": n}) for n in range(1, 11)]
    assert [(row["action"], row["details"]) for row in told] == [*expected, ("seller.sign_in", {})]
    assert {(row["role"], row["device"], row["store"], row["subject"]) for row in told} == {
        ("seller", tablet.me.device_id, NORTH, MARTA)
    }
    assert not any(pin in str(told) for pin in ("000000", "000001", "271828"))


def test_many_at_once_are_counted_each(tablet: Tablet, company: Engine) -> None:
    set_pin(company, PIN)
    with ThreadPoolExecutor(8) as many:
        said = list(many.map(lambda n: ask(tablet, f"{n:06}").result, range(24)))
    # Never more looks than the ladder allows, however many ask at the same moment.
    assert said.count("wrong") == 4
    assert set(said) == {"wrong", "wait"}


def test_copies_of_a_tablet_share_their_tries(tablet: Tablet, company: Engine) -> None:
    set_pin(company, PIN)
    tablet.report(recovery=BLOB)
    for _ in range(3):
        ask(tablet, "000000")
    copy = Device(split(tablet, company).me.device_id, NORTH, 0, "", "shared")
    now = now_ms()
    assert pins.sign_in(company, copy, SellerSignIn(MARTA, "000000"), now).wait_seconds == 30
    assert ask(tablet).result == "wait"
    assert pins.sign_in(company, copy, SellerSignIn(MARTA, PIN), now + 30_000).recovery == BLOB


@pytest.mark.parametrize("seller", [PAULA, "nobody", ""])
def test_who_does_not_work_here_is_not_found(tablet: Tablet, company: Engine, seller: str) -> None:
    response = post(tablet, PIN, seller)
    assert (response.status_code, number(response)) == (404, WireError.NOT_FOUND)


def test_who_left_cannot_sign_in(tablet: Tablet, company: Engine) -> None:
    set_pin(company, PIN)
    with writing(company) as conn:
        conn.execute(update(sellers).where(sellers.c.id == MARTA).values(active=False))
    assert post(tablet).status_code == 404


def test_a_tablet_that_was_locked_out_gets_nothing(tablet: Tablet, company: Engine) -> None:
    set_pin(company, PIN)
    tablet.report(recovery=BLOB)
    assert tablet.get("/v1/device/standing").json()["server_time"] > 0
    with writing(company) as conn:
        revoke(conn, tablet.me.device_id, now_ms())
    for response in (
        post(tablet),
        tablet.send("/v1/device/recovery"),
        tablet.get("/v1/device/standing"),
    ):
        assert (response.status_code, number(response)) == (403, WireError.REVOKED)
        assert BLOB not in response.text
    assert tablet.client.post("/v1/sellers/sign-in", content=b"{}").status_code == 401


def test_an_interrupted_download_goes_on_for_a_day_and_until_somebody_signs_in(tablet: Tablet, company: Engine) -> None:
    def resume() -> httpx.Response:
        return tablet.send("/v1/device/recovery")

    assert resume().status_code == 404  # nothing was given
    with writing(company) as conn:
        conn.execute(update(devices).values(recovery=BLOB))  # as it comes with an enrolment
    assert msgspec.json.decode(resume().content, type=RecoveryAnswer).recovery == BLOB
    with writing(company) as conn:
        conn.execute(update(devices).values(enrolled_at=now_ms() - 25 * 3_600_000))
    assert resume().status_code == 404
    with writing(company) as conn:
        conn.execute(update(devices).values(enrolled_at=now_ms()))
    set_pin(company, PIN)
    assert ask(tablet).result == "right"
    assert resume().status_code == 404


def test_what_a_tablet_tells_from_within_opens_with_a_pin_only(tablet: Tablet) -> None:
    tablet.report(recovery=BLOB)
    assert tablet.send("/v1/device/recovery").status_code == 404


def test_no_hash_of_a_pin_leaves_head_office(tablet: Tablet, company: Engine) -> None:
    verifier = set_pin(company, PIN)
    tablet.tail("company")
    _, body = tablet.rows["company"]["seller", MARTA]
    assert b"argon2" not in body
    assert msgspec.json.decode(body, type=Seller).pin_verifier == mark_of(verifier)
    tablet.download("company")
    assert not any(b"argon2" in held for _, held in tablet.rows["company"].values())
    again = set_pin(company, PIN)
    assert mark_of(again) != mark_of(verifier), "the same PIN, set again, is another one for the tablets"


@pytest.mark.parametrize("told", [{"recovery": "<img>"}, {"recovery": "A" * 500}, {"key_store": "a drawer"}])
def test_what_no_tablet_tells_is_refused(tablet: Tablet, told: dict[str, str]) -> None:
    assert tablet.report(**told).status_code == 422


def test_where_the_device_secret_lies_is_kept(tablet: Tablet, company: Engine) -> None:
    tablet.report(key_store="keyring")
    tablet.report()  # an older app says nothing of it
    with reading(company) as conn:
        assert conn.execute(devices.select()).one().key_store == "keyring"
