"""Looking for garbage stops everything: what was loaded is not looked through again and again."""

from __future__ import annotations

import subprocess
import sys

_RUN = """
import gc
from clienteling.platform import garbage

def looked_through(thing):
    return any(each is thing for each in gc.get_objects())

garbage.wait()
assert not gc.isenabled()
loaded = [object()]
assert looked_through(loaded)
garbage.settle()
assert gc.isenabled()
assert not looked_through(loaded)
cycle = []
cycle.append(cycle)
assert looked_through(cycle)
del cycle
assert gc.collect() == 1
"""


def test_what_was_loaded_is_not_looked_through_again_and_what_comes_later_is() -> None:
    subprocess.run([sys.executable, "-c", _RUN], check=True, timeout=60)
