from __future__ import annotations

import json
import re
from pathlib import Path

from tools import bandit_rule, sbom

PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def test_bandit_finds_what_nobody_gave_a_reason_for(tmp_path: Path) -> None:
    (tmp_path / "product").mkdir()
    (tmp_path / "product" / "one.py").write_text(
        "import subprocess\n"
        "import random\n"
        "def go(line, cursor, table):\n"
        "    subprocess.call(line, shell=True)\n"
        '    cursor.execute(f"SELECT 1 FROM {table}")  # noqa: S608 - a constant\n'
        '    cursor.execute(f"SELECT 2 FROM {table}")  # noqa: S101, E501\n'
        "    token = ''\n"
        "    return token, random.random()  # noqa: S311 - no secret\n"
    )
    found = bandit_rule.findings(tmp_path, ["product"])
    assert [line.split(" ")[0:2] for line in found] == [["product/one.py:4:", "B602"], ["product/one.py:6:", "B608"]]


def test_a_file_bandit_cannot_read_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "product").mkdir()
    (tmp_path / "product" / "one.py").write_text("def (:\n")
    assert len(bandit_rule.findings(tmp_path, ["product"])) == 1


def test_the_bill_of_materials_names_all_that_is_locked_with_hashes(tmp_path: Path) -> None:
    told = json.loads(sbom.write(tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert (told["bomFormat"], told["metadata"]["component"]["name"]) == ("CycloneDX", "clienteling")
    held = {(part["name"], part["version"]) for part in told["components"]}
    assert held == set(PINNED.findall(sbom.LOCK.read_text(encoding="utf-8")))
    assert all(part["externalReferences"][0]["hashes"] for part in told["components"])
