"""Pages for whoever is responsible for a region: finding and seeing customers of its stores, and campaigns for them."""

from __future__ import annotations

from typing import Any, cast

from fastapi import APIRouter, Request
from sqlalchemy import Connection, select
from starlette.responses import Response

from clienteling.domain.contact_rules import CHANNELS as ALL_CHANNELS
from clienteling.domain.contact_rules import PURPOSES
from clienteling.domain.customer import ConsentPurpose
from clienteling.domain.message_run import CHANNELS, RunChannel
from clienteling.domain.text import printed
from headoffice.audit.log import Action, append
from headoffice.campaigns import requests
from headoffice.campaigns.requests import NAME_LENGTH, Campaign, Refused
from headoffice.campaigns.segments import Segment
from headoffice.console import page, profile, region
from headoffice.console.words import refused
from headoffice.db.engine import reading, writing
from headoffice.db.tables import stores
from headoffice.routes.desk import Desk, Fields, at, nothing, one, sent, to

router = APIRouter(include_in_schema=False)


@router.get(page.place("customers"))
def customers(request: Request) -> Response:
    """By what somebody is to be found."""
    desk = at(request, "customers")
    return desk.show("duty_customers", *_asking(desk))


@router.post(page.place("customers"))
def found(request: Request, said: Fields) -> Response:
    """Whom it finds in the region."""
    desk = sent(request, "customers", said)
    with writing(desk.office.engine) as conn:
        people = region.find(conn, desk.person, one(said, "contact"), desk.now)
    ways = [page.link(page.place("customers", who.id), who.name or who.id) for who in people]
    result = page.items(ways) if ways else page.paragraph(desk.say("nobody_found"))
    return desk.show("duty_customers", result, *_asking(desk))


def _asking(desk: Desk) -> list[str]:
    field = page.field(desk.say("contact"), "contact", needed=True, most=254)
    return [page.paragraph(desk.say("exactly")), desk.form(page.place("customers"), "find", field)]


@router.get(page.place("customers") + "/{customer}")
def customer(request: Request, customer: str) -> Response:
    """A customer of the region, as the policy lets them be seen."""
    desk = at(request, "customers")
    with writing(desk.office.engine) as conn:
        seen = region.show(conn, desk.person, customer, desk.now)
    if seen is None:
        raise nothing(desk.language)
    return desk.show("customer", *profile.sections(seen, desk.language))


@router.get(page.place("campaigns"))
def campaigns(request: Request) -> Response:
    """Those of the region, and a form for a new one."""
    return _campaigns(at(request, "campaigns"))


def _campaigns(desk: Desk, sentence: str = "") -> Response:
    with reading(desk.office.engine) as conn:
        held = region.campaigns(conn, desk.person)
        names = _stores(conn, desk)
    lines = [page.link(page.place("campaigns", each.id), _line(desk, each)) for each in held]
    there = page.items(lines) if lines else page.paragraph(desk.say("no_campaigns"))
    told = [page.paragraph(sentence)] if sentence else []
    return desk.show("duty_campaigns", *told, there, _proposing(desk, names), status=409 if sentence else 200)


def _stores(conn: Connection, desk: Desk) -> dict[str, str]:
    """Code -> name of the stores of the region."""
    query = select(stores.c.code, stores.c.name).where(stores.c.id.in_(desk.person.stores)).order_by(stores.c.name)
    return {row.code: row.name for row in conn.execute(query)}


def _proposing(desk: Desk, names: dict[str, str]) -> page.Markup:
    months = {"": "", **{str(n): str(n) for n in range(1, 13)}}
    return desk.form(
        page.place("campaigns"),
        "propose",
        page.tag("h2", desk.say("new_campaign")),
        page.field(desk.say("campaign_name"), "name", needed=True, most=NAME_LENGTH),
        page.area(desk.say("campaign_text"), "text"),
        page.choice(desk.say("channel"), "channel", dict(zip(CHANNELS, CHANNELS, strict=True))),
        page.choice(desk.say("purpose"), "purpose", {p: p for p in ("marketing", *PURPOSES)}),
        page.ticks(desk.say("stores"), "store", names),
        page.field(desk.say("tier"), "tier", most=NAME_LENGTH),
        page.field(desk.say("bought_since"), "bought_since", kind="date"),
        page.field(desk.say("bought_before"), "bought_before", kind="date"),
        page.choice(desk.say("allows"), "allows", {c: c for c in ("", *ALL_CHANNELS)}),
        page.choice(desk.say("birthday_month"), "birthday_month", months),
    )


@router.post(page.place("campaigns"))
def propose(request: Request, said: Fields) -> Response:
    """Write it down; somebody else approves. For stores of the region alone, all of them when none is named."""
    desk = sent(request, "campaigns", said)
    try:
        with writing(desk.office.engine) as conn:
            held = _proposed(conn, desk, said)
            append(conn, [desk.person.act("campaign.propose", "office", "", requests.details(held))], desk.now)
    except Refused as why:
        return _campaigns(desk, refused(desk.language, str(why)))
    return to(page.place("campaigns", held.id))


def _proposed(conn: Connection, desk: Desk, said: dict[str, list[str]]) -> Campaign:
    ours = _stores(conn, desk)
    codes = tuple(said.get("store", ours))
    channel, purpose, allows, month = (one(said, n) for n in ("channel", "purpose", "allows", "birthday_month"))
    fits = channel in CHANNELS and purpose in PURPOSES and allows in {"", *ALL_CHANNELS} and ours
    if not fits or not set(codes) <= set(ours) or month not in {"", *map(str, range(1, 13))}:
        raise nothing(desk.language)
    days = one(said, "bought_since"), one(said, "bought_before")
    segment = Segment((), printed(one(said, "tier"))[:NAME_LENGTH], *days, "", cast(Any, allows), int(month or 0))
    name, text = one(said, "name"), one(said, "text").replace("\r\n", "\n")
    ways = cast(RunChannel, channel), cast(ConsentPurpose, purpose)
    return requests.propose(conn, name, text, *ways, codes, segment, desk.person.counts_as, desk.now)


@router.get(page.place("campaigns") + "/{campaign}")
def campaign(request: Request, campaign: str) -> Response:
    """What is to be sent, to whom."""
    return _campaign(at(request, "campaigns"), campaign)


def _campaign(desk: Desk, campaign_id: str, sentence: str = "") -> Response:
    with reading(desk.office.engine) as conn:
        held = region.campaign(conn, desk.person, campaign_id)
        names = dict(conn.execute(select(stores.c.id, stores.c.name)).all())
    if held is None:
        raise nothing(desk.language)
    told = [page.paragraph(sentence)] if sentence else []
    told += [page.tag("h2", held.name), page.pairs(_meant(desk, held, names)), page.tag("pre", held.text)]
    where = page.place("campaigns", held.id)
    state = held.state(desk.now)
    if state in {"proposed", "expired", "exported"}:
        told.append(desk.form(f"{where}/approve", "approve"))
    if state != "refused":
        told.append(desk.form(f"{where}/refuse", "refuse"))
    return desk.show("campaign", *told, status=409 if sentence else 200)


def _meant(desk: Desk, held: Campaign, names: dict[str, str]) -> list[tuple[str, str | page.Markup]]:
    said: list[tuple[str, str | page.Markup]] = [
        (desk.say("state"), desk.say(f"campaign_{held.state(desk.now)}")),
        (desk.say("channel"), held.channel),
        (desk.say("purpose"), held.purpose),
        (desk.say("stores"), ", ".join(sorted(names.get(store, "") for store in held.segment.stores))),
    ]
    asked = held.segment.conditions()
    return said + [(desk.say(name), _words(asked[name])) for name in asked if name != "stores"]


def _words(asked: object) -> str:
    return ", ".join(asked) if isinstance(asked, tuple) else str(asked)


def _line(desk: Desk, held: Campaign) -> str:
    return f"{held.name}: {desk.say(f'campaign_{held.state(desk.now)}')}"


@router.post(page.place("campaigns") + "/{campaign}/approve")
def approve(request: Request, campaign: str, said: Fields) -> Response:
    """By somebody else than whoever proposed it."""
    return _decide(sent(request, "campaigns", said), campaign, "campaign.approve")


@router.post(page.place("campaigns") + "/{campaign}/refuse")
def refuse(request: Request, campaign: str, said: Fields) -> Response:
    """It is not sent."""
    return _decide(sent(request, "campaigns", said), campaign, "campaign.refuse")


def _decide(desk: Desk, campaign_id: str, action: Action) -> Response:
    step = requests.approve if action == "campaign.approve" else requests.refuse
    try:
        with writing(desk.office.engine) as conn:
            if region.campaign(conn, desk.person, campaign_id) is None:
                raise nothing(desk.language)
            held = step(conn, campaign_id, desk.person.counts_as, desk.now)
            append(conn, [desk.person.act(action, "office", "", requests.details(held))], desk.now)
    except Refused as why:
        return _campaign(desk, campaign_id, refused(desk.language, str(why)))
    return to(page.place("campaigns", campaign_id))
