"""Rules of the lock and of lost tablets, by which nothing saved is lost with the keys."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_OPENING = "clienteling/services/opening.py"
_ESCROW = "tests/contracts/test_escrow.py::"
_AGAIN = "tests/contracts/test_enrolled_again.py::"
_RECOVER = "tests/contracts/test_recover.py::"

MUTANTS = (
    Mutant(
        "nobody-works-here",
        "Rows that are not whole tell of nobody who left: everybody who was known can go on signing in.",
        _OPENING,
        "        if store is None or not tablet.replica.epoch():\n",
        "        if store == 0:\n",
        (
            "tests/contracts/test_lock_and_damage.py::"
            "test_damage_and_a_download_that_breaks_off_lock_nobody_out[sqlite]",
        ),
    ),
    Mutant(
        "way-in-given-up",
        "A tablet gives up opening by itself only when head office can read what waits on it.",
        _OPENING,
        "        if self._escrow.covers():\n            self.vault.forget_begun()\n",
        "        self.vault.forget_begun()\n",
        (f"{_ESCROW}test_it_opens_by_itself_until_what_waits_is_sealed[sqlite]",),
    ),
    Mutant(
        "wiped-unsealed",
        "No key is destroyed while what waits is sealed to nobody.",
        _OPENING,
        "        if not self._escrow.covers():\n            _log.warning(",
        "        if not self._tablet:\n            _log.warning(",
        (f"{_ESCROW}test_no_key_is_destroyed_while_what_waits_is_sealed_to_nobody[sqlite]",),
    ),
    Mutant(
        "unknown-wiped-unread",
        "A tablet that head office does not know is wiped only when head office says that it could read what waits.",
        _OPENING,
        " and (not self.unknown or self._escrow.is_todays())",
        "",
        (f"{_AGAIN}test_it_is_not_wiped_when_head_office_could_not_read_what_waits[sqlite]",),
    ),
    Mutant(
        "resumed-in-use",
        "Of a tablet that was enrolled again head office hands out nothing without a PIN.",
        "headoffice/sync/reports.py",
        "    if report.recovery:\n",
        "    if report.recovery == 0:\n",
        (f"{_AGAIN}test_head_office_hands_out_nothing_of_it_without_a_pin[sqlite]",),
    ),
    Mutant(
        "recovered-all-or-nothing",
        "What head office cannot take of a wiped tablet holds up nothing else.",
        "headoffice/sync/recovering.py",
        "        if why.number not in _AT_FAULT:\n",
        "        if why.number:\n",
        (f"{_RECOVER}test_what_head_office_cannot_take_holds_up_nothing[sqlite]",),
    ),
    Mutant(
        "set-aside-left",
        "What a wiped tablet had set aside comes out too.",
        "headoffice/sync/recovering.py",
        " for each in journal.set_aside]",
        " for each in journal.set_aside[:0]]",
        (f"{_RECOVER}test_what_lay_in_quarantine_comes_out_too[sqlite]",),
    ),
)
