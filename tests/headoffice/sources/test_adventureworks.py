from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from headoffice.__main__ import main
from headoffice.sources import adventureworks
from headoffice.sources.records import SourceCustomer, SourceOrder, SourceProduct, SourceStore
from headoffice.sources.stream import Unreadable
from tests.headoffice.sources.files import of, read_all, real, write

_CUSTOMERS = (
    "CustomerKey,Prefix,FirstName,LastName,BirthDate,MaritalStatus,Gender,EmailAddress,"
    "AnnualIncome,TotalChildren,EducationLevel,Occupation,HomeOwner"
)
_PRODUCTS = (
    "ProductKey,ProductSubcategoryKey,ProductSKU,ProductName,ModelName,ProductDescription,"
    "ProductColor,ProductSize,ProductStyle,ProductCost,ProductPrice"
)
_SALES = "OrderDate,StockDate,OrderNumber,ProductKey,CustomerKey,TerritoryKey,OrderLineItem,OrderQuantity,Sales"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(
        tmp_path / "territories.csv",
        "1,Northwest,United States,North America",
        "7,France,France,Europe",
        header="SalesTerritoryKey,Region,Country,Continent",
    )
    write(tmp_path / "product_categories.csv", "3,Clothing", header="ProductCategoryKey,CategoryName")
    write(
        tmp_path / "product_subcategories.csv",
        "23,Socks,3",
        header="ProductSubcategoryKey,SubcategoryName,ProductCategoryKey",
    )
    write(
        tmp_path / "products.csv",
        '218,23,SO-B909-M,"Mountain Bike Socks, M",Mountain Bike Socks,Warm.,White,M,U,3.3963,9.5',
        header=_PRODUCTS,
    )
    write(
        tmp_path / "customers.csv",
        '11000,MR.,JON,YANG,04/08/1900,M,M,jon24@adventure-works.com,"$90,000 ",2,Bachelors,Professional,Y',
        '11001,MS.,MARÍA,MCDONALD,1965-05-14,S,F,maria@adventure-works.com,"$60,000 ",3,Bachelors,Clerical,N',
        '11002,,ANA,LIMA,99/99/1965,S,NA,ana@adventure-works.com,"$60,000 ",3,Bachelors,Clerical,N',
        header=_CUSTOMERS,
    )
    write(
        tmp_path / "sales.csv",
        "2022-07-01,2003-01-01,SO1,218,11000,7,1,2,9.5",
        "2023-07-01,2003-01-01,SO2,218,11001,1,1,2,19",
        "2023-07-01,2003-01-01,SO3,999,11001,1,1,1,19",
        header=_SALES,
    )
    return tmp_path


def test_people_products_stores_and_orders(folder: Path) -> None:
    batch = read_all(adventureworks.reader(folder))
    assert [(s.code, s.name, s.country, s.timezone) for s in of(batch, SourceStore)] == [
        ("AW01", "Northwest, United States", "US", "America/Los_Angeles"),
        ("AW07", "France", "FR", "Europe/Paris"),
    ]
    (product,) = of(batch, SourceProduct)
    assert (product.category, product.picture, product.variants[0].price_minor) == ("Socks", "sock/F2EFE9", 950)
    jon, maria = of(batch, SourceCustomer)
    assert jon.fields == {
        "name": "Jon Yang",
        "given": "Jon",
        "family": "Yang",
        "salutation": "Mr",
        "gender": "male",
        "occupation": "Professional",
    }
    assert (jon.dates[0].month, jon.dates[0].day, jon.dates[0].year) == (4, 8, 0)
    assert maria.fields["name"] == "María McDonald"
    assert (maria.dates[0].month, maria.dates[0].day, maria.dates[0].year) == (5, 14, 1965)
    assert [problem.row for problem in batch.problems] == [4, 4]


def test_the_column_of_sales_is_the_price_of_one_or_of_all(folder: Path) -> None:
    first, second = of(read_all(adventureworks.reader(folder)), SourceOrder)
    assert [(o.total_minor, o.lines[0].price_minor, o.lines[0].size) for o in (first, second)] == [(1900, 950, "M")] * 2
    assert first.person is not None
    assert first.person.home_store == "7"


def test_a_folder_without_all_files_says_which(folder: Path) -> None:
    (folder / "sales.csv").unlink()
    shutil.move(folder / "customers.csv", folder / "people.csv")
    with pytest.raises(Unreadable, match=r"lacks customers\.csv, sales\.csv"):
        adventureworks.reader(folder)


def test_wrong_columns_are_named(folder: Path) -> None:
    write(folder / "sales.csv", "x", header="OrderDate,OrderNumber,ProductKey,Client")
    with pytest.raises(Unreadable, match=r"sales\.csv lacks the columns CustomerKey, TerritoryKey"):
        adventureworks.reader(folder).check()


def test_the_real_folder() -> None:
    batch = read_all(adventureworks.reader(real("adventureworks")))
    assert len(of(batch, SourceCustomer)) == 18_148
    assert len(of(batch, SourceOrder)) == 25_164
    assert sum(len(order.lines) for order in of(batch, SourceOrder)) == 56_046
    assert {problem.outcome for problem in batch.problems} == {"skipped"}
    assert len(batch.problems) == 1_809


def test_a_folder_is_mended_in_its_own_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["import", "adventureworks", str(folder), "--database", f"sqlite:///{folder / 'office.db'}"]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "rejects-adventureworks-customers.csv" in said
    assert "import the folder again" in said
    first = (folder / "rejects-adventureworks-customers.csv").read_bytes()
    for name, wrong, right in (("customers", "99/99/1965", "09/09/1965"), ("sales", "SO3,999", "SO3,218")):
        path = folder / f"{name}.csv"
        path.write_text(path.read_text().replace(wrong, right).replace("SO1,218", "SO1,x"))
    assert main([*words, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["kinds"]["customer"]["added"], report["kinds"]["order"]["added"], report["invalid"]) == (1, 1, 1)
    # The rejects of the run before stay what they are.
    assert report["rejects"] == [str(folder / "rejects-adventureworks-2-sales.csv")]
    assert (folder / "rejects-adventureworks-customers.csv").read_bytes() == first
