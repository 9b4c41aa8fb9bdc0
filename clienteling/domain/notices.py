"""The wordings by which customers are asked what they allow: what was shown is known to the letter ever after.

A wording is one text of one edition of the notice for a purpose, in one language. An edition never changes; another
text is another edition. The company's editions begin at 2; edition 1 is ours, in force until it has published one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from clienteling.domain import text
from clienteling.domain.catalogue import Notice
from clienteling.domain.consent import UNDO
from clienteling.domain.customer import ConsentPurpose
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.operations import ConsentSet

LANGUAGES = ("en", "es", "pt")
"""In what languages each edition must be told."""
LONGEST = 2_000
"""Most characters of a wording: more is read by nobody who stands in a shop."""
FIRST_OF_COMPANY = 2
WORDED_SINCE = 4
"""The schema of operations from which on a yes names the wording it was said to."""

_FREE = {
    "en": "You can say no again at any time, in any of our stores.",
    "es": "Puedes decir que no en cualquier momento, en cualquiera de nuestras tiendas.",
    "pt": "Você pode dizer não a qualquer momento, em qualquer uma de nossas lojas.",
}
_OURS: dict[ConsentPurpose, tuple[str, str, str]] = {
    "service": (
        "We may contact you about your orders, repairs and appointments in the ways you choose here.",
        "Podemos ponernos en contacto contigo por tus pedidos, reparaciones y citas, por los medios que elijas aquí.",
        "Podemos falar com você sobre seus pedidos, consertos e horários marcados, pelos meios que você escolher aqui.",
    ),
    "marketing": (
        "We may send you offers and news in the ways you choose here.",
        "Podemos enviarte ofertas y novedades por los medios que elijas aquí.",
        "Podemos enviar ofertas e novidades a você pelos meios que você escolher aqui.",
    ),
    "profiling": (
        "We may use what you bought and told us to advise you personally, and reach you in the ways you choose here.",
        "Podemos usar lo que has comprado y nos has contado para aconsejarte personalmente, y avisarte por los medios "
        "que elijas aquí.",
        "Podemos usar o que você comprou e nos contou para aconselhar você pessoalmente, pelos meios que você escolher "
        "aqui.",
    ),
    "events": (
        "We may invite you to our events in the ways you choose here.",
        "Podemos invitarte a nuestros eventos por los medios que elijas aquí.",
        "Podemos convidar você para os nossos eventos pelos meios que você escolher aqui.",
    ),
}


def _ours(purpose: ConsentPurpose, said: tuple[str, ...]) -> Notice:
    wordings = {code: f"{first} {_FREE[code]}" for code, first in zip(LANGUAGES, said, strict=True)}
    return Notice(f"{purpose}-1", purpose, 1, wordings)


OURS: tuple[Notice, ...] = tuple(_ours(purpose, said) for purpose, said in _OURS.items())


class Shown(msgspec.Struct, frozen=True):
    """A wording as somebody saw it: of which notice, in which edition and language, and its SHA-256 (hex)."""

    notice: str
    edition: str
    language: str
    sha256: str
    text: str


class BadNotice(Exception):
    """A notice that cannot be used; the message says why."""


def fingerprint(wording: str) -> str:
    """SHA-256 (hex) of a wording."""
    return hashlib.sha256(wording.encode()).hexdigest()


def known(published: Iterable[Notice]) -> tuple[Notice, ...]:
    """Every edition there is: ours and the company's."""
    return (*OURS, *published)


def in_force(published: Iterable[Notice], purpose: ConsentPurpose) -> Notice:
    """The latest edition of the notice for a purpose."""
    return max((n for n in known(published) if n.purpose == purpose), key=lambda notice: notice.edition)


def shown_in(notice: Notice, *languages: str) -> Shown:
    """The wording in the first of these languages there is one in (``pt_BR`` counts as ``pt``), else in English."""
    plain = [language.partition("_")[0].partition("-")[0] for language in languages]
    chosen = next((code for code in plain if code in notice.wordings), "en")
    words = notice.wordings[chosen]
    return Shown(notice.purpose, str(notice.edition), chosen, fingerprint(words), words)


def check_wordings(wordings: Mapping[str, str]) -> dict[str, str]:
    """The wordings as they are kept. Raises ``BadNotice``."""
    if set(wordings) != set(LANGUAGES):
        raise BadNotice(f"A notice needs a wording in each of: {', '.join(LANGUAGES)}.")
    kept = {}
    for language, wording in wordings.items():
        try:
            kept[language] = text.clean(wording, LONGEST, multiline=True, what="The text")
        except Rejected as why:
            raise BadNotice(f"{language}: {why.sentence}") from why
        if text.is_blank(kept[language]):
            raise BadNotice(f"The wording in {language} is empty.")
        if kept[language] != wording:
            raise BadNotice(f"The wording in {language} holds characters that are not shown. Type it plainly.")
    return kept


def is_yes(said: ConsentSet) -> bool:
    """Whether a customer allows something, be it to be confirmed. Pending by an undo is only to be asked again."""
    return said.state == "granted" or (said.state == "pending" and said.method != UNDO)


def wording_of(editions: Iterable[Notice], notice: str, edition: str, language: str) -> str:
    """SHA-256 (hex) of the wording that an answer names, empty when there is none of this name."""
    held = next((n for n in editions if (n.purpose, str(n.edition)) == (notice, edition)), None)
    return fingerprint(held.wordings[language]) if held and language in held.wordings else ""


def check_told(said: ConsentSet) -> None:
    """Whether a yes says what it was said to. Raises ``Rejected(NO_WORDING)``."""
    if is_yes(said) and not (said.wording and said.notice and said.notice_version and said.language):
        raise Rejected(
            RejectNumber.NO_WORDING,
            "It is not known what the customer said yes to. Show them the question, then ask again.",
        )


def check_claim(editions: Mapping[tuple[str, str], Notice], said: ConsentSet, schema: int) -> None:
    """Whether what a tablet says it showed is what this notice says. ``schema``: that of the operation; before
    ``WORDED_SINCE`` nothing need be claimed.

    Raises ``Rejected(NO_WORDING)`` or ``Rejected(WRONG_NOTICE)``.
    """
    if schema >= WORDED_SINCE:
        check_told(said)
    if not said.wording:
        return
    held = editions.get((said.notice, said.notice_version))
    words = held.wordings.get(said.language) if held and held.purpose == said.purpose else None
    if words is None or fingerprint(words) != said.wording:
        raise Rejected(
            RejectNumber.WRONG_NOTICE,
            "The wording that was shown is not one of head office. Sync, then ask the customer again.",
        )
