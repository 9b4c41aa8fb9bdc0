"""The key file and its slots: PINs, wrong ones, copies, changed bytes."""

from __future__ import annotations

import contextlib
import json
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain.pin import FREE_TRIES, MOST_TRIES, WAITS
from clienteling.platform import secrets
from clienteling.platform.secrets.errors import SecretError, SecretMissing
from clienteling.platform.vault import (
    KeyFileDamaged,
    Keys,
    NotThisTablet,
    Person,
    PinRefused,
    SlotGone,
    Vault,
    VaultError,
    crypto,
)
from clienteling.platform.vault import vault as vault_module

CHEAP = crypto.Effort(1, 8, 1)
ELENA = Person("e1" * 16, "Elena Robles", "seller", "mark-1")
MARTA = Person("a2" * 16, "Marta Queiroz", "seller", "mark-1")
PIN = "314159"
YEAR = 365 * 86_400_000


class Till:
    """A tablet's keys in ``folder``, at a time that tests move."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.now = 1_795_262_400_000
        self.ran = 90_000.0
        self.keeper = secrets.named(secrets.DEMO, folder)
        self.vault = self._vault()
        self.keys = self.vault.make(self.keeper)
        self.vault.know(None, (ELENA, MARTA))
        self.vault.give(ELENA, PIN, self.keys)

    def _vault(self) -> Vault:
        return Vault(self.folder, lambda: self.now, CHEAP, lambda: self.ran)

    def later(self, seconds: float) -> None:
        """So long passes, while the machine runs."""
        self.now += round(seconds * 1000)
        self.ran += seconds

    def off(self, seconds: float, up: float) -> Vault:
        """The machine is off for so long; the app is started once it is up for so long again."""
        self.now += round((seconds + up) * 1000)
        self.ran = up
        return self.again()

    def again(self) -> Vault:
        """The app started again."""
        self.vault = self._vault()
        self.vault.wake(self.keeper)
        return self.vault

    def wrong(self, count: int = 1) -> list[int]:
        """So many wrong PINs, each after its wait; the waits."""
        waits = []
        for _ in range(count):
            with pytest.raises(PinRefused) as refused:
                self.vault.open(ELENA.id, "000000")
            waits.append(refused.value.wait_seconds)
            self.later(waits[-1])
        return waits


@pytest.fixture
def till(tmp_path: Path) -> Till:
    return Till(tmp_path / "till")


def test_the_right_pin_opens_also_after_a_restart(till: Till) -> None:
    assert till.vault.open(ELENA.id, PIN) == till.keys
    assert till.again().open(ELENA.id, PIN) == till.keys
    assert till.vault.backend == "demo"


def test_a_key_that_was_derived_ahead_is_not_derived_again(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    derive, derived = crypto.pin_key, list[str]()

    def counted(secret: bytes, pin: str, *rest: Any) -> bytes:
        derived.append(threading.current_thread().name)
        return derive(secret, pin, *rest)

    monkeypatch.setattr(crypto, "pin_key", counted)
    till.vault.foresee(ELENA.id, PIN)
    assert till.vault.open(ELENA.id, PIN) == till.keys
    assert derived == ["clienteling-key"]
    assert till.vault.open(ELENA.id, PIN) == till.keys
    assert len(derived) == 2


@given(st.lists(st.tuples(st.sampled_from([ELENA.id, MARTA.id]), st.sampled_from([PIN, "000000", "0" * 65]))))
@example([(ELENA.id, PIN)])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_what_was_foreseen_counts_nothing_and_opens_nothing(till: Till, foreseen: list[tuple[str, str]]) -> None:
    till.vault.open(ELENA.id, PIN)
    for seller, pin in foreseen:
        till.vault.foresee(seller, pin)
    with pytest.raises(PinRefused) as refused:
        till.vault.open(ELENA.id, "000000")
    assert refused.value.tries_left == FREE_TRIES - 1
    for seller, pin in foreseen:
        till.vault.foresee(seller, pin)
    assert till.vault.open(ELENA.id, PIN) == till.keys
    assert not till.vault.has_slot(MARTA.id)


def test_no_key_that_was_derived_ahead_outlives_a_refusal(till: Till) -> None:
    till.wrong(FREE_TRIES - 1)
    with pytest.raises(PinRefused):
        till.vault.open(ELENA.id, "000000")
    till.vault.foresee(ELENA.id, PIN)
    with pytest.raises(PinRefused) as refused:
        till.vault.open(ELENA.id, PIN)  # it has to wait
    assert refused.value.wait_seconds
    assert till.vault._foreseen is None
    till.later(refused.value.wait_seconds)
    till.vault.foresee(ELENA.id, PIN)
    till.vault.forget_foreseen()
    assert till.vault._foreseen is None
    assert till.vault.open(ELENA.id, PIN) == till.keys


def test_what_goes_wrong_in_deriving_ahead_is_told_when_it_is_wanted(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bytes:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(crypto, "pin_key", full)
        till.vault.foresee(ELENA.id, PIN)
        with pytest.raises(MemoryError):
            till.vault.open(ELENA.id, PIN)
    assert till.vault.open(ELENA.id, PIN) == till.keys


def test_nothing_in_the_files_is_a_key_or_a_pin(till: Till) -> None:
    till.vault.keep_contact(b"the token of head office")
    whole = b"".join(path.read_bytes() for path in till.folder.iterdir() if path.name == "keys.json")
    for key in (till.keys.master, till.keys.data):
        assert key not in whole
        assert key.hex().encode() not in whole
    assert PIN.encode() not in whole
    assert b"token" not in whole
    assert till.again().contact() == b"the token of head office"
    assert (till.folder / "keys.json").stat().st_mode & 0o777 == 0o600
    assert PIN not in repr(till.keys)
    assert repr(till.keys.data) not in repr(till.keys)


def test_wrong_pins_wait_and_the_tenth_destroys_the_slot(till: Till) -> None:
    assert till.wrong(9) == [0, 0, 0, 30, 60, 300, 900, 3600, 3600]
    with pytest.raises(VaultError) as gone:
        till.vault.open(ELENA.id, "000000")
    assert isinstance(gone.value, SlotGone)
    assert gone.value.why == "tries"
    with pytest.raises(SlotGone):
        till.again().open(ELENA.id, PIN)
    assert not till.vault.has_slot(ELENA.id)
    # Nobody else's is touched, and head office can give a new one.
    till.vault.give(MARTA, PIN, till.keys)
    assert till.vault.open(MARTA.id, PIN) == till.keys
    till.vault.give(ELENA, "271828", till.vault.recovered(till.vault.recovery(till.keys)))
    assert till.vault.open(ELENA.id, "271828") == till.keys


def test_while_a_wait_lasts_the_right_pin_opens_nothing_either(till: Till) -> None:
    till.wrong(3)
    with contextlib.suppress(PinRefused):
        till.vault.open(ELENA.id, "000000")
    opened: list[Keys] = []
    with contextlib.suppress(PinRefused):
        opened.append(till.vault.open(ELENA.id, PIN))
    assert opened == []
    assert till.vault.wait_seconds(ELENA.id) == WAITS[0]
    till.later(WAITS[0])
    assert till.vault.open(ELENA.id, PIN) == till.keys


def test_a_right_pin_forgets_the_wrong_ones(till: Till) -> None:
    till.wrong(9)
    assert till.vault.open(ELENA.id, PIN) == till.keys
    assert till.wrong(4) == [0, 0, 0, 30]


def waiting(till: Till) -> None:
    """Four wrong PINs: the first wait has begun."""
    till.wrong(3)
    with pytest.raises(PinRefused):
        till.vault.open(ELENA.id, "000000")


def test_the_wait_survives_a_restart_and_a_clock_set_back(till: Till) -> None:
    waiting(till)
    assert till.again().wait_seconds(ELENA.id) == WAITS[0]
    with pytest.raises(PinRefused) as early:
        till.vault.open(ELENA.id, PIN)
    assert early.value.wait_seconds == WAITS[0]
    till.now -= YEAR
    assert till.again().wait_seconds(ELENA.id) == WAITS[0]
    assert till.vault.wait_seconds(MARTA.id) == 0


@pytest.mark.parametrize("ahead", [WAITS[0] * 1000, 86_400_000, 80 * 86_400_000])
def test_a_clock_set_ahead_shortens_no_wait_and_neither_does_starting_again(till: Till, ahead: int) -> None:
    waiting(till)
    till.now += ahead
    assert till.vault.wait_seconds(ELENA.id) == WAITS[0]
    with pytest.raises(PinRefused) as early:
        till.again().open(ELENA.id, PIN)
    assert early.value.wait_seconds == WAITS[0]
    till.later(10)
    assert till.again().wait_seconds(ELENA.id) == WAITS[0] - 10
    assert till.off(0, up=4).wait_seconds(ELENA.id) == WAITS[0] - 4
    till.later(WAITS[0] - 4)
    assert till.vault.open(ELENA.id, PIN) == till.keys


@pytest.mark.parametrize("up", [3.0, 89_999.0, 200_000.0])
def test_a_tablet_that_was_off_waits_once_more_and_no_longer(till: Till, up: float) -> None:
    waiting(till)
    left = till.off(30 * 86_400, up).wait_seconds(ELENA.id)
    assert left == max(0, WAITS[0] - up)
    till.later(left)
    assert till.vault.wait_seconds(ELENA.id) == 0
    assert till.vault.open(ELENA.id, PIN) == till.keys


def test_head_offices_clock_counts_while_the_tablet_is_off(till: Till) -> None:
    assert till.wrong(9)[-1] == 3_600
    till.vault.open(ELENA.id, PIN)
    till.wrong(8)
    with pytest.raises(PinRefused):
        till.vault.open(ELENA.id, "000000")
    till.vault.renew(1_000_000)  # what it says tells nothing of before
    assert till.vault.wait_seconds(ELENA.id) == 3_600
    till.off(86_400, up=1)
    assert till.vault.wait_seconds(ELENA.id) == 3_599
    till.vault.renew(1_000_000 + 3_000_000)
    assert till.again().wait_seconds(ELENA.id) == 600
    till.vault.renew(1_000_000 + 3_600_000)
    assert till.again().open(ELENA.id, PIN) == till.keys


@given(steps=st.lists(st.tuples(st.sampled_from(["clock", "runs", "off", "again"]), st.integers(0, 90)), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_no_wait_is_over_before_its_time_whatever_is_done_meanwhile(till: Till, steps: list[tuple[str, int]]) -> None:
    till.vault.give(ELENA, PIN, till.keys)
    waiting(till)
    passed = 0
    for what, seconds in steps:
        if what == "clock":
            till.now += (seconds - 45) * 86_400_000
        elif what == "again":
            till.again()
        else:
            passed += seconds
            till.later(seconds) if what == "runs" else till.off(seconds, up=0)
        assert till.vault.wait_seconds(ELENA.id) >= WAITS[0] - passed
    till.later(WAITS[0])
    assert till.vault.wait_seconds(ELENA.id) == 0


def test_a_wait_from_before_an_update_begins_again_and_ends(till: Till) -> None:
    waiting(till)
    held = till.vault._file
    till.vault._keep(replace(held, tries={ELENA.id: replace(held.tries[ELENA.id], ran=-1)}))
    assert till.again().wait_seconds(ELENA.id) == WAITS[0]
    till.later(WAITS[0])
    assert till.vault.open(ELENA.id, PIN) == till.keys


def test_the_attempt_is_on_disk_before_the_pin_is_looked_at(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    def power_cut(*_: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(crypto, "pin_key", power_cut)
        for _ in range(MOST_TRIES):
            with pytest.raises(KeyboardInterrupt):
                till.again().open(ELENA.id, PIN)
            till.later(WAITS[-1])
    # Ten times the power went before it was known whether the PIN was right: that is ten tries.
    with pytest.raises(SlotGone) as gone:
        till.again().open(ELENA.id, PIN)
    assert gone.value.why == "tries"


@pytest.mark.parametrize("pin", ["", "31415", PIN + "0", "\x00", "३१४१५९", "3" * 1_000_000])
def test_anything_else_is_a_wrong_pin(till: Till, pin: str) -> None:
    with pytest.raises(PinRefused):
        till.vault.open(ELENA.id, pin)


def test_a_copy_on_another_machine_is_refused_with_the_right_pin(till: Till, tmp_path: Path) -> None:
    other = Till(tmp_path / "other machine")
    shutil.copy(till.folder / "keys.json", other.folder / "keys.json")
    copied = Vault(other.folder, lambda: till.now, CHEAP)
    with pytest.raises(SecretMissing):
        copied.wake(other.keeper)
    # Even with the other machine's secret under the name of this tablet.
    demo = other.folder / secrets.demo.FILE
    words, _, secret = demo.read_text().splitlines()
    label = json.loads((till.folder / "keys.json").read_text())["keys"]["tablet"]
    demo.write_text(f"{words}\n{label}\n{secret}\n")
    with pytest.raises(NotThisTablet):
        copied.wake(other.keeper)
    assert not copied.awake
    with pytest.raises(NotThisTablet):
        other.vault.recovered(till.vault.recovery(till.keys))


def test_a_copy_opens_nothing_even_when_its_seal_was_made_anew(till: Till, tmp_path: Path) -> None:
    other = Till(tmp_path / "other machine")
    copied = Vault(other.folder, lambda: till.now, CHEAP)
    copied._secret, copied._held = other.vault._secret, till.vault._file  # whoever has a secret can make the MAC
    with pytest.raises(PinRefused):
        copied.open(ELENA.id, PIN)
    assert till.vault.open(ELENA.id, PIN) == till.keys


def test_another_place_for_the_secret_is_an_error_and_nothing_is_lost(till: Till, tmp_path: Path) -> None:
    elsewhere = Vault(till.folder, lambda: till.now, CHEAP)
    with pytest.raises(NotThisTablet):
        elsewhere.wake(secrets.named(secrets.PASSPHRASE, till.folder, lambda: "four words or more"))
    (till.folder / secrets.demo.FILE).rename(tmp_path / "aside")
    with pytest.raises(SecretMissing):
        elsewhere.wake(till.keeper)
    (tmp_path / "aside").rename(till.folder / secrets.demo.FILE)
    assert till.again().open(ELENA.id, PIN) == till.keys


def test_who_left_and_whose_pin_was_changed_loses_the_slot(till: Till) -> None:
    till.vault.give(MARTA, PIN, till.keys)
    till.wrong(2)
    changed = Person(ELENA.id, ELENA.name, ELENA.role, "mark-2")
    till.vault.know(None, (changed,))
    for seller, why in ((ELENA.id, "pin"), (MARTA.id, "never")):
        with pytest.raises(SlotGone) as gone:
            till.again().open(seller, PIN)
        assert gone.value.why == why
    assert [person.id for person in till.vault.people()] == [ELENA.id]


def test_a_slot_that_was_not_confirmed_for_long_is_gone(till: Till) -> None:
    till.now += (vault_module.SLOT_DAYS + 1) * 86_400_000
    with pytest.raises(SlotGone) as gone:
        till.vault.open(ELENA.id, PIN)
    assert gone.value.why == "age"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), flip=st.integers(1, 127))
def test_any_changed_byte_is_noticed(till: Till, place: int, flip: int) -> None:
    path = till.folder / "keys.json"
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[place % len(whole)] ^= flip
    path.write_bytes(changed)
    try:
        with pytest.raises((VaultError, SecretError)):
            till.again()
    finally:
        path.write_bytes(whole)


def test_a_role_that_somebody_raised_does_not_open(till: Till) -> None:
    keys = json.loads((till.folder / "keys.json").read_text())
    assert keys["keys"]["slots"][ELENA.id]["role"] == "seller"
    slot = till.vault._slot(ELENA.id)
    raised = replace(slot, role="manager")
    with pytest.raises(crypto.Unopened):
        till.vault._unsealed(ELENA.id, raised, PIN)


def test_destroyed_is_destroyed(till: Till) -> None:
    till.vault.destroy(till.keeper)
    assert list(till.folder.iterdir()) == []
    assert (till.vault.exists, till.vault.awake) == (False, False)
    with pytest.raises(KeyFileDamaged):
        till.vault.wake(till.keeper)


def test_the_standard_effort_is_what_the_recommendation_says() -> None:
    assert (crypto.STANDARD.passes, crypto.STANDARD.memory_kib, crypto.STANDARD.lanes) == (3, 65_536, 4)
    assert Vault(Path("/nowhere"), int)._effort == crypto.STANDARD
    assert isinstance(Keys(b"", b""), Keys)
