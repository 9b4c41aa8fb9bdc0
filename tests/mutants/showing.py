"""Rules of showing who one is: keys, tokens, signatures."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_TOKENS = "tests/headoffice/test_tokens.py::"
_SIGNATURES = "tests/headoffice/test_signatures.py::"

MUTANTS = (
    Mutant(
        "signature-unverified",
        "An operation is taken only as its tablet signed it.",
        "headoffice/sync/signatures.py",
        "        if not any(self._looked.holds(key, operation_text(digest), op.signature) for key in keys):\n",
        "        if not digest:\n",
        (f"{_SIGNATURES}test_an_altered_operation_is_refused_kept_and_holds_up_nothing[what it says-sqlite]",),
    ),
    Mutant(
        "unsigned-taken",
        "Without a signature only that is taken which was numbered before its tablet had a key.",
        "headoffice/sync/signatures.py",
        "        return 0 <= op.lseq <= self._device.unsigned_until and",
        "        return 0 <= op.lseq and",
        (f"{_TOKENS}test_what_was_saved_before_the_key_is_taken_unsigned_and_nothing_after_it[sqlite]",),
    ),
    Mutant(
        "foreign-device-taken",
        "What another tablet signed is taken from that one, or from who holds its key too, and from nobody else.",
        "headoffice/sync/signatures.py",
        "        keys = self._keys.get(op.replica_id, [])\n",
        "        keys = self._keys.get(op.replica_id, []) or [self._device.key]\n",
        (f"{_SIGNATURES}test_what_another_tablet_has_signed_is_taken_from_that_one_only[sqlite]",),
    ),
    Mutant(
        "number-used-twice",
        "A number of a tablet stands for one operation.",
        "headoffice/sync/signatures.py",
        " and self._numbers.get((op.replica_id, op.lseq), op.op_id) == op.op_id\n",
        "\n",
        (f"{_SIGNATURES}test_a_number_stands_for_one_operation[sqlite]",),
    ),
    Mutant(
        "forged-remembered",
        "Nobody can spoil an operation by sending something else under its id first.",
        "headoffice/sync/answers.py",
        "        self._set_aside += zip(group, digests, results, strict=True)\n        return results\n",
        "        self._set_aside += zip(group, digests, results, strict=True)\n"
        "        self._answered += zip(group, digests, results, strict=True)\n"
        "        return results\n",
        (f"{_SIGNATURES}test_an_altered_operation_is_refused_kept_and_holds_up_nothing[what it says-sqlite]",),
    ),
    Mutant(
        "token-without-key",
        "A token is of use only to whoever holds the key it was given to.",
        "headoffice/sync/tokens.py",
        "    return claims if holds(claims.key, text, signature) else None\n",
        "    return claims if text else None\n",
        (f"{_TOKENS}test_a_token_without_the_key_is_worth_nothing[sqlite]",),
    ),
    Mutant(
        "token-for-ever",
        "A token ends after a quarter of an hour.",
        "headoffice/sync/tokens.py",
        "claims.given <= now < claims.until",
        "claims.given <= now",
        (f"{_TOKENS}test_a_token_ends_after_a_quarter_of_an_hour[sqlite]",),
    ),
    Mutant(
        "request-for-ever",
        "A request that was overheard is good for a minute.",
        "headoffice/sync/tokens.py",
        "    if abs(now - claims.given - int(elapsed)) > PROOF_SECONDS * 1000:\n",
        "    if abs(now - claims.given - int(elapsed)) > PROOF_SECONDS * 1000_000:\n",
        (f"{_TOKENS}test_what_was_overheard_cannot_be_sent_again_later[sqlite]",),
    ),
    Mutant(
        "nonce-for-ever",
        "The wish for a token is signed over something that head office gave a moment ago.",
        "headoffice/sync/tokens.py",
        "        if given is None or not 0 <= now - int(given) <= NONCE_SECONDS * 1000:\n",
        "        if given is None:\n",
        (f"{_TOKENS}test_a_token_is_given_to_the_holder_of_the_key_for_a_fresh_nonce[sqlite]",),
    ),
    Mutant(
        "locked-out-later",
        "Who is locked out is out at once, whatever its token says.",
        "headoffice/sync/polls.py",
        " AND d.revoked_at = 0",
        "",
        (f"{_TOKENS}test_who_is_locked_out_is_out_at_once_whatever_its_token_says[sqlite]",),
    ),
    Mutant(
        "bearer-lives-on",
        "The token of the time before keys dies when the tablet tells its key.",
        "headoffice/sync/keys.py",
        "told.values(**said, token_sha256=no_token(device_id))",
        "told.values(**said)",
        (f"{_TOKENS}test_a_key_is_told_once_and_the_token_dies[sqlite]",),
    ),
)
