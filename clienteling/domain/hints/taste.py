"""Allergies, colours, materials and brands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clienteling.domain.catalogue import PreferenceDef
from clienteling.domain.hints import words
from clienteling.domain.hints.note import NoteText
from clienteling.domain.hints.value import Hint
from clienteling.domain.text import fold

_TASTES = frozenset({"color", "colour", "colors", "material", "materials", "brand", "brands"})
_ALLERGIC_TO = re.compile(
    rf"\b{words.ALLERGY}\b(?:\s+(?:to|al|aos?|as?|de|por|contra|con)\b)?\s*:?\s*(?P<list>[^.!?;:()\n]*)"
)
_NAMED_ALLERGY = re.compile(r"\b(?P<what>\w+)\s+allerg(?:y|ies)\b")
_WITHOUT = re.compile(r"\b(?:no|sin|sem|without)\s+$")
_PREFIX = re.compile(r"^(?:no|sin|sem|without)\s+")
_SHORT = 3
"""Shorter names are too easily another word without their accents (``la`` for wool): they must be written exactly."""
_ARTICLE = re.compile(r"^(?:the|el|la|los|las|al|a|ao|aos|o|os|as|to|any|some|un|una|um|uma)\s+(?=\S)")
_AND = re.compile(r"\s*(?:,|&|\b(?:and|or|y|e|ou|o|u|ni|nem|nor)\b)\s*")
_STOP = re.compile(
    r"\s+(?:so|only|solo|but|pero|mas|que|porque|because|with|con|com|para|for|in|en|em|when|cuando|quando|is|es|since|"
    r"desde|very|muy|muito|use|usar|mejor|melhor)\b.*$"
)


class AllergyWords:
    """Recognises what the customer must be kept from: the definitions that are about safety."""

    def __init__(self, defs: Iterable[PreferenceDef]) -> None:
        self._def = next((d for d in defs if d.safety), None)
        self._aliases: dict[str, str] = {}
        self._exact: frozenset[str] = frozenset()
        if self._def is not None:
            for alias, value in _aliases(self._def).items():
                self._aliases[_PREFIX.sub("", alias)] = value
            self._exact = _spellings(self._def)
        self._known = _any_of(self._aliases)

    def find(self, note: NoteText) -> Iterator[Hint]:
        """Every allergy that is told; named ones are clear, others offered in the words of the note."""
        if self._def is None:
            return
        for match in _NAMED_ALLERGY.finditer(note.folded):
            value = self._aliases.get(match["what"])
            if value and self._holds(note, match.start()):
                yield self._hint(note, value, True, match.start(), match.end())
        for match in _ALLERGIC_TO.finditer(note.folded):
            if self._holds(note, match.start()):
                yield from self._listed(note, match)
        yield from self._avoided(note)

    def _holds(self, note: NoteText, at: int) -> bool:
        for clause in note.clauses:
            if clause.start <= at < clause.start + len(clause.text):
                return not (clause.negated(at - clause.start) or clause.about_the_past())
        return False

    def _listed(self, note: NoteText, match: re.Match[str]) -> Iterator[Hint]:
        sure = not any(
            c.about_somebody_else() for c in note.clauses if c.start <= match.start() < c.start + len(c.text)
        )
        place = match.start("list")
        for number, term in enumerate(_AND.split(match["list"])):
            start = note.folded.find(term, place)
            place = start + len(term)
            value, length = self._value(note, term, start)
            if value:
                begin = match.start() if number == 0 else start
                yield self._hint(note, value, sure, begin, start + length)
            elif number == 0 and self._def is not None and self._def.free_text:
                yield from self._unknown(note, term, start)
            else:
                return  # the list of things is over

    def _value(self, note: NoteText, term: str, start: int) -> tuple[str, int]:
        """The known value a term names and how many characters of it do so."""
        for skip in (len(term) - len(_ARTICLE.sub("", term)), 0):
            match = self._known.match(term, skip)
            if match and _spelt(note, self._exact, match, start):
                return self._aliases[match.group()], match.end()
        return "", 0

    def _unknown(self, note: NoteText, term: str, start: int) -> Iterator[Hint]:
        bare = _STOP.sub("", f" {_ARTICLE.sub('', term)}").strip()
        at = term.find(bare)
        if len(bare) >= _SHORT and len(bare.split()) <= 3 and not bare[0].isdigit():
            begin = start + at
            typed = note.words(begin, begin + len(bare))
            yield self._hint(note, typed.lower(), False, begin, begin + len(bare))

    def _avoided(self, note: NoteText) -> Iterator[Hint]:
        """``No nickel``: meant as an allergy or as a matter of taste."""
        for match in self._known.finditer(note.folded):
            avoided = _WITHOUT.search(note.folded, max(0, match.start() - 10), match.start())
            if avoided and _spelt(note, self._exact, match, 0):
                yield self._hint(note, self._aliases[match.group()], False, match.start(), match.end())

    def _hint(self, note: NoteText, value: str, certain: bool, start: int, end: int) -> Hint:
        key = self._def.key if self._def else ""
        return Hint("preference", key, value, certain, *note.origin(start, end))


class TasteWords:
    """Recognises colours, materials and brands the customer likes; what is only mentioned is offered."""

    def __init__(self, defs: Iterable[PreferenceDef]) -> None:
        tastes = [d for d in defs if d.key in _TASTES and not d.safety]
        self._exact = frozenset().union(*map(_spellings, tastes))
        self._tastes = [(d.key, _aliases(d), _any_of(_aliases(d))) for d in tastes]

    def find(self, note: NoteText) -> Iterator[Hint]:
        """Every taste that is told; nothing that is disliked."""
        for clause in note.clauses:
            if re.search(rf"\b{words.ALLERGY}\b", clause.text):
                continue
            for key, aliases, pattern in self._tastes:
                for match in pattern.finditer(clause.text):
                    liking = clause.liking(match.start())
                    start, end = note.origin(clause.start + match.start(), clause.start + match.end())
                    named = _spelt(note, self._exact, match, clause.start) and not _is_name(note.typed, start)
                    if liking >= 0 and named:
                        certain = liking > 0 and not clause.about_somebody_else()
                        yield Hint("preference", key, aliases[match.group()], certain, start, end)


def _any_of(aliases: Iterable[str]) -> re.Pattern[str]:
    """Matches any of these names as whole words, longer ones first; with no names it matches nothing."""
    longest = sorted(aliases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)" if longest else r"(?!)")


def _spellings(definition: PreferenceDef) -> frozenset[str]:
    """How the short names are written, accents and all."""
    names = {*definition.values, *(n for labels in definition.value_labels.values() for n in labels.values())}
    return frozenset(_PREFIX.sub("", name.casefold()) for name in names)


def _spelt(note: NoteText, exact: frozenset[str], match: re.Match[str], start: int) -> bool:
    """Whether a short name is written with its accents; longer ones may lack them."""
    if len(match.group()) >= _SHORT:
        return True
    return note.words(start + match.start(), start + match.end()).casefold() in exact


def _is_name(typed: str, start: int) -> bool:
    """Whether a capital in mid-sentence makes it somebody's name (Rosa, Olive)."""
    head = typed[:start].rstrip()
    return typed[start].isupper() and bool(head) and head[-1] not in ".!?:;\n" and not typed[start:].isupper()


def _aliases(definition: PreferenceDef) -> dict[str, str]:
    """What may be written -> the value meant: its name in every language, and in Spanish and Portuguese its forms."""
    found: dict[str, str] = {}
    for value in definition.values:
        found.setdefault(fold(value).replace("_", " "), value)
        if definition.key in {"color", "colour", "colors"}:
            for word in words.COLORS.get(fold(value), "").split():
                found.update({form: value for form in _forms(word) if form not in found})
    for value, labels in definition.value_labels.items():
        for language, label in labels.items():
            name = fold(label)
            forms = _forms(name) if language[:2] in {"es", "pt"} else (name,)
            found.update({form: value for form in forms if form and form not in found})
    return found


def _forms(word: str) -> tuple[str, ...]:
    """An adjective's genders and numbers; words of several parts stay as they are."""
    if " " in word or len(word) < 4:
        return (word,)
    if word.endswith("o"):
        return word, word[:-1] + "a", word + "s", word[:-1] + "as"
    if word.endswith("l"):
        return word, word + "es", word[:-1] + "is"
    return (word, word + "s") if word[-1] in "aeiou" else (word, word + "es")
