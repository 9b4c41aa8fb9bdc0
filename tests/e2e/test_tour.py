"""The whole way, end to end, as a test: the same walk as ``make tour``, on a small sample."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.proof import KINDS
from tools.processes import ROOT


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_eight_enrichments_made_offline_are_at_head_office_once_after_a_kill(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.e2e.tour", "--small", "--no-looks", "--folder", str(tmp_path / "tour")]
    # The tour finds its own screen: the test's variables are for windows in this process.
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "CLIENTELING_"))}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    summary = json.loads(done.stdout.splitlines()[-1])
    assert summary["ok"]
    assert {e["kind"]: e["at_head_office"] for e in summary["enrichments"]} == dict.fromkeys(KINDS, 1)
    assert all(e["provenance"] for e in summary["enrichments"])
    assert summary["waiting_after_kill"] >= len(KINDS)
    for name in summary["pictures"]:
        assert (tmp_path / "tour" / name).stat().st_size > 5_000
