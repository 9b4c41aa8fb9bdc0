"""The search box finds what a naive reading of every customer would find, and says why."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clienteling.domain import text
from clienteling.domain.consent import MEANS, reach
from clienteling.domain.customer import ConsentRecord, Customer
from clienteling.domain.operations import NoteAdd
from clienteling.store.search import typo, words
from clienteling.store.search.entry import REFUSED, allowed_until
from clienteling.store.search.highlight import Highlighter
from clienteling.store.search.question import COUNTED
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Filters, Viewer
from tests.store.people import (
    CENTRO,
    DAY,
    ELENA,
    MARCO,
    NORTE,
    NOW,
    NURIA,
    WEB,
    company,
    customer,
    download,
    enrolled,
    names,
    note,
    oid,
    order,
    pull,
    task,
)

HERE = Viewer(ELENA, CENTRO)
NAMES = [
    "Ana", "Anabel Ruiz", "María José García-López", "Marc Garcés", "José María Núñez", "Zoë Müller", "Łukasz Żak",
    "Ægir Ørsted", "Ibrahim", "İpek Çelik", "Jean-Luc O'Brien", "김민수", "王小明", "田中さくら", "محمد علي",
    "Αθηνά Παπαδάκη", "Дмитрий Ёлкин",
    "Nguyễn Thị Ánh", "Straße Groß", "X Æ A-12", "Ñandú", "de la Cruz", "Sigurðardóttir Þóra", "",
]  # fmt: skip
FIRST = st.sampled_from(NAMES)
PIECES = st.one_of(
    FIRST.flatmap(lambda name: st.sampled_from((name or "a").split())),
    st.text(alphabet=st.characters(categories=("L", "N")), min_size=1, max_size=5),
)


def naive(people: list[Customer], asked: str) -> set[str]:
    """Everybody of whom each word asked for begins a word (in scripts without spaces also a tail of one)."""
    wanted = [w.lower() for w in text.tokens(asked)][:8]

    def begins(person: Customer, word: str) -> bool:
        held = [w.lower() for w in text.tokens(person.name)]
        held += ["".join(text.tokens(part)).lower() for part in person.name.split() if "-" in part or "'" in part]
        for run in person.name.split():
            if not run.isascii() and unicodedata.name(run[0], "").split(" ")[0] in {"CJK", "HANGUL", "HIRAGANA"}:
                held += [t.lower() for n in range(1, len(run)) for t in text.tokens(run[n:])]
        return any(h.startswith(word) for h in held)

    return {p.id for p in people if all(begins(p, word) for word in wanted)} if wanted else set()


@pytest.fixture(scope="module", params=["pulled", "downloaded"])
def crowd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> object:
    """Every name once, in a tablet that pulled them and in one that downloaded them."""
    people = [customer(name, f"{n}", bought=NOW - n * DAY) for n, name in enumerate(NAMES)]
    with enrolled(tmp_path_factory.mktemp("crowd")) as tablet:
        pull(tablet, *people) if request.param == "pulled" else download(tablet, people)
        yield tablet, people


@settings(max_examples=120, suppress_health_check=list(HealthCheck), deadline=None)
@given(asked=st.lists(PIECES, min_size=1, max_size=3), cut=st.integers(1, 12), shout=st.booleans(), strip=st.booleans())
def test_names_are_found_as_by_a_naive_matcher(
    crowd: tuple[Tablet, list[Customer]], asked: list[str], cut: int, shout: bool, strip: bool
) -> None:
    tablet, people = crowd
    question = " ".join([*asked[:-1], asked[-1][:cut]])
    question = question.upper() if shout else question
    if strip:
        question = "".join(c for c in unicodedata.normalize("NFD", question) if not unicodedata.combining(c))
    found = [row for row in tablet.search.query(question).rows if row.matched_by == "name"]
    assert {row.id for row in found} == naive(people, question)
    for row in found:
        assert "".join(row.name_parts) == row.name


@given(st.text(max_size=80))
def test_the_words_of_a_text_are_those_of_the_domain(value: str) -> None:
    assert words.split(value) == [word.lower()[: words.LIMIT_WORD] for word in text.tokens(value)]


def test_parts_of_a_name_in_any_order_accents_forgiven(tablet: Tablet) -> None:
    pull(tablet, customer("María José García López"), customer("José Luis Martín"))
    for question in ("garcia maria", "lóp mar jos", "MARÍA JOSÉ GARCÍA LÓPEZ", "  garcía,maria "):
        assert names(tablet, question) == ["María José García López"], question
    assert sorted(names(tablet, "jose")) == ["José Luis Martín", "María José García López"]


def test_whole_words_come_before_beginnings(tablet: Tablet) -> None:
    pull(
        tablet,
        customer("Anabel", bought=NOW),
        customer("Ana", bought=NOW - DAY),
        customer("Anastasia", bought=NOW - 2 * DAY),
    )
    assert names(tablet, "ana") == ["Ana", "Anabel", "Anastasia"]


def test_own_book_then_this_store_then_the_most_recent(tablet: Tablet) -> None:
    pull(tablet, *company(), scope="company")
    pull(
        tablet,
        customer("Ana Far", bought=NOW, book=[NURIA], home=NORTE),
        customer("Ana Near", bought=NOW - 1 * DAY, home=CENTRO),
        customer("Ana Colleague", bought=NOW - 2 * DAY, book=[MARCO]),
        customer("Ana Mine", bought=NOW - 3 * DAY, book=[ELENA]),
    )
    assert names(tablet, "ana", viewer=HERE) == ["Ana Mine", "Ana Near", "Ana Colleague", "Ana Far"]
    assert names(tablet, "an", viewer=HERE) == ["Ana Mine", "Ana Near", "Ana Colleague", "Ana Far"]
    assert names(tablet, "ana") == ["Ana Far", "Ana Near", "Ana Colleague", "Ana Mine"]
    assert names(tablet, "ana", viewer=HERE, limit=2) == ["Ana Mine", "Ana Near"]


def test_filters_alone_and_with_words(tablet: Tablet) -> None:
    granted = ConsentRecord(oid("c"), "marketing", "email", "granted", WEB, expires="2023-11-14")
    texts = (
        ConsentRecord(oid("d"), "marketing", "sms", "granted", WEB),
        ConsentRecord(oid("e"), "marketing", "whatsapp", "withdrawn", WEB),
    )
    pull(tablet, *company(), scope="company")
    pull(
        tablet,
        customer("Ana", book=[ELENA], tier="Gold", birthday=5),
        customer("Bea", book=[MARCO], tier="Silver", consents=(granted,)),
        customer("Cloe", book=[NURIA], tier="Gold", consents=texts),
        task("Call", customer("Cloe")),
    )

    def found(words: str = "", **chips: object) -> list[str]:
        return sorted(names(tablet, words, viewer=HERE, filters=Filters(**chips)))  # type: ignore[arg-type]

    assert found(book="mine") == ["Ana"]
    assert found(book="store") == ["Ana", "Bea"]
    assert found(tier="Gold") == ["Ana", "Cloe"]
    assert found(tier="Platinum") == []
    assert found(birthday_month=5) == ["Ana"]
    assert found(open_follow_up=True) == ["Cloe"]
    assert found(consent="email") == ["Bea"]
    assert found("b", consent="email") == ["Bea"]
    assert (found(consent="sms"), found(consent="whatsapp"), found(consent="phone")) == (["Cloe"], [], [])
    assert found("a", tier="Gold", book="mine") == ["Ana"]
    assert found("a", tier="Silver") == []
    assert tablet.search.query("", viewer=HERE, filters=Filters(book="store")).total == 2
    tablet.search._clock = lambda: NOW + DAY  # the day after the consent ended
    assert found(consent="email") == []
    assert tablet.search.query("bea").rows[0].consents["email"] == "unknown"


def test_filters_hold_for_everything_that_is_found_by_key(tablet: Tablet) -> None:
    pull(
        tablet,
        customer("Ana", email="x@example.com", phone="+34612345678", tier="Gold"),
        order("1001", customer("Ana")),
    )
    for question in ("x@ex", "345678", "1001"):
        assert names(tablet, question, filters=Filters(tier="Gold")) == ["Ana"]
        assert names(tablet, question, filters=Filters(tier="Silver")) == []


def test_found_by_what_names_one_customer(tablet: Tablet) -> None:
    ana = customer("Ana", email="Ana.Ruiz@Example.com", phone="+34612345678", card="CARD-77 01", account="web-00042")
    pull(tablet, ana, customer("Bea", phone="+447700900123"), order("#SO-43697/b", ana))
    by = {
        "ana.ruiz@": "email",
        "ANA.RUIZ@example.com": "email",
        "ana.rui": "email",
        "612345678": "phone",
        "345 678": "phone",
        "+34 612 34 56 78": "phone",
        "card7701": "identifier",
        "CARD-77": "identifier",
        "web-00042": "identifier",
        "so-43697": "order",
        "#SO-43697/b": "order",
    }
    for question, how in by.items():
        assert [(r.name, r.matched_by) for r in tablet.search.query(question).rows] == [("Ana", how)], question
    assert names(tablet, "07700 900123") == ["Bea"]
    assert names(tablet, "612") == []
    assert names(tablet, "78") == []


def test_an_order_that_moved_is_found_at_its_new_customer(tablet: Tablet) -> None:
    pull(tablet, customer("Ana"), customer("Bea"), order("1001", customer("Ana")))
    pull(tablet, order("1001", customer("Bea")))
    assert names(tablet, "1001") == ["Bea"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("gracia", "Nuria Garcia"),
        ("garsia", "Nuria Garcia"),
        ("garciia", "Nuria Garcia"),
        ("gaarcia nuria", "Nuria Garcia"),
        ("jaun", "Juan Pérez"),
        ("prez juan", "Juan Pérez"),
        ("fernandz", "Inés Fernández"),
        ("fernadnex", "Inés Fernández"),
        ("margrita", "Margarita Ibarra"),
        ("margrit", "Margarita Ibarra"),
        ("дмитирй", "Дмитрий Ёлкин"),
    ],
)
def test_slips_of_the_finger_are_forgiven(tablet: Tablet, asked: str, name: str) -> None:
    people = ["Nuria Garcia", "Juan Pérez", "Inés Fernández", "Margarita Ibarra", "Дмитрий Ёлкин", "Bo Li"]
    pull(tablet, *map(customer, people))
    (row,) = tablet.search.query(asked).rows
    assert (row.name, row.matched_by) == (name, "typo")


@given(st.text("abcd", max_size=6), st.text("abcd", max_size=6))
def test_slips_are_counted_as_by_the_definition(a: str, b: str) -> None:
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i, j in itertools.product(range(1, len(a) + 1), range(1, len(b) + 1)):
        table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] != b[j - 1]))
        if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
            table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    exact = table[len(a), len(b)]
    assert typo.distance(a, b, 10) == exact
    assert min(typo.distance(a, b, 2), 3) == min(exact, 3)


def test_the_middle_of_a_word_comes_after_its_beginning(tablet: Tablet) -> None:
    pull(tablet, customer("Edgar Villaseñor", bought=NOW), customer("Inês Garrido"))
    rows = tablet.search.query("gar").rows
    assert [(r.name_parts, r.matched_by) for r in rows] == [
        (("Inês ", "Gar", "rido"), "name"),
        (("Ed", "gar", " Villaseñor"), "inside"),
    ]


def test_words_of_notes_come_last_with_the_place_where_they_stand(tablet: Tablet) -> None:
    rosalia, garazi = customer("Rosalía Montes"), customer("Garazi Ugarte")
    pull(
        tablet,
        rosalia,
        garazi,
        note("She looks for a garment bag. " * 30, rosalia),
        note("Secret garden", garazi, audience="me", at=NOW + 1),
    )
    rows = tablet.search.query("garm", viewer=HERE).rows
    assert [(r.name, r.matched_by) for r in rows] == [("Rosalía Montes", "note")]
    assert "garm" in rows[0].note_parts[1]
    assert len("".join(rows[0].note_parts)) < 90
    assert names(tablet, "gar", viewer=HERE) == ["Garazi Ugarte", "Rosalía Montes"]
    assert names(tablet, "garden secret", viewer=HERE) == ["Garazi Ugarte"]
    assert names(tablet, "garden", viewer=Viewer(MARCO, CENTRO)) == []
    assert names(tablet, "gar", viewer=HERE, filters=Filters(notes_only=True)) == ["Garazi Ugarte", "Rosalía Montes"]
    tablet.journal.append([Draft(NoteAdd(garazi.id, "Prefers silk"), oid("silk"))], ELENA, CENTRO, NOW)
    (row,) = tablet.search.query("silk", viewer=HERE).rows
    assert (row.name, row.note_parts, row.pending) == ("Garazi Ugarte", ("Prefers ", "silk", ""), True)


def test_a_row_says_all_a_list_shows(tablet: Tablet) -> None:
    consents = tuple(
        ConsentRecord(oid(f"{channel}{n}"), "marketing", channel, state, WEB)  # type: ignore[arg-type]
        for n, (channel, state) in enumerate([("email", "granted"), ("sms", "granted"), ("whatsapp", "withdrawn")])
    )
    pull(
        tablet,
        customer("Margarita Garcés", tier="Gold", bought=NOW - 21 * DAY, book=[ELENA, MARCO], consents=consents),
        customer("", "anonymous", account="17850"),
        customer("Juan Roca", account="17851", book=[oid("a seller nobody knows")]),
    )
    pull(tablet, *company(), scope="company")
    (row,) = tablet.search.query("gar").rows
    assert (row.name_parts, row.tier, row.last_purchase_at, row.primary_seller, row.pending) == (
        ("Margarita ", "Gar", "cés"),
        "Gold",
        NOW - 21 * DAY,
        "Elena Robles",
        False,
    )
    assert row.consents == {"email": "allowed", "whatsapp": "refused", "sms": "allowed", "phone": "unknown"}
    (anonymous,) = tablet.search.query("17850").rows
    assert (anonymous.name, anonymous.web_account) == ("", "17850")
    (named,) = tablet.search.query("17851").rows
    assert (named.name, named.web_account, named.primary_seller) == ("Juan Roca", "", "")
    assert [r.id for r in tablet.search.rows([anonymous.id, oid("nobody"), row.id])] == [anonymous.id, row.id]


def test_the_number_of_matches_is_exact_up_to_the_cap_and_honest_above(tablet: Tablet) -> None:
    people = [customer("Ana", f"ana {n}", bought=NOW - n * DAY) for n in range(COUNTED + 5)]
    pull(tablet, *people[:COUNTED])
    for question in ("an", "ana"):
        page = tablet.search.query(question, limit=7)
        assert (len(page.rows), page.total, page.capped) == (7, COUNTED, False)
    pull(tablet, *people[COUNTED:])
    for question in ("an", "ana", ""):
        page = tablet.search.query(question)
        assert (len(page.rows), page.total, page.capped) == (50, COUNTED, True)
        page = tablet.search.query(question, limit=100)
        assert (len(page.rows), page.total, page.capped) == (100, COUNTED + 5, False)
    assert [r.last_purchase_at for r in page.rows] == sorted((r.last_purchase_at for r in page.rows), reverse=True)


def test_activity_moves_a_customer_up_and_nothing_else_does(tablet: Tablet) -> None:
    pull(tablet, customer("Ana", bought=NOW - 9 * DAY), customer("Bea", bought=NOW - 8 * DAY))
    pull(tablet, customer("Ana", bought=NOW - 9 * DAY, version=2, email="a@example.com"))
    assert names(tablet, "") == ["Bea", "Ana"]
    pull(tablet, customer("Ana", bought=NOW - DAY, version=3))
    assert names(tablet, "") == ["Ana", "Bea"]
    pull(tablet, customer("Older", bought=NOW - 500 * DAY), customer("Old", bought=NOW - 400 * DAY))
    assert names(tablet, "") == ["Ana", "Bea", "Old", "Older"]


def test_what_happened_long_ago_and_what_was_undone_brings_nobody_to_the_top(tablet: Tablet) -> None:
    new, old = customer("Ana New", bought=NOW - DAY), customer("Ana Old", bought=NOW - 900 * DAY)
    pull(tablet, new, old)
    # An import tells of an order of years ago.
    pull(tablet, customer("Ana Old", version=2, bought=NOW - 500 * DAY))
    assert names(tablet, "ana") == ["Ana New", "Ana Old"]
    draft = Draft(NoteAdd(old.id, "Silk"), oid("silk"))
    tablet.journal.append([draft], ELENA, CENTRO, NOW)
    assert names(tablet, "ana") == ["Ana Old", "Ana New"]
    # Undone and delivered: who stays at the top by what is gone again does not make others recent who are not.
    with tablet.replica.database.writing() as connection:
        connection.exec_driver_sql("UPDATE search_row SET activity = ? WHERE id = ?", (NOW - 900 * DAY, old.id))
    pull(tablet, customer("Ana Third", bought=NOW - 400 * DAY))
    assert names(tablet, "ana")[-1] == "Ana Third"


def test_what_comes_together_is_one_piece_of_the_text_index(tablet: Tablet) -> None:
    def pieces(table: str) -> set[int]:
        with tablet.replica.database.reading() as connection:
            # The upper bits of a block's number name the piece it is of, and beyond 16 of them what is gone from it
            # (fts5_index.c, FTS5_SEGMENT_ROWID and FTS5_TOMBSTONE_ROWID).
            query = f"SELECT DISTINCT id >> 37 & 65535 FROM {table}_data WHERE id > 10"  # noqa: S608
            found = connection.exec_driver_sql(query)
            return set(found.scalars())

    people = [customer(f"Ana {n}", bought=NOW - (n * 7 % 40) * DAY) for n in range(40)]
    pull(tablet, *people, *[note(f"n{n}", person, f"silk {n}", at=NOW - n) for n, person in enumerate(people)])
    assert len(pieces("search_text")) == len(pieces("note_text")) == 1
    again = [
        customer(f"Ana Again {n}", f"Ana {n}", version=2, bought=NOW - (n % 5 if n % 2 else n * 7 % 40) * DAY)
        for n in range(40)
    ]
    pull(tablet, *again)
    assert len(pieces("search_text")) == 2
    assert tablet.search.query("again", limit=100).total == 40


def test_what_changed_is_found_under_its_new_words_only(tablet: Tablet) -> None:
    pull(tablet, customer("Ana Ruiz", email="old@example.com", phone="+34612345678"))
    new = customer("Anna Roig", "Ana Ruiz", version=2, email="new@example.com", phone="+34699999999")
    pull(tablet, new)
    assert names(tablet, "anna roig") == names(tablet, "new@") == names(tablet, "699999999") == ["Anna Roig"]
    for question in ("ruiz", "old@", "612345678"):
        assert names(tablet, question) == [], question
    merged = Customer(new.id, 3, new.fields, merged_into=oid("survivor"))
    pull(tablet, merged)
    assert names(tablet, "anna") == []


@given(
    st.lists(
        st.builds(
            lambda n, channel, state, knew, end: ConsentRecord(
                f"{n:032x}", "marketing", channel, state, WEB, tuple(f"{k:032x}" for k in knew), expires=end
            ),
            st.integers(0, 5),
            st.sampled_from(["email", "sms", "whatsapp", "call"]),
            st.sampled_from(["pending", "granted", "withdrawn"]),
            st.sets(st.integers(0, 5)),
            st.sampled_from(["", "2023-11-10", "2024-02-29", "2025-01-01"]),
        ),
        max_size=6,
        unique_by=lambda record: record.id,
    )
)
def test_consent_in_the_index_is_consent_by_the_rules_on_every_day(records: list[ConsentRecord]) -> None:
    until = dict(zip(MEANS, allowed_until(tuple(records), {}), strict=True))
    for day in ("2023-11-09", "2023-11-10", "2023-11-11", "2024-02-29", "2024-03-01", "2025-01-01", "2025-01-02"):
        state = reach(records, "marketing", day)
        number = int(day.replace("-", ""))
        for means, last in until.items():
            assert (last >= number) == (state[means] == "granted"), (day, means)
            assert (last == REFUSED) == (state[means] == "withdrawn"), (day, means)


@pytest.mark.parametrize(
    ("asked", "shown", "parts"),
    [
        (["gar"], "Margarita Garcés", ("Margarita ", "Gar", "cés")),
        (["garces"], "Margarita Garcés", ("Margarita ", "Garcés", "")),
        (["nunez", "jo"], "José Núñez", ("", "Jo", "sé ", "Núñez", "")),
        (["obr"], "Liam O'Brien", ("Liam ", "O'Br", "ien")),
        (["obr", "liam"], "Liam O'Brien", ("", "Liam", " ", "O'Br", "ien")),
        (["o'brien"], "Liam O'Brien", ("Liam ", "O", "'", "Brien", "")),
        (["민수"], "김민수", ("김", "민수", "")),
        (["strass"], "Straße", ("", "Straß", "e")),
        (["gar"], "Gar\u0301ces", ("", "Gar\u0301", "ces")),
        # The mark of a voiced sound is a letter of its own in half-width kana, and folds to nothing.
        (["\uff94\uff8f\uff80\uff9e"], "\uff94\uff8f\uff80\uff9e \uff80", ("", "\uff94\uff8f\uff80\uff9e", " \uff80")),
        (["x"], "Ana", ("Ana",)),
        ([], "Ana", ("Ana",)),
    ],
)
def test_highlighting(asked: list[str], shown: str, parts: tuple[str, ...]) -> None:
    wanted = [word for typed in asked for word in words.split(typed)]
    assert Highlighter(wanted).parts(shown) == parts


@given(st.lists(st.text(min_size=1, max_size=4), max_size=3), st.text(max_size=30), st.booleans())
def test_highlighting_never_changes_a_text(asked: list[str], shown: str, inside: bool) -> None:
    wanted = [word for typed in asked for word in words.split(typed)]
    parts = Highlighter(wanted, inside).parts(shown)
    assert "".join(parts) == shown
    assert len(parts) % 2 == 1


@given(
    st.lists(st.sampled_from(["a", "an", "ana", "n", "o", "ob", "민", "é", "s"]), max_size=3, unique=True),
    st.lists(st.text(st.sampled_from("aAnáN oO'b-ßж\n민수\u0301\x00é"), max_size=9), max_size=6),
    st.booleans(),
)
def test_a_page_is_highlighted_as_each_of_its_names_alone(asked: list[str], shown: list[str], inside: bool) -> None:
    highlighter = Highlighter(asked, inside)
    assert highlighter.each(shown) == [highlighter.parts(text) for text in shown]


def test_likely_duplicates_with_their_reasons(tablet: Tablet) -> None:
    ana = customer("Ana Ruiz Gómez", email="ana@example.com", phone="+34612345678", card="7701")
    pull(tablet, ana, customer("Ana Ruis Gómez"), customer("Bea Ruiz", phone="+34699999999"), customer("Ana Li"))
    found = tablet.search.duplicates(["Ana Ruiz"], ["ANA@example.com"], ["612 345 678"], ["77-01"])
    assert [(d.row.name, d.because) for d in found] == [
        ("Ana Ruiz Gómez", ("same_email", "same_card", "same_phone", "same_name")),
        ("Ana Ruis Gómez", ("similar_name",)),
    ]
    assert [d.row.name for d in tablet.search.duplicates([], [], ["0034699999999"])] == ["Bea Ruiz"]
    assert tablet.search.duplicates(["Ana"], ["ana@", "@", "a"], ["12"], ["7"]) == ()
    assert len(tablet.search.duplicates(["Ana Ruiz"], ["ana@example.com"], limit=1)) == 1


def test_warming_reads_the_file(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        pull(tablet, customer("Ana"))
        assert tablet.search.warm() == 0
        assert names(tablet, "ana") == ["Ana"]
