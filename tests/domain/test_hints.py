"""Hints: what words of a note are taken for, in three languages; what is denied is never offered."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clienteling.domain.catalogue import PreferenceDef
from clienteling.domain.hints import LIMIT, Hint, HintReader
from clienteling.domain.hints.note import NoteText

TODAY = "2026-11-21"


def _labels(**names: tuple[str, str, str]) -> dict[str, dict[str, str]]:
    return {value: dict(zip(("en", "es", "pt_BR"), said, strict=True)) for value, said in names.items()}


def _def(
    key: str, values: tuple[str, ...], labels: dict[str, dict[str, str]] | None = None, **more: bool
) -> PreferenceDef:
    return PreferenceDef(key, key, "x", {}, values, labels or {}, **more)


DEFS = (
    _def(
        "allergy",
        ("nickel", "latex", "wool"),
        _labels(
            nickel=("No nickel", "Sin níquel", "Sem níquel"),
            latex=("No latex", "Sin látex", "Sem látex"),
            wool=("No wool", "Sin lana", "Sem lã"),
        ),
        multiple=True,
        safety=True,
    ),
    _def("size.shoe", ("37", "37.5", "38", "38.5", "39")),
    _def("size.clothing", ("S", "M", "L")),
    _def("size.ring", ("12", "13", "14")),
    _def(
        "color",
        ("black", "navy", "red", "green", "burgundy", "pink"),
        _labels(navy=("Navy", "Azul marino", "Azul-marinho"), burgundy=("Burgundy", "Burdeos", "Bordô")),
        multiple=True,
    ),
    _def(
        "material", ("wool", "silk"), _labels(wool=("Wool", "Lana", "Lã"), silk=("Silk", "Seda", "Seda")), multiple=True
    ),
    _def("contact.channel", ("message", "email", "phone", "store"), free_text=False),
    _def("contact.hour", ("10:00", "18:00", "weekend")),
)
READER = HintReader(DEFS)


def _read(text: str, reader: HintReader = READER) -> tuple[Hint, ...]:
    return reader.read(text, TODAY)


def _said(text: str) -> list[str]:
    """The hints in short: ``=`` ticked, ``?`` offered."""
    return [
        f"{h.key}{'=' if h.certain else '?'}{h.value if h.kind == 'preference' else f'{h.month}-{h.day}'}"
        for h in _read(text)
    ]


@pytest.mark.parametrize(
    "note",
    [
        "Takes a 38 in court shoes, black, for a wedding in May. Nickel allergy. Better by message, after 18:00.",
        "Quiere salón negro, talla 38, para una boda en mayo. Alergia al níquel: solo hebillas de latón. "
        "Mejor por mensaje, después de las 18 h.",
        "Quer scarpin preto, tamanho 38, para um casamento em maio. Alergia ao níquel: só latão. "
        "Melhor por mensagem, depois das 18h.",
    ],
)
def test_the_same_note_says_the_same_in_every_language(note: str) -> None:
    found = {h.key: h for h in _read(note)}
    assert {key: (h.value, h.certain) for key, h in found.items() if h.kind == "preference"} == {
        "size.shoe": ("38", True),
        "color": ("black", False),
        "allergy": ("nickel", True),
        "contact.channel": ("message", True),
    }
    assert found["contact.channel"].also == (("contact.hour", "18:00"),)
    assert found["contact.channel"].preferences == (("contact.channel", "message"), ("contact.hour", "18:00"))
    wedding = found["wedding"]
    assert (wedding.month, wedding.day, wedding.certain, wedding.remind_on) == (5, 0, True, "2027-04-15")
    assert wedding.preferences == ()


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("shoe size 38", ["size.shoe=38"]),
        ("Calza un 37,5", ["size.shoe=37.5"]),
        ("38½ in boots", ["size.shoe=38.5"]),
        ("sapato número 39", ["size.shoe=39"]),
        ("Anillo 13", ["size.ring=13"]),
        ("ring size 13 and shoe size 39", ["size.ring=13", "size.shoe=39"]),
        ("anel 12", ["size.ring=12"]),
        ("usa talla M", ["size.clothing=M"]),
        ("wears an L", ["size.clothing=L"]),
        ("camisa tamanho S", ["size.clothing=S"]),
        ("size 38", ["size.shoe?38"]),
        ("shirt size 42", ["size.clothing?42"]),
        ("zapatos 41 para su marido", ["size.shoe?41"]),
        ("38 or 39 in shoes", ["size.shoe?39"]),
        ("zapato 38 y bota 39", ["size.shoe?38", "size.shoe?39"]),
        ("ya no usa la 38", []),
        ("used to take a 38 in shoes", []),
        ("zapatos no de la talla 38", []),
        ("shoes for 38 euros", []),
        ("boots in 15 May", []),
        ("shoe size 99", []),
        ("she bought 3 shoes", []),
        ("ring 3456", []),
    ],
)
def test_sizes(note: str, said: list[str]) -> None:
    assert _said(note) == said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Alergia al níquel", ["allergy=nickel"]),
        ("allergic to nickel and latex", ["allergy=nickel", "allergy=latex"]),
        ("alérgica a la lana y al látex", ["allergy=wool", "allergy=latex"]),
        ("alergia à lã", ["allergy=wool"]),
        ("alergia a la", []),
        ("latex allergy", ["allergy=latex"]),
        ("alergia a la penicilina", ["allergy?penicilina"]),
        ("allergic to cobalt", ["allergy?cobalt"]),
        ("su hija es alérgica al látex", ["allergy?latex"]),
        ("sin níquel, por favor", ["allergy?nickel"]),
        ("not allergic to nickel", []),
        ("no es alérgica al níquel", []),
        ("não tem alergia ao níquel", []),
        ("isn't allergic to latex", []),
        ("sin alergias", []),
    ],
)
def test_allergies(note: str, said: list[str]) -> None:
    assert _said(note) == said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Le encanta el negro", ["color=black"]),
        ("loves burgundy", ["color=burgundy"]),
        ("adora azul-marinho", ["color=navy"]),
        ("un bolso negro", ["color?black"]),
        ("zapatos rojos", ["color?red"]),
        ("no le gusta el negro", []),
        ("No le gusta el negro, el rojo ni el verde", []),
        ("doesn\u2019t like black", []),
        ("não gosta de preto", []),
        ("el negro no le gusta", []),
        ("hates pink", []),
        ("Odia el rosa. Le encanta el verde", ["color=green"]),
        ("le gusta el negro, no el rojo", ["color=black"]),
        ("doesn't like black but loves red", ["color=red"]),
        ("no le gusta el negro sino el rojo", ["color?red"]),
        ("not only black she loves", ["color=black"]),
        ("no solo le gusta el negro, también el verde", ["color=black", "color=green"]),
        ("adora preto no inverno", ["color=black"]),
        ("gosta de lã", ["material=wool"]),
        ("la talla de la hija", []),
        ("vino con Rosa, su hermana", []),
        ("le encanta la seda", ["material=silk"]),
        ("her sister loves red", ["color?red"]),
    ],
)
def test_tastes(note: str, said: list[str]) -> None:
    assert _said(note) == said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("cumple el 3 de junio", ["birthday=6-3"]),
        ("birthday on June 3rd", ["birthday=6-3"]),
        ("Aniversário dia 3 de junho", ["birthday=6-3"]),
        ("aniversario de boda el 12 de mayo", ["anniversary=5-12"]),
        ("aniversário de casamento em maio", ["anniversary=5-0"]),
        ("their anniversary is 12 May", ["anniversary=5-12"]),
        ("getting married in September", ["wedding=9-0"]),
        ("birthday 25/12", ["birthday=12-25"]),
        ("birthday 3/6", ["birthday?6-3"]),
        ("cumpleaños de su hijo el 4 de abril", ["child=4-4"]),
        ("cumpleaños de su hermana el 4 de abril", ["other?4-4"]),
        ("boda de su hermana en mayo", ["wedding?5-0"]),
        ("graduation in June", ["other=6-0"]),
        ("boda en mayo, cumple el 3 de junio", ["wedding=5-0", "birthday=6-3"]),
        ("la boda no es en mayo", []),
        ("the wedding may come early", []),
        ("birthday 30 February", []),
        ("boda. Viene en mayo", []),
        ("comes in May", []),
    ],
)
def test_occasions(note: str, said: list[str]) -> None:
    assert _said(note) == said


@pytest.mark.parametrize(
    ("today", "note", "remind_on"),
    [
        ("2026-11-21", "wedding in May", "2027-04-15"),
        ("2026-11-21", "birthday 25/12", "2026-12-09"),
        ("2026-11-21", "birthday 25/11", "2026-11-22"),
        ("2026-11-21", "birthday 21/11", "2027-11-05"),
        ("2026-05-10", "wedding in May", "2026-05-11"),
        ("2027-02-20", "birthday 29/2", "2027-02-21"),
    ],
)
def test_a_reminder_is_proposed_in_good_time_and_never_in_the_past(today: str, note: str, remind_on: str) -> None:
    [hint] = READER.read(note, today)
    assert hint.remind_on == remind_on


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("prefers email", ["contact.channel=email"]),
        ("mejor por WhatsApp", ["contact.channel=message"]),
        ("prefere ligação", ["contact.channel=phone"]),
        ("mejor mensaje que llamada", ["contact.channel=message"]),
        ("sent the photos by email", ["contact.channel?email"]),
        ("no por teléfono", []),
        ("a nice message", []),
        ("llamar por la mañana", ["contact.hour?10:00"]),
        ("viene mañana", []),
        ("prefers contact at the weekend", ["contact.hour=weekend"]),
        ("better after 7 pm", ["contact.hour=19:00"]),
    ],
)
def test_how_and_when_to_be_reached(note: str, said: list[str]) -> None:
    assert _said(note) == said


def test_only_what_the_company_defined_is_suggested() -> None:
    note = "Zapato 38, negro le encanta. Alergia al níquel. Mejor por mensaje, después de las 18 h. Anillo 13."
    assert _read(note, HintReader(())) == ()
    assert [h.key for h in _read(note, HintReader([DEFS[1]]))] == ["size.shoe"]
    strict = [_def("size.shoe", ("36",), free_text=False), _def("contact.channel", ("email",), free_text=False)]
    assert _read(note, HintReader(strict)) == ()


def test_a_value_that_is_not_listed_needs_free_text() -> None:
    listed = HintReader([_def("size.shoe", ("38",), free_text=False)])
    assert _read("shoe size 40", listed) == ()
    assert [(h.value, h.certain) for h in _read("shoe size 40", HintReader([_def("size.shoe", ("38",))]))] == [
        ("40", False)
    ]


def test_the_words_of_a_date_fit_its_label() -> None:
    [hint] = _read("boda" + " muy" * 9 + "  el 12 de septiembre")
    assert len(hint.value) <= 60
    assert "  " not in hint.value


def test_hints_stand_where_the_words_are() -> None:
    note = "Ça va? ﬁne… Alérgica al níquel, calza un 38½ (¡sí!)"
    for hint in _read(note):
        words = note[hint.start : hint.end]
        assert {"allergy": "Alérgica al níquel", "size.shoe": "38½"}[hint.key] == words


def test_a_thing_said_twice_is_one_hint_and_the_clear_one() -> None:
    assert _said("un bolso negro. Le encanta el negro. negro negro") == ["color=black"]


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for hint in _read(text):
        assert 0 <= hint.start < hint.end <= len(text)
        assert hint.kind == "date" or hint.key in {d.key for d in DEFS}


_KNOWN = """
    no talla 38 zapato negro , . boda en mayo alergia al níquel mejor por mensaje después de las 18 h 3/6 cumple el
    anillo 13 sin but pero hates loves rosa wool la lã M size
"""
_PIECES = st.sampled_from(_KNOWN.split())


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=40))
def test_any_mixture_of_known_words_can_be_read(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = _read(text)
    assert len(found) <= LIMIT
    names = [(h.kind, h.key, h.value, h.month, h.day) for h in found]
    assert len(names) == len(set(names))
    for hint in found:
        if hint.kind == "date":
            datetime.date(2000, hint.month, hint.day or 1)
            assert hint.remind_on > TODAY
    single = [h.key for h in found if h.certain and h.kind == "preference" and h.key.startswith(("size.", "contact."))]
    assert len(single) == len(set(single))


@pytest.mark.parametrize(
    "text", ["talla 38 zapato " * 70_000, "no, " * 300_000, "boda en mayo " * 80_000, "a" * 1_000_000, "38 " * 350_000]
)
def test_a_megabyte_of_note_is_read_without_hanging(text: str) -> None:
    # Only the first 10,000 characters count and clauses are short: else this runs into the time limit.
    assert len(_read(text)) <= LIMIT


def test_clauses_lead_back_to_the_note() -> None:
    note = NoteText("Straße: groß, aber. ½ no; I. ŒUVRE")
    for clause in note.clauses:
        start, end = note.origin(clause.start, clause.start + len(clause.text))
        assert note.typed[start:end].strip()
    assert len(note.clauses) == 5
