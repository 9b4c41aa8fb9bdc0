"""What can go wrong with the place of the device secret. No message holds a secret or anything of a person."""

from __future__ import annotations


class SecretError(Exception):
    """Base of the family. ``sentence`` says what is wrong and what to do."""

    sentence = "The key of this tablet cannot be read. Nothing is lost: call support."

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{self.sentence} ({detail})" if detail else self.sentence)


class Unavailable(SecretError):
    """The place that holds the secret cannot be reached (now)."""

    sentence = "The key store of this tablet does not answer. Nothing is lost: restart the tablet, or call support."


class SecretMissing(SecretError):
    """The place answers, and does not have the secret: other hardware, another user, or it was cleared."""

    sentence = "These files belong to another tablet, or its key store was cleared. Nothing was deleted: call support."


class NoKeeper(SecretError):
    """Neither a TPM nor a keyring of the operating system can be used here."""

    sentence = "This tablet has no secure place for its key. Choose a passphrase: it is asked at every start."


class PassphraseNeeded(SecretError):
    """Nobody has typed the passphrase yet."""

    sentence = "Type the passphrase of this tablet."


class WrongPassphrase(SecretError):
    """What was typed is not the passphrase."""

    sentence = "This passphrase is not right. Try again."


class PassphraseTooShort(SecretError):
    """A passphrase that a computer would guess."""

    sentence = "A passphrase has at least 12 characters. Four words or more are good."
