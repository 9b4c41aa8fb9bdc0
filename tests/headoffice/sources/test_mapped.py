from __future__ import annotations

from pathlib import Path

import pytest

from headoffice.sources import mapped
from headoffice.sources.mapping import read_mapping
from headoffice.sources.records import SourceCustomer, SourceNote, SourceOrder, SourceStore
from headoffice.sources.stream import Unreadable
from tests.headoffice.sources.files import of, read_all, write

PEOPLE = """
source = "old crm"

[file]
delimiter = ";"
date = "dmy"
decimal = ","
region = "PT"

[customer]
key = "Nr"
home_store = "Loja"
note = "Nota"

[customer.fields]
name = ["Nome", "Apelido"]
language = "Idioma"

[[customer.contacts]]
kind = "email"
columns = ["Mail"]

[[customer.contacts]]
kind = "phone"
columns = ["Tel"]
label = "mobile"

[[customer.contacts]]
kind = "address"
columns = ["Rua", "Cidade"]

[[customer.consents]]
purpose = "marketing"
channel = "email"
column = "News"
granted = ["S"]
withdrawn = ["N"]
method = "paper form"
at = "News em"

[[customer.preferences]]
key = "color"
column = "Cores"
split = ","

[[customer.dates]]
kind = "birthday"
column = "Nascido"

[[customer.tags]]
column = "VIP"
tag = "vip"

[customer.loyalty]
programme = "Club"
card = "Cartao"
points = "Pontos"
"""
HEADER = "Nr;Nome;Apelido;Idioma;Loja;Nota;Mail;Tel;Rua;Cidade;News;News em;Cores;Nascido;VIP;Cartao;Pontos;Outra"
ROW = (
    "7;Inês;Souza;pt;Chiado;Gosta de seda;ines@example.com;912 345 678;Rua A 1;Lisboa;"
    "S;02/03/2024;azul, verde;01/02/1990;S;C-77;120;x"
)


def mapping(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_customers_by_a_mapping(tmp_path: Path) -> None:
    read, sha256 = read_mapping(mapping(tmp_path, PEOPLE))
    assert len(sha256) == 64
    reader = mapped.reader(write(tmp_path / "p.csv", ROW.replace(";S;C-77", ";sim;C-77"), header=HEADER), read)
    assert reader.check() == ["columns that are not read: Outra"]
    batch = read_all(reader)
    (person,) = of(batch, SourceCustomer)
    assert (person.source, person.key, person.fields) == ("old crm", "7", {"name": "Inês Souza", "language": "pt"})
    assert [(c.kind, c.value, c.label) for c in person.contacts] == [
        ("email", "ines@example.com", ""),
        ("phone", "+351912345678", "mobile"),
        ("address", "Rua A 1\nLisboa", ""),
    ]
    (consent,) = person.consents
    assert (consent.state, consent.method) == ("granted", "paper form")
    assert consent.by is not None
    assert consent.by.at == 1_709_337_600_000
    assert [(p.key, p.value, p.multiple) for p in person.preferences] == [
        ("color", "azul", True),
        ("color", "verde", True),
    ]
    assert [(d.month, d.day, d.year) for d in person.dates] == [(2, 1, 1990)]
    assert [tag.tag for tag in person.tags] == ["vip"]
    assert person.loyalty is not None
    assert (person.loyalty.card, person.loyalty.points) == ("C-77", 120)
    assert [store.name for store in of(batch, SourceStore)] == ["Chiado"]
    assert [note.text for note in of(batch, SourceNote)] == ["Gosta de seda"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (";S;02/03", ";talvez;02/03"),
        ("02/03/2024", "30/02/2024"),
        ("ines@example.com", "ines"),
        (";S;C-77", ";talvez;C-77"),
        ("120", "many"),
        ("7;", ";"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused(tmp_path: Path, old: str, new: str) -> None:
    read, _ = read_mapping(mapping(tmp_path, PEOPLE.replace('key = "Nr"\n', "") if old == "7;" else PEOPLE))
    row = ROW.replace(";S;C-77", ";sim;C-77")
    broken = (
        row.replace("ines@example.com;912 345 678", ";")
        if old == "7;"
        else row.replace(old.replace(";S;C", ";sim;C"), new, 1)
    )
    batch = read_all(mapped.reader(write(tmp_path / "p.csv", broken, header=HEADER), read))
    assert [problem.outcome for problem in batch.problems] == ["invalid"]
    assert not batch.records


ORDERS = """
source = "till"
[file]
decimal = ","
[customer]
[customer.fields]
name = "Name"
[[customer.contacts]]
kind = "email"
columns = ["Mail"]
[order]
key = "Bon"
at = "Datum"
currency_code = "EUR"
store = "Shop"
[order.line]
title = "Artikel"
quantity = "Menge"
price = "Preis"
"""


def test_orders_by_a_mapping(tmp_path: Path) -> None:
    read, _ = read_mapping(mapping(tmp_path, ORDERS))
    path = write(
        tmp_path / "o.csv",
        'B1,Ana,ana@example.com,01.02.2024,Kölln,Shirt,2,"19,90"',
        'B1,Ana,ana@example.com,01.02.2024,Kölln,Hut,1,"5,00"',
        'B2,Ana,ana@example.com,03.02.2024,,Hut,-1,"5,00"',
        'B3,Ana,,03.02.2024,,Hut,1,"5,00"',
        header="Bon,Name,Mail,Datum,Shop,Artikel,Menge,Preis",
    )
    batch = read_all(mapped.reader(path, read))
    first, second = of(batch, SourceOrder)
    assert (first.total_minor, first.channel, first.store, len(first.lines)) == (4480, "store", "name:Kölln", 2)
    assert (second.total_minor, second.channel, second.kind) == (-500, "web", "return")
    assert [(problem.row, problem.outcome) for problem in batch.problems] == [(5, "skipped")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("source = ", "is not right"),
        ('source = "x"\ncolour = 1\n[customer]\nkey = "a"', "unknown field `colour`"),
        ('source = "x"\n[customer]\nkey = "a"\n[customer.fields]\nnane = "b"', "unknown fields: nane"),
        ('source = "x"\n[customer]\n[customer.fields]\nname = "b"', "needs customer.key"),
        ('source = " "\n[customer]\nkey = "a"', "needs a source"),
        (
            'source = "x"\n[customer]\nkey = "a"\n[order]\nkey = "b"\nat = "c"\n[order.line]\ntitle = "t"\nprice = "p"',
            "needs order.currency",
        ),
    ],
)
def test_a_mapping_that_is_wrong_says_where(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_mapping(mapping(tmp_path, text))


def test_columns_the_file_lacks_are_named(tmp_path: Path) -> None:
    read, _ = read_mapping(mapping(tmp_path, ORDERS))
    with pytest.raises(Unreadable, match="lacks the columns Mail, Bon"):
        mapped.reader(write(tmp_path / "o.csv", header="Name,Datum,Shop,Artikel,Menge,Preis"), read).check()


def test_the_example_of_the_guide_is_a_mapping(tmp_path: Path) -> None:
    guide = (Path(__file__).resolve().parents[3] / "docs" / "import.md").read_text(encoding="utf-8")
    example = guide.partition("```toml\n")[2].partition("```")[0]
    whole, _ = read_mapping(mapping(tmp_path, example))
    assert whole.order is not None
    people, _ = read_mapping(mapping(tmp_path, example.partition("[order]")[0]))
    given = "Member no;First;Last;Mail;Newsletter;Born\n7;Inês;Souza;ines@example.com;yes;01/02/1990\n"
    header, row = given.splitlines()
    rest = [column for column in people.columns() if column not in header.split(";")]
    path = write(tmp_path / "m.csv", row + ";" * len(rest), header=";".join([header, *rest]))
    (person,) = of(read_all(mapped.reader(path, people)), SourceCustomer)
    assert person.fields["name"] == "Inês Souza"
    assert [(d.month, d.day, d.year) for d in person.dates] == [(2, 1, 1990)]


def test_card_numbers_of_a_file_are_masked_wherever_they_stand(tmp_path: Path) -> None:
    mapping = write(
        tmp_path / "cards.toml",
        'source = "crm"\n[customer]\nkey = "Nr"\nnote = "Note"\n[customer.fields]\nname = "Name"\ncompany = "Firm"',
        '[[customer.contacts]]\nkind = "address"\ncolumns = ["Street"]',
        '[[customer.preferences]]\nkey = "brand"\ncolumn = "Brand"',
        '[[customer.tags]]\ncolumn = "Tags"',
    )
    header = "Nr;Name;Firm;Street;Brand;Tags;Note"
    file = write(tmp_path / "people.csv", "1" + ";was 4111 1111-1111.1111" * 6, header=header)
    found = read_all(mapped.reader(file, read_mapping(mapping)[0]))
    assert found.problems == []
    told = repr(found.records)
    assert told.count("\u2022\u2022\u2022\u2022 1111") >= 6
    assert "4111" not in told
