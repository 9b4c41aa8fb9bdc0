"""Pages for analysts: figures as files, of groups that are never small, and of nobody in particular."""

from __future__ import annotations

import threading

from fastapi import APIRouter, Request
from starlette.responses import Response

from clienteling.domain.policy import Group as PolicyGroup
from clienteling.domain.policy import Level
from headoffice.audit.log import append
from headoffice.console import figures, page
from headoffice.console.figures import WHATS, Figures, What
from headoffice.db.engine import reading, writing
from headoffice.guard import counts
from headoffice.guard.policies import in_force
from headoffice.routes.desk import Desk, Fields, at, nothing, one, sent

router = APIRouter(include_in_schema=False)
_COUNTING = threading.Lock()
"""All customers are read: one at a time in each process."""


@router.get(page.place("figures"))
def choose(request: Request) -> Response:
    """What there is."""
    return _choose(at(request, "figures"))


def _choose(desk: Desk, status: int = 200) -> Response:
    with reading(desk.office.engine) as conn:
        fewest = str(counts.least(conn))
    offers = []
    for what in WHATS:
        hidden = page.hidden("what", what)
        offers += [page.tag("h2", desk.say(f"figures_{what}")), page.paragraph(desk.say(f"figures_{what}_about"))]
        offers.append(desk.form(page.place("figures"), "take", hidden))
    busy = [page.paragraph(desk.say("busy"))] if status != 200 else []
    about = page.paragraph(desk.say("figures_about", fewest, str(counts.ROUNDED)))
    return desk.show("duty_figures", *busy, about, *offers, status=status)


@router.post(page.place("figures"))
def take(request: Request, said: Fields) -> Response:
    """A file, written down before it leaves."""
    desk, what = sent(request, "figures", said), one(said, "what")
    if what not in WHATS:
        raise nothing(desk.language)
    if not _COUNTING.acquire(blocking=False):
        return _choose(desk, 503)
    try:
        found, fewest = _made(desk, what)
    finally:
        _COUNTING.release()
    details = {"what": what, "lines": len(found.lines), "least": fewest}
    with writing(desk.office.engine) as conn:
        append(conn, [desk.person.act("counts.export", "office", "", details)], desk.now)
    headers = {"Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="{what}.csv"'}
    return Response(counts.table(found.names, found.lines), 200, headers, "text/csv; charset=utf-8")


def _made(desk: Desk, what: What) -> tuple[Figures, int]:
    with reading(desk.office.engine) as conn:
        levels: dict[PolicyGroup, Level] = in_force(conn).levels_of(desk.person.role)
        return figures.made(conn, what, levels, desk.now), counts.least(conn)
