"""One question being answered: what is found comes in classes, best first.

By key (e-mail, phone, card, order number) where the question looks like one, whole words, beginnings of words, inside
of words, words of notes, probable slips of the finger. Within a class: the viewer's own client book, this store, the
rest, each most recently active first; of notes the newest. Cheap because every list stops as soon as a page is full.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from clienteling.domain.consent import MEANS
from clienteling.store.kept import Kept
from clienteling.store.search import keys, match, notes, plan, typo
from clienteling.store.search.hits import Hits
from clienteling.store.search.index import marks
from clienteling.store.search.present import COLUMNS, present, today_number
from clienteling.store.search.words import LIMIT_CHARACTERS, asked, safe
from clienteling.store.values import Filters, MatchedBy, SearchPage, Viewer

COUNTED = 100
"""Matches that ``total`` counts for a page of fifty; for a longer one it counts twice the page."""
_MOST_COUNTED = 1_000
_NOTES_TOGETHER, _MOST_TIMES = 120, 5
"""Notes that are looked at together, and how often for one question."""
_FEW_ENOUGH = 5_000
"""Customers whom a filter may leave for their ranks to be told in a millisecond."""
_TOGETHER = 500
"""Customers of this store who are asked for at once: those of the own client book are quicker told from among them."""
_SHORT = 3
"""Letters of a beginning that so many of one store's customers have."""
FEW = 5
"""With fewer matches of one word than this, and no match of several, slips of the finger are looked for."""
Find = Callable[[str, int], list[int]]
"""Ranks of those with a facet of this group, everybody when it is empty; so many at most."""


# Gathered inside the database: a row at a time costs the interpreter twice as much, and its lock once for each.
_MATCHING = (
    "SELECT json_group_array(rowid) FROM"
    " (SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid > ? ORDER BY rowid LIMIT +?)"
)
# Consent may have expired since it was indexed.
_ALLOWED = (
    "SELECT json_group_array(rowid) FROM (SELECT t.rowid FROM search_text t JOIN search_row r ON r.rank = t.rowid"
    " WHERE t.search_text MATCH ? AND t.rowid > ? AND r.email_until >= ? ORDER BY t.rowid LIMIT +?)"
)
_RECENT = "SELECT json_group_array(rank) FROM (SELECT rank FROM search_row ORDER BY rank LIMIT +?)"
_STILL_ALLOWED = {means: _ALLOWED.replace("email", means) for means in MEANS}
_NEARBY = {query: query.replace("search_text", "near_text") for query in (_MATCHING, *_STILL_ALLOWED.values())}


class Question:
    """One question being answered over one cursor."""

    def __init__(
        self,
        cursor: Any,
        text: str,
        filters: Filters,
        viewer: Viewer,
        limit: int,
        today: datetime.date,
        restriction: match.Restriction,
        kept: Kept,
        turn: int,
    ) -> None:
        self._cursor = cursor
        self._text = safe(text[:LIMIT_CHARACTERS]).strip()
        self._words = asked(self._text)
        self._filters = filters
        self._viewer = viewer
        self._limit = limit
        self._today = today_number(today)
        self._restriction = restriction
        self._kept = kept
        self._turn = turn
        self._cap = min(max(COUNTED, 2 * limit), _MOST_COUNTED)
        self._hits = Hits(self._cap)
        self._cut = False
        first_near = restriction.near and match.facets_of(restriction.mine) <= match.facets_of(restriction.ours)
        self._only = keys.Only(
            restriction.groups(), filters.consent, self._today, self._fitting, restriction.within, first_near
        )
        self._more = False
        self._kept_out = False
        self._rows: dict[int, Any] = {}

    def ask(self, readable: notes.Notes, region: Callable[[], str]) -> None:
        """Find them. ``region`` is for telephone numbers without a country."""
        if self._restriction.impossible:
            return
        if not self._words and not self._text:
            self._recent()
        elif self._filters.notes_only:
            self._by_notes(readable)
        else:
            most = keys.MOST_FILTERED if self._restriction.required else keys.MOST
            self._by_everything(readable, keys.Asked(self._text, self._viewer, region, most))

    def _by_everything(self, readable: notes.Notes, asked_for: keys.Asked) -> None:
        for matched_by, customers in keys.lookups(self._cursor, asked_for):
            self._found(customers, matched_by)
            most = min(asked_for.most, keys.MOST_ORDERS) if matched_by == "order" else asked_for.most
            self._cut = self._cut or len(customers) >= most
            if len(self._hits) > self._cap:
                return  # whoever else there is is neither shown nor counted
        if not self._words:
            return
        self._by_name()
        # The part before the @ may be several words: ana.garcia
        if self._has_room() and len(self._text) >= 3 and not any(c in self._text for c in " @"):
            self._found(keys.emails(self._cursor, asked_for), "email")
        # Several words that all fit somebody are no accident: guessing further would only cost time.
        guess = len(self._words) == 1 or not self._hits
        if guess and self._has_room():
            self._inside_words()
        if self._has_room():
            self._by_notes(readable)
        if guess and len(self._hits) < FEW and not self._names_somebody() and not self._fits_somebody_else():
            self._by_typo()

    def _names_somebody(self) -> bool:
        """Whether a number was typed that is somebody's: then it was no slip, and no name."""
        return bool(self._hits) and all(any(c.isdigit() for c in word) for word in self._words)

    def _has_room(self) -> bool:
        return len(self._hits) < self._limit

    def _recent(self) -> None:
        if self._restriction.required:
            self._hits.add(self._ranks((), self._cap + 1), "recent")
            return
        self._hits.add(_numbers(self._cursor.execute(_RECENT, (self._cap + 1,))), "recent")

    def _found(self, customers: Sequence[str], matched_by: MatchedBy) -> None:
        """Customers found other than by the text index: filter them by what their row says."""
        if not customers:
            return
        places = keys.places(self._cursor, customers, self._only)
        self._kept_out = self._kept_out or not places.ranks
        self._hits.add(self._sorted(sorted(places.ranks.values()), places.docs, whole_first=False), matched_by)

    def _fitting(self) -> keys.Fitting | None:
        """All whom the filters let through, None when there are too many to be told quickly."""
        if self._filters.consent:
            # Whose consent was taken back a moment ago is in none of what is kept.
            ranks = self._few_ranks()
            return None if ranks is None else keys.Fitting(ranks)
        return self._kept.get(("fitting", self._filters, self._viewer), self._read_fitting, self._turn)

    def _read_fitting(self) -> keys.Fitting | None:
        ranks = self._few_ranks()
        if ranks is None:
            return None
        return keys.Fitting(ranks, keys.whose(self._cursor, ranks) if self._restriction.within else {})

    def _few_ranks(self) -> frozenset[int] | None:
        ranks = self._ranks((), _FEW_ENOUGH + 1)
        return frozenset(ranks) if len(ranks) <= _FEW_ENOUGH else None

    def _by_name(self) -> None:
        begun = match.beginnings(self._cursor, self._words)
        if begun is None:
            return
        asking = plan.plan(self._cursor, self._words, begun, self._kept)

        def find(group: str, limit: int) -> list[int]:
            return self._begun(asking, group, limit)

        if self._more_than_are_counted():
            # Whoever is not shown need not be asked for.
            if not self._add_whole_words(self._limit):
                self._add_ours(find, "name")
                if self._has_room():
                    self._hits.add(find("", self._limit), "name", self._words)
            return
        ours = self._more_than_counted(find)
        everything = ours or find("", self._cap + 1)
        most = self._cap
        if self._restriction.near:
            # Who comes first is told by the store's own index, quicker than by the rows of those who are not shown.
            most = self._limit
        elif len(everything) > most and len(self._words) > 1 and plan.nearly_all(self._cursor, everything):
            everything += self._begun(asking, "", most + 1, after=everything[-1])
            most *= 2
        if len(everything) <= most:
            # All there are: what each one is, is quicker read from its row than asked of the index.
            self._hits.add(self._in_order(everything), "name", self._words)
            return
        if not self._add_whole_words(self._cap + 1):
            self._add_ours(find, "name", ours)
            self._hits.add(everything, "name", self._words)

    def _more_than_are_counted(self) -> bool:
        """Whether more customers than are counted have a word that begins as the only one that was typed: told by the
        list of words alone.
        """
        if len(self._words) == 1 and len(self._words[0]) >= _SHORT and not self._restriction.required:
            self._more = match.common(self._cursor, self._words[0], self._cap)
        return self._more

    def _more_than_counted(self, find: Find) -> list[int]:
        """Those of this store, when they alone are more than are shown and counted; else empty. Then nobody else need
        be asked for. Only looked for where the beginning of a word is so short that it is likely.
        """
        held = self._restriction
        if not held.near or held.within or len(self._words) > 1 or len(self._words[0]) > _SHORT:
            return []
        ours = find(held.ours, _TOGETHER)
        return ours if len(ours) > self._cap else []

    def _begun(self, asking: plan.Plan, group: str, limit: int, after: int = notes.BEFORE_ALL) -> list[int]:
        """Ranks behind ``after`` of the rows that have all beginnings, and a facet of ``group`` if it is given."""
        restricted = bool(group or self._restriction.required)
        if not self._nearby(group) and asking.worth_trying(restricted):
            left = self._ranks(asking.narrow, asking.few + 1, group, after)
            if len(left) <= asking.few:
                return plan.holding(self._cursor, left, asking.wide)[:limit]
        # The rarest first: the index goes from row to row of what it is asked for first.
        return self._ranks(asking.expressions, limit, group, after)

    def _in_order(self, ranks: Sequence[int], whole_first: bool = True) -> list[int]:
        """Whole words before beginnings, if that is wanted; of each the own client book, this store, the rest."""
        if len(ranks) < 2:
            return list(ranks)
        if len(ranks) > self._limit:
            query = f"SELECT rank, doc FROM search_row WHERE rank IN ({marks(ranks)})"  # noqa: S608 - marks only
            return self._sorted(ranks, dict(self._cursor.execute(query, ranks).fetchall()), whole_first)
        # They are few enough to be shown: what that needs is read with it.
        docs = {}
        for *values, doc in self._read(f"{COLUMNS}, doc", ranks):
            self._rows[values[0]] = values
            docs[values[0]] = doc
        return self._sorted(ranks, docs, whole_first)

    def _sorted(self, ranks: Sequence[int], docs: Mapping[int, str], whole_first: bool) -> list[int]:
        """The same with the texts of their rows."""
        if len(ranks) < 2:
            return list(ranks)
        words = [f" {word} " for word in self._words] if whole_first else []
        mine, ours = match.facets_of(self._restriction.mine), match.facets_of(self._restriction.ours)
        # A list for each class: a function called for each row takes longer than all else here.
        classes: list[list[int]] = [[] for _ in range(6)]
        for rank in ranks:
            doc = docs.get(rank, "")
            place = 0 if not mine.isdisjoint(doc) else 1 if not ours.isdisjoint(doc) else 2
            padded = f" {doc} " if words else ""
            for word in words:
                if word not in padded:
                    place += 3
                    break
            classes[place].append(rank)
        return [rank for each in classes for rank in each]

    def _add_whole_words(self, wanted: int) -> bool:
        """Own book, this store, the rest of those who have the words as they are; whether there are as many as are
        ``wanted``.
        """
        if not match.known(self._cursor, self._words):
            return False
        words = match.exact(self._words)
        every = [] if self._more else self._ranks(words, wanted)
        if self._more or len(every) > 1:
            self._add_ours(lambda group, limit: self._ranks(words, limit, group), "name")
        if self._more and self._has_room():
            every = self._ranks(words, wanted)
        self._hits.add(every, "name", self._words)
        return len(self._hits) >= wanted

    def _add_ours(self, find: Find, matched_by: MatchedBy, found: Sequence[int] = ()) -> None:
        """Those of the own client book, then those of this store, as many as fit the page. ``found``: those of this
        store as far as they are known.
        """
        if not self._has_room():
            return
        mine, ours = self._restriction.mine, self._restriction.ours
        book = self._own_book()
        most = self._limit if book is None else max(self._limit, _TOGETHER)
        near = found or (find(ours, most) if ours else [])
        if mine:
            # When all of this store are known, those of the own book are among them.
            if book is not None and len(near) < most:
                own = [rank for rank in near if rank in book]
            elif len(near) < most and match.facets_of(mine) <= match.facets_of(ours):
                own = self._in_order(near)
            else:
                own = find(mine, self._limit)
            self._hits.add(own, matched_by, self._words)
        self._hits.add(near[: self._limit], matched_by, self._words)

    def _own_book(self) -> frozenset[int] | None:
        """The ranks of the viewer's client book, where the store's own index tells them; None where it does not, or
        they are many.
        """
        if not self._restriction.mine or not self._only.near:
            return None
        return self._kept.get(("book", self._viewer), self._read_book, self._turn)

    def _read_book(self) -> frozenset[int] | None:
        asked_for = (self._restriction.mine, notes.BEFORE_ALL, _FEW_ENOUGH + 1)
        ranks = _numbers(self._cursor.execute(_NEARBY[_MATCHING], asked_for))
        return frozenset(ranks) if len(ranks) <= _FEW_ENOUGH else None

    def _inside_words(self) -> None:
        expressions = match.insides(self._cursor, self._words)
        if expressions is None:
            return
        ranks = self._ranks(expressions, self._cap + 1)
        if len(ranks) <= self._limit:
            self._hits.add(self._in_order(ranks), "inside", self._words)
            return
        self._add_ours(lambda group, limit: self._ranks(expressions, limit, group), "inside")
        self._hits.add(ranks, "inside", self._words)

    def _fits_somebody_else(self) -> bool:
        """Whether the filters alone keep somebody out who has this number or name: then it was no slip."""
        if not self._restriction.required:
            return False
        if self._kept_out:
            return True
        begun = match.beginnings(self._cursor, self._words)
        return begun is not None and bool(
            _numbers(self._cursor.execute(_MATCHING, (match.all_of(begun), notes.BEFORE_ALL, 1)))
        )

    def _by_typo(self) -> None:
        def find(meant: list[str]) -> list[int]:
            return self._ranks(meant, self._limit)

        for shown, ranks in typo.corrections(self._cursor, self._words, find, not self._hits):
            self._hits.add(self._in_order(ranks, whole_first=False), "typo", shown)

    def _by_notes(self, readable: notes.Notes) -> None:
        if "notes" in self._viewer.never:
            return
        found: dict[str, str] = {}
        ranks: dict[str, int] = {}
        for looked, part in enumerate(readable.find(self._cursor, self._words, self._viewer, _NOTES_TOGETHER), 1):
            fresh = {customer: note for customer, note in part.items() if customer not in found}
            found.update(fresh)
            ranks.update(keys.places(self._cursor, list(fresh), self._only, docs=False).ranks)
            # Few of them may be of the right customers, and many of one.
            self._cut = self._cut or looked == _MOST_TIMES
            if len(ranks) + len(self._hits) > self._cap or self._cut:
                break
        self._hits.add(list(ranks.values()), "note")
        snippets = {ranks[c]: note for c, note in found.items() if c in ranks}
        shown = {rank: snippets[rank] for rank in self._hits.first(self._limit) if rank in snippets}
        self._hits.snippets = readable.snippets(self._cursor, shown, self._words)

    def _nearby(self, group: str) -> bool:
        """Whether all with a facet of ``group`` that are wanted are customers whom the store's own index holds."""
        held = self._restriction
        return held.within or (held.near and bool(group) and match.facets_of(group) <= match.facets_of(held.ours))

    def _ranks(
        self, expressions: Sequence[str], limit: int, group: str = "", after: int = notes.BEFORE_ALL
    ) -> list[int]:
        """Ranks behind ``after`` of the rows that match all expressions, have a facet of ``group`` if it is given, and
        are let through by the filters; most recently active first.
        """
        wanted = [each for each in (*expressions, group, *self._restriction.required) if each]
        query, values = _MATCHING, [after]
        if self._filters.consent:
            query, values = _STILL_ALLOWED[self._filters.consent], [after, self._today]
        if self._nearby(group):
            # Everybody it holds is one of ours: that need not be asked.
            ours = self._restriction.ours
            query, wanted = _NEARBY[query], [each for each in wanted if each != ours] or [ours]
        return _numbers(self._cursor.execute(query, (match.all_of(wanted), *values, limit)))

    def _read(self, columns: str, ranks: Sequence[int]) -> list[tuple[Any, ...]]:
        """These columns of the rows of ``ranks``, in any order."""
        query = f"SELECT json_group_array(json_array({columns})) FROM search_row WHERE rank IN ({marks(ranks)})"  # noqa: S608 - constants, marks
        return msgspec.json.decode(self._cursor.execute(query, ranks).fetchone()[0], type=list[tuple[Any, ...]])

    def page(self, sellers: Mapping[str, str]) -> SearchPage:
        """What ``ask`` has found, ready to show. ``sellers``: id -> name."""
        shown = self._hits.first(self._limit)
        held = self._rows
        missing = [rank for rank in shown if rank not in held]
        if missing:
            held.update((row[0], row) for row in self._read(COLUMNS, missing))
        rows = tuple(present(shown, held, self._hits, self._today, sellers))
        found = self._cap + 1 if self._more and len(rows) == self._limit else len(self._hits)
        return SearchPage(rows, min(found, self._cap), self._cut or found > self._cap)


def _numbers(found: Any) -> list[int]:
    """What ``json_group_array`` gathered."""
    return msgspec.json.decode(found.fetchone()[0], type=list[int])
