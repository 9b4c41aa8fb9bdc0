"""Any CSV file by a mapping: customers, or orders with their customers."""

from __future__ import annotations

from pathlib import Path

from clienteling.domain.customer import Loyalty
from clienteling.domain.errors import Rejected
from clienteling.domain.fields import FIELDS
from clienteling.domain.provenance import from_source
from clienteling.domain.text import NOTE_LIMIT, clean, normal_contact
from headoffice.sources import bounds
from headoffice.sources.blocks import Group
from headoffice.sources.mapping import ConsentMap, ContactMap, CustomerMap, LineMap, Mapping, OrderMap
from headoffice.sources.pictures import picture
from headoffice.sources.reader import Columns, RowRejected, Sheet, SheetReader, Taken
from headoffice.sources.records import (
    SourceConsent,
    SourceContact,
    SourceCustomer,
    SourceDate,
    SourceIdentifier,
    SourceLine,
    SourceNote,
    SourceOrder,
    SourcePreference,
    SourceStore,
    SourceTag,
)
from headoffice.sources.rows import Row
from headoffice.sources.shopify_orders import status_of
from headoffice.sources.stream import changed_at
from headoffice.sources.values import bad, birthday, currency_code, day, flag, moment_or_day, money, whole, words


def reader(path: Path, mapping: Mapping) -> SheetReader:
    """The reader of one file by ``mapping``."""
    columns = mapping.columns()
    shape = mapping.file
    people = _People(mapping, changed_at(path))
    if mapping.order is None:
        sheet = Sheet("rows", path, columns, people, used=columns, delimiter=shape.delimiter, encoding=shape.encoding)
    else:
        orders = _Orders(mapping, mapping.order, people)
        sheet = Sheet(
            "rows", path, columns, orders, mapping.order.key, "order", columns, shape.delimiter, shape.encoding
        )
    return SheetReader(mapping.source, [sheet])


class _People:
    """Turns a row into a customer and a note."""

    def __init__(self, mapping: Mapping, said_at: int) -> None:
        self._source, self._map, self._shape = mapping.source, mapping.customer, mapping.file
        self._said_at = said_at

    def __call__(self, columns: Columns, group: Group, taken: Taken) -> None:
        row = group.rows[0]
        person = self.person(columns, row)
        if not person.key:
            raise bad(self._map.key or "E-mail", "there is nothing to know the customer by")
        taken.add(person)
        if person.home_store:
            taken.add(_store(self._source, person.home_store.removeprefix(_STORE), row, ""))
        text = clean(_cell(columns, row, self._map.note), NOTE_LIMIT, multiline=True, what=self._map.note)
        if text:
            key = f"{person.key}:note"
            taken.add(
                SourceNote(
                    source=self._source,
                    key=key,
                    said_at=self._said_at,
                    row=row.number,
                    customer=person.key,
                    text=text,
                )
            )

    def person(self, columns: Columns, row: Row) -> SourceCustomer:
        """The customer of a row."""
        m = self._map
        contacts = tuple(filter(None, (self._contact(columns, row, c, n) for n, c in enumerate(m.contacts))))
        number = words(m.key, _cell(columns, row, m.key), 100)
        home = words(m.home_store, _cell(columns, row, m.home_store), 80)
        return SourceCustomer(
            source=self._source,
            key=number or next((f"contact:{c.kind}:{c.value}" for c in contacts if c.kind in {"email", "phone"}), ""),
            said_at=self._said_at,
            row=row.number,
            fields=_fields(columns, row, m),
            identifiers=_identifiers(columns, row, m),
            contacts=contacts,
            consents=tuple(filter(None, (self._consent(columns, row, c) for c in m.consents))),
            preferences=_preferences(columns, row, m),
            dates=self._dates(columns, row),
            tags=_tags(columns, row, m),
            loyalty=_loyalty(columns, row, m),
            home_store=f"{_STORE}{home}" if home else "",
        )

    def _contact(self, columns: Columns, row: Row, said: ContactMap, place: int) -> SourceContact | None:
        parts = [cell for cell in (_cell(columns, row, name) for name in said.columns) if cell]
        if not parts:
            return None
        text = "\n".join(parts).removeprefix("'")
        value = normal_contact(said.kind, text, self._shape.region)
        return SourceContact(said.kind, value, f"{said.kind}.{place}", said.label, said.verified)

    def _consent(self, columns: Columns, row: Row, said: ConsentMap) -> SourceConsent | None:
        word = _cell(columns, row, said.column).casefold()
        if not word:
            return None
        if word not in {each.casefold() for each in (*said.granted, *said.withdrawn)}:
            raise bad(said.column, "this is neither one of the words for yes nor one for no")
        yes = word in {each.casefold() for each in said.granted}
        at = _cell(columns, row, said.at)
        when = moment_or_day(said.at, at, self._shape.date) if at else 0
        return SourceConsent(
            said.purpose,
            said.channel,
            "granted" if yes else "withdrawn",
            key=f"{yes}/{when}" if at else "",
            method=said.method,
            by=from_source(self._source, when) if at else None,
        )

    def _dates(self, columns: Columns, row: Row) -> tuple[SourceDate, ...]:
        found = []
        for said in self._map.dates:
            text = _cell(columns, row, said.column)
            if text and said.kind == "birthday":
                found.append(SourceDate(said.kind, *birthday(said.column, text, self._shape.date), said.label))
            elif text:
                date = day(said.column, text, self._shape.date)
                found.append(SourceDate(said.kind, date.month, date.day, date.year, said.label))
        return tuple(found)


_STORE = "name:"


def _store(source: str, name: str, row: Row, currency: str) -> SourceStore:
    """A store of which only the name is known."""
    return SourceStore(
        source=source,
        key=f"{_STORE}{name}",
        row=row.number,
        only_new=True,
        code="",
        name=name,
        currency=currency or "EUR",
    )


def _cell(columns: Columns, row: Row, name: str) -> str:
    return columns.cell(row, name) if name else ""


def _fields(columns: Columns, row: Row, m: CustomerMap) -> dict[str, str]:
    found = {}
    for key, names in m.fields.items():
        parts = [columns.cell(row, name) for name in ((names,) if isinstance(names, str) else names)]
        definition = FIELDS[key]
        value = words(definition.label, " ".join(part for part in parts if part), definition.max_length)
        if value and definition.choices and value not in definition.choices:
            raise bad(definition.label, f"not one of {', '.join(filter(None, definition.choices))}")
        if value:
            found[key] = value
    return found


def _identifiers(columns: Columns, row: Row, m: CustomerMap) -> tuple[SourceIdentifier, ...]:
    cells = ((said.kind, words(said.column, columns.cell(row, said.column), 100)) for said in m.identifiers)
    return tuple(SourceIdentifier(kind, value) for kind, value in cells if value)


def _preferences(columns: Columns, row: Row, m: CustomerMap) -> tuple[SourcePreference, ...]:
    found = []
    for said in m.preferences:
        cell = columns.cell(row, said.column)
        for value in cell.split(said.split) if said.split else [cell]:
            kept = words(said.column, value)
            if kept:
                found.append(SourcePreference(said.key, kept, multiple=bool(said.split)))
    return tuple(dict.fromkeys(found))


def _tags(columns: Columns, row: Row, m: CustomerMap) -> tuple[SourceTag, ...]:
    found: list[str] = []
    for said in m.tags:
        cell = columns.cell(row, said.column)
        if said.tag:
            found += [said.tag] if flag(said.column, cell) else []
        else:
            found += [words(said.column, part, 60) for part in (cell.split(said.split) if said.split else [cell])]
    return tuple(SourceTag(tag) for tag in dict.fromkeys(found) if tag)


def _loyalty(columns: Columns, row: Row, m: CustomerMap) -> Loyalty | None:
    if m.loyalty is None or not columns.cell(row, m.loyalty.card):
        return None
    points = _cell(columns, row, m.loyalty.points)
    return Loyalty(
        m.loyalty.programme,
        words(m.loyalty.card, columns.cell(row, m.loyalty.card), 60),
        words("Tier", _cell(columns, row, m.loyalty.tier), 40),
        whole(m.loyalty.points, points) if points else 0,
    )


class _Orders:
    """Turns the rows of one order into the order, its customer and its store."""

    def __init__(self, mapping: Mapping, order: OrderMap, people: _People) -> None:
        self._mapping, self._order, self._people = mapping, order, people

    def __call__(self, columns: Columns, group: Group, taken: Taken) -> None:
        head, m, source = group.rows[0], self._order, self._mapping.source
        person = self._people.person(columns, head)
        if not person.key:
            for row in group.rows:
                taken.skip(row, "nothing to know the customer by: nobody's purchase")
            return
        at = moment_or_day(m.at, columns.cell(head, m.at), self._mapping.file.date)
        currency = currency_code(m.currency, _cell(columns, head, m.currency) or m.currency_code)
        lines = tuple(self._line(columns, row, currency) for row in group.rows)
        shop = words(m.store, _cell(columns, head, m.store), 80)
        if shop:
            taken.add(_store(source, shop, head, currency))
        if person.home_store:
            taken.add(_store(source, person.home_store.removeprefix(_STORE), head, currency))
        in_store = bool(shop) or _cell(columns, head, m.channel).casefold() in m.store_words
        summed = sum(line.quantity * line.price_minor - line.discount_minor for line in lines)
        given = _cell(columns, head, m.total)
        total = money(m.total, given, currency, self._mapping.file.decimal) if given else summed
        taken.add(
            SourceOrder(
                source=source,
                key=group.key,
                said_at=at,
                row=head.number,
                number=words("Order", _cell(columns, head, m.number) or group.key, 60),
                customer=person.key if self._mapping.customer.key else "",
                person=person,
                channel="store" if in_store else "web",
                at=at,
                currency=currency,
                total_minor=total,
                lines=lines,
                kind="return" if total < 0 else "sale",
                status="returned" if total < 0 else status_of(_cell(columns, head, m.status)),
                store=f"{_STORE}{shop}" if shop else "",
            )
        )

    def _line(self, columns: Columns, row: Row, currency: str) -> SourceLine:
        try:
            return bounds.line(_line(columns, row, self._order.line, currency, self._mapping.file.decimal))
        except Rejected as error:
            raise RowRejected(row, error) from error


def _line(columns: Columns, row: Row, m: LineMap, currency: str, point: str) -> SourceLine:
    title = words(m.title, columns.cell(row, m.title), 300)
    if not title:
        raise bad(m.title, "a line needs a name")
    count = _cell(columns, row, m.quantity)
    color = words(m.color, _cell(columns, row, m.color))
    return SourceLine(
        title,
        whole(m.quantity, count) if count else 1,
        money(m.price, columns.cell(row, m.price), currency, point),
        words(m.sku, _cell(columns, row, m.sku)),
        size=words(m.size, _cell(columns, row, m.size)),
        color=color,
        picture=picture(title, color),
        discount_minor=money(m.discount, _cell(columns, row, m.discount), currency, point),
    )
