"""What ended only after its seller had handed the tablet over: what is left of it, and what they are told next time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from clienteling.services.reading import people

if TYPE_CHECKING:
    from clienteling.services.change import Change
    from clienteling.services.drafts import ConsentDraft
    from clienteling.services.enrichments import Enrichments
    from clienteling.services.sessions import Sessions
    from clienteling.store.tablet import Tablet

What = Literal["noes", "nothing", "draft", "form", "refused"]
"""``noes``: a customer did not finish, what they refused is saved; ``nothing``: they did not, nothing is saved;
``draft``: words could not be saved and wait as a draft; ``form``: so does a new customer; ``refused``: something could
not be saved.
"""
NOTE: Final = "note"
"""Where half-typed words about a customer are kept."""
FORM: Final = "new"
"""Where a new customer who could not be saved is kept, as the form wrote them."""
_KIND = "left"


@dataclass(frozen=True, slots=True)
class Left:
    """One thing to be told. ``customer`` (an id) and ``name`` are empty where it was about nobody who is still here."""

    customer: str
    name: str
    what: What


class Leaving:
    """Keeps what a seller left behind, for that seller alone."""

    def __init__(self, tablet: Tablet, sessions: Sessions, enrichments: Enrichments) -> None:
        self._tablet = tablet
        self._sessions = sessions
        self._enrichments = enrichments

    def unfinished(self, customer_id: str, answers: Sequence[ConsentDraft]) -> Change | None:
        """The tablet left a customer's hands before they were done. A no holds as soon as it was said: those among the
        ``answers`` are saved; a yes is not, without its signature. Raises what ``Enrichments.answer`` raises.
        """
        noes = tuple(answer for answer in answers if answer.state == "withdrawn")
        saved: Change | None = None
        try:
            saved = self._enrichments.answer(customer_id, noes, "") if noes else None
        finally:
            if answers:
                self._remember(customer_id, "noes" if saved else "nothing")
        return saved

    def not_registered(self) -> None:
        """The tablet left the hands of somebody new before they were done: nothing of it is kept, and its seller is
        told.
        """
        self._remember("", "nothing")

    def keeping(self, action: Callable[[], Change], customer_id: str, words: str) -> Callable[[], Change]:
        """``action``, which saves something. When that fails and its seller is no more there to hear it, they are told
        later, and the ``words`` they typed about the customer join what they have half typed already; without a
        customer these are a form.
        """

        def kept() -> Change:
            try:
                return action()
            except Exception:
                if self._sessions.has_gone():
                    self._keep(customer_id, words)
                raise

        return kept

    def _keep(self, customer_id: str, words: str) -> None:
        what: What = "refused"
        if words.strip() and customer_id:
            what = "draft"
            held = self._enrichments.draft(customer_id, NOTE)
            # What is kept while a note is typed is the beginning of the same words.
            joined = words if words.startswith(held) else f"{held}\n{words}"
            self._enrichments.save_draft(customer_id, NOTE, joined)
        elif words:
            what = "form"
            self._enrichments.save_draft("", FORM, words)
        self._remember(customer_id, what)

    def to_tell(self) -> tuple[Left, ...]:
        """What whoever is signed in is still to be told."""
        held = self._tablet.journal.drafts(self._sessions.require().seller.id, _KIND)
        names = {key: who.name for key, who in people(self._tablet, filter(None, held)).items()}
        return tuple(
            Left(customer, names.get(customer, ""), what)
            for customer, said in held.items()
            if (what := next((w for w in _WHATS if w == said), None)) is not None
        )

    def told(self, left: Sequence[Left]) -> None:
        """They have been told."""
        seller = self._sessions.require().seller.id
        for each in left:
            self._tablet.journal.delete_draft(seller, f"{_KIND}:{each.customer}")

    def _remember(self, customer_id: str, what: What) -> None:
        seller = self._sessions.require().seller.id
        self._tablet.journal.save_draft(seller, f"{_KIND}:{customer_id}", what)


_WHATS: tuple[What, ...] = get_args(What)
