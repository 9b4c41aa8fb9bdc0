"""What may be shipped by its licence, and whether everything that is shipped may."""

from __future__ import annotations

import re
from email.message import Message

import pytest

from tools.licence_rule import fits, told, unfit
from tools.processes import ROOT


@pytest.mark.parametrize("lock", ["app.lock", "headoffice.lock"])
def test_nothing_is_shipped_under_the_gpl_or_agpl_alone(lock: str) -> None:
    names = re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements" / lock).read_text("utf-8"), re.MULTILINE)
    assert len(names) > 40
    assert unfit(names) == []


@pytest.mark.parametrize(
    ("name", "said", "may"),
    [
        ("any", "MIT", True),
        ("any", "Apache-2.0 OR BSD-3-Clause", True),
        ("any", "MIT OR GPL-3.0-only", True),
        ("any", "BSD-3-Clause AND GPL-2.0-only", False),
        ("any", "GPL-3.0-only", False),
        ("any", "AGPL-3.0-or-later", False),
        ("any", "GNU General Public License v3 (GPLv3)", False),
        ("any", "LGPL-3.0-only", False),
        ("any", "Proprietary", False),
        ("any", "", False),
        ("psycopg", "LGPL-3.0-only", True),
        ("psycopg", "GPL-3.0-only", False),
        ("pyside6-essentials", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
    ],
)
def test_the_best_of_a_choice_counts_and_silence_does_not(name: str, said: str, may: bool) -> None:
    assert fits(name, said) is may


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"License-Expression": "MIT", "License": "other"}, "MIT"),
        ({"License": "BSD-3-Clause"}, "BSD-3-Clause"),
        ({"License": "the whole text " * 50, "Classifier": "License :: OSI Approved :: MIT License"}, "MIT License"),
        ({"Classifier": "Programming Language :: Python"}, ""),
    ],
)
def test_a_package_tells_its_licence_in_one_of_three_places(fields: dict[str, str], said: str) -> None:
    about = Message()
    for name, value in fields.items():
        about[name] = value
    assert told(about) == said  # type: ignore[arg-type] # what importlib.metadata gives is such a message
