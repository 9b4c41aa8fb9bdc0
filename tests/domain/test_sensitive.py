"""Sensitive topics: found in any of three languages, however they are written; a shop's own words are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain.catalogue import SensitiveTopic
from clienteling.domain.sensitive import LIMIT, TOPICS, BadTopic, SensitiveReader, check_topic, in_force

READER = SensitiveReader(TOPICS)
ENTRIES = sorted({entry for topic in TOPICS for entries in topic.words.values() for entry in entries})
OWN = SensitiveTopic("own", "own", {"en": "Own"}, {"en": ("wedding ring", "tatt*", "long island iced*")})


def _found(text: str, reader: SensitiveReader = READER) -> list[tuple[str, str]]:
    return [(f.topic, text[f.start : f.end]) for f in reader.read(text)]


@pytest.mark.parametrize(
    ("note", "topic", "words"),
    [
        ("She is pregnant, due in May", "health", "pregnant"),
        ("Está EMBARAZADA de seis meses", "health", "EMBARAZADA"),
        ("Cliente em quimioterapia", "health", "quimioterapia"),
        ("viene en silla de  ruedas", "health", "silla de  ruedas"),
        ("Family is catholic", "belief", "catholic"),
        ("son testigos de Jehová", "belief", "testigos de Jehová"),
        ("O marido é judeu", "belief", "judeu"),
        ("votou em branco", "politics", "votou em"),
        ("familia gitana", "origin", "gitana"),
        ("acho que é gay", "private_life", "gay"),
        ("se está divorciando", "private_life", "divorciando"),
        ("her husband is in prison", "crime", "prison"),
        ("moroso, cuidado", "crime", "moroso"),
        ("total idiot", "insult", "idiot"),
        ("é um pão-duro", "insult", "pão-duro"),
        ("tiene ca\u0301ncer", "health", "ca\u0301ncer"),
        ("c\u200ba\u200bncer", "health", "c\u200ba\u200bncer"),
    ],
)
def test_what_is_nobodys_business_is_found(note: str, topic: str, words: str) -> None:
    assert (topic, words) in _found(note)
    assert topic in READER.touched(note)


@pytest.mark.parametrize(
    "note",
    [
        "Allergic to nickel, loves navy silk, shoe 38.5",
        "Cristiana prefers Christian Louboutin and Dior",
        "Política de devoluciones explicada; borde del vestido a 3 cm, abrigo pesado",
        "Alérgica al látex. Regalo para su hija, talla M, color mora",
        "Gosta de couro de vaca e bolsa preta; alergia a lã. Loja da cadeia do centro",
        "Wants the race-day dress, crazy about shoes; anniversary 12 May",
    ],
)
def test_what_a_shop_speaks_of_is_left_alone(note: str) -> None:
    assert _found(note) == []
    assert READER.touched(note) == frozenset()


def test_of_overlapping_entries_the_longest_is_told_once() -> None:
    topics = (replace(OWN, words={"en": ("long", "long island", "long island iced*")}),)
    assert _found("A Long Island iced-tea, a long walk", SensitiveReader(topics)) == [
        ("own", "Long Island iced"),
        ("own", "long"),
    ]


def test_a_stem_stands_for_all_that_begin_like_it_and_a_word_for_itself() -> None:
    reader = SensitiveReader([OWN])
    assert _found("Tattoos and a tat, wedding rings, a wedding ring", reader) == [
        ("own", "Tattoos"),
        ("own", "wedding ring"),
    ]


def test_the_companys_topics_take_the_place_of_ours() -> None:
    off = replace(OWN, id="off", key="off", active=False)
    assert in_force([]) == TOPICS
    assert in_force([off, OWN]) == (OWN,)
    assert in_force([off]) == ()


def test_no_more_than_a_few_are_told() -> None:
    assert len(READER.read("idiot " * 500)) == LIMIT


@given(st.text(max_size=300) | st.lists(st.sampled_from(ENTRIES), max_size=30).map(" ".join))
def test_any_text_is_read_and_findings_lie_in_it_in_order(text: str) -> None:
    found = READER.read(text)
    places = [place for f in found for place in (f.start, f.end)]
    assert places == sorted(places)
    assert all(f.start < f.end <= len(text) for f in found)
    assert len(found) == LIMIT or {f.topic for f in found} == READER.touched(text)


@given(st.sampled_from([(t.key, e) for t in TOPICS for w in t.words.values() for e in w]), st.booleans())
def test_every_entry_finds_itself_wherever_it_stands(entry: tuple[str, str], upper: bool) -> None:
    key, words = entry
    said = words.replace("*", "ing")
    text = f"… {said.upper() if upper else said}."
    assert key in {f.topic for f in READER.read(text)} or _shared(key, words)


def _shared(key: str, words: str) -> bool:
    """Whether another topic has the same entry: then one of the two is told."""
    return any(words in entries for t in TOPICS if t.key != key for entries in t.words.values())


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.key)
def test_ours_pass_the_check(topic: SensitiveTopic) -> None:
    check_topic(topic)
    assert set(topic.labels) == set(topic.words) == {"en", "es", "pt_BR"}


@pytest.mark.parametrize(
    "wrong",
    [
        replace(OWN, key="Health!"),
        replace(OWN, labels={}),
        replace(OWN, labels={"en": " "}),
        replace(OWN, words={"en": ("",)}),
        replace(OWN, words={"en": ("*",)}),
        replace(OWN, words={"en": ("ab*",)}),
        replace(OWN, words={"en": ("a*bc",)}),
        replace(OWN, words={"en": ("...",)}),
        replace(OWN, words={"en": ("x" * 61,)}),
        replace(OWN, words={"en": tuple(f"word{n}" for n in range(1_001))}),
    ],
)
def test_what_could_find_nothing_or_everything_is_refused(wrong: SensitiveTopic) -> None:
    with pytest.raises(BadTopic):
        check_topic(wrong)
