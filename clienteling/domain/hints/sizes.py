"""Sizes of shoes, clothes, rings and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clienteling.domain.catalogue import PreferenceDef
from clienteling.domain.hints import words
from clienteling.domain.hints.note import Clause, NoteText
from clienteling.domain.hints.value import Hint

_NUMBER = re.compile(
    r"(?<![\w.,/:+-])(?P<whole>\d{1,3})(?:(?P<half>[.,]5| y medio| e meio| and a half)|(?P<other>[.,]\d+))?"
    r"(?![\w/:%€$-]|[.,]\d)"
)
_UNIT = re.compile(
    r"\s*(?:eur(?:os?)?|dollars?|reais|years?|anos|days?|dias|weeks?|semanas?|months?|meses|mes|hours?|horas?|h\b|am\b|"
    rf"pm\b|pieces?|times|veces|vezes|(?:de|of)?\s*(?:{'|'.join(words.MONTHS)})\b)"
)
_LETTER = re.compile(
    rf"\b(?:(?P<cue>{words.SIZE}|{words.WEARS}|in|en|em)\s+(?:is|es|e|una|un|an?|uma|um|la|el|o)?\s*)"
    rf"(?P<letter>{words.LETTER_SIZES})(?![\w'])"
)
_SIZE_BEFORE = re.compile(rf"\b(?:{words.SIZE})\W+(?:\w+\W+){{0,3}}$")
_WEARS_BEFORE = re.compile(rf"\b(?:{words.WEARS})\s+(?:an?|un|una|um|uma|el|la|o|del|numero|number)?\s*$")
_OR = re.compile(r"\d\s*(?:or|o|ou|to|a|-)\s*$")
_CLAUSES_BACK = 3
_GARMENT = {kind: re.compile(rf"\b(?:{garments})\b") for kind, garments in words.GARMENTS.items()}
_GARMENT_BEFORE = re.compile(
    rf"\b(?:{'|'.join(words.GARMENTS.values())})\s*:?\s*(?:size|talla|tamanho|n[°º]|numero|de|del|do|da|en|em|in|el|la|o)*\s*$"
)
_GARMENT_AFTER = re.compile(rf"\s+(?:in|en|em|de|do|for|para)\s+(?:\w+\s+)?(?:{'|'.join(words.GARMENTS.values())})\b")


@dataclass(frozen=True, slots=True)
class _Candidate:
    value: str
    start: int
    end: int
    strong: bool


class SizeWords:
    """Recognises the sizes that have a definition (``size.shoe`` ...)."""

    def __init__(self, defs: Iterable[PreferenceDef]) -> None:
        self._defs = {d.key.rpartition(".")[2]: d for d in defs if d.key.startswith("size.")}

    def find(self, note: NoteText) -> Iterator[Hint]:
        """Every size that is told."""
        if not self._defs:
            return
        for clause in note.clauses:
            if clause.about_the_past():
                continue
            for candidate in (*_numbers(clause), *_letters(clause)):
                hint = self._hint(note, clause, candidate)
                if hint is not None and not clause.negated(candidate.start):
                    yield hint

    def _hint(self, note: NoteText, clause: Clause, found: _Candidate) -> Hint | None:
        letters = found.value[-1].isalpha()
        kind, near = ("clothing", True) if letters else _kind(clause, found)
        kind = kind or "shoe"  # the commonest size said without saying of what
        definition = self._defs.get(kind)
        if definition is None:
            return None
        listed = found.value in definition.values
        if not listed and not (definition.free_text and _plausible(kind, found.value)):
            return None
        known = listed or not definition.values
        certain = known and near and found.strong and not clause.about_somebody_else()
        start, end = note.origin(clause.start + found.start, clause.start + found.end)
        return Hint("preference", definition.key, found.value, certain, start, end)


def _numbers(clause: Clause) -> Iterator[_Candidate]:
    for match in _NUMBER.finditer(clause.text):
        if match["other"] or _UNIT.match(clause.text, match.end()):
            continue
        head = clause.text[: match.start()]
        named = _GARMENT_BEFORE.search(head) or _GARMENT_AFTER.match(clause.text, match.end())
        if named or _SIZE_BEFORE.search(head) or _WEARS_BEFORE.search(head):
            value = match["whole"] + (".5" if match["half"] else "")
            yield _Candidate(value, match.start(), match.end(), strong=not _OR.search(head))


def _letters(clause: Clause) -> Iterator[_Candidate]:
    for match in _LETTER.finditer(clause.text):
        strong = re.fullmatch(rf"{words.SIZE}|usa|uso|wears?|takes?|gasta|veste|viste", match["cue"]) is not None
        yield _Candidate(match["letter"].upper(), match.start("letter"), match.end("letter"), strong)


def _kind(clause: Clause, found: _Candidate) -> tuple[str, bool]:
    """What the size is of, and whether that is clear: the nearest garment of the clause, else of the one before."""
    named = [(m.start(), kind) for kind, pattern in _GARMENT.items() for m in pattern.finditer(clause.text)]
    ahead = [place for place in named if place[0] < found.start]
    after = [place for place in named if place[0] >= found.end]
    if after and (not ahead or _GARMENT_AFTER.match(clause.text, found.end)):
        return min(after)[1], True
    if ahead:
        return max(ahead)[1], True
    before = clause.before
    for _ in range(_CLAUSES_BACK):
        kinds = {kind for kind, pattern in _GARMENT.items() if before and pattern.search(before.text)}
        if kinds or before is None:
            return min(kinds, default=""), len(kinds) == 1
        before = before.before
    return "", False


def _plausible(kind: str, value: str) -> bool:
    if value[-1].isalpha():
        return kind == "clothing"
    low, high = words.PLAUSIBLE.get(kind, (0, 200))
    return low <= float(value) <= high
