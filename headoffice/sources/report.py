"""What an import did: counts, and for everything that was not taken the reason and the rows."""

from __future__ import annotations

from typing import Literal

import msgspec

from headoffice.sources.reader import Problem, State

ROWS_NAMED = 100
"""Row numbers named per reason; the rejects file has all rows that are invalid."""

Change = Literal["added", "updated", "skipped", "invalid"]


class Count(msgspec.Struct):
    """Records of one kind: new, changed, the same as before, and left alone."""

    added: int = 0
    updated: int = 0
    skipped: int = 0


class Reason(msgspec.Struct):
    """Why rows were not taken. ``rows`` names the first of them."""

    outcome: Literal["skipped", "invalid"]
    reason: str
    count: int = 0
    rows: list[int] = []
    sheet: str = ""


class Progress(msgspec.Struct):
    """Everything an interrupted import needs to go on with its report, as stored with the run."""

    state: State = State()
    rows: int = 0
    kinds: dict[str, Count] = {}
    reasons: list[Reason] = []
    notes: list[str] = []
    rejects: dict[str, int] = {}
    rejects_path: str = ""

    def copy(self) -> Progress:
        """A deep copy."""
        return msgspec.json.decode(msgspec.json.encode(self), type=Progress)

    def count(self, kind: str, change: Literal["added", "updated", "skipped"], by: int = 1) -> None:
        """Count records of ``kind``."""
        held = self.kinds.setdefault(kind, Count())
        setattr(held, change, getattr(held, change) + by)

    def note(self, text: str) -> None:
        """Say something about the file, once."""
        if text not in self.notes:
            self.notes.append(text)

    def add_problem(self, sheet: str, problem: Problem) -> None:
        """Count a row that was not taken."""
        for held in self.reasons:
            if (held.outcome, held.reason, held.sheet) == (problem.outcome, problem.reason, sheet):
                break
        else:
            # A reason may count columns: their number stays bounded.
            many = len(self.reasons) >= ROWS_NAMED
            held = Reason(problem.outcome, "other reasons" if many else problem.reason, sheet=sheet)
            known = [r for r in self.reasons if (r.outcome, r.reason, r.sheet) == (held.outcome, held.reason, sheet)]
            held = known[0] if known else held
            if not known:
                self.reasons.append(held)
        held.count += 1
        if len(held.rows) < ROWS_NAMED:
            held.rows.append(problem.row)

    def total(self, change: Change) -> int:
        """Added and updated count records; skipped records that were the same, and rows left out; invalid rows."""
        records = 0 if change == "invalid" else sum(getattr(count, change) for count in self.kinds.values())
        return records + sum(reason.count for reason in self.reasons if reason.outcome == change)


class Report(msgspec.Struct, omit_defaults=False):
    """The answer of one import."""

    ok: bool
    run: str
    format: str
    source: str
    rows: int
    added: int
    updated: int
    skipped: int
    invalid: int
    kinds: dict[str, Count]
    reasons: list[Reason]
    notes: list[str]
    rejects: list[str]
    resumed_after_row: int = 0
    seconds: float = 0.0
