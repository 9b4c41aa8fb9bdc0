"""Search while a tablet catches up: how long a keystroke waits while 2,000 rows arrive, and while a download is taken.

The exchange works in a thread of its own, as in the app. Somebody types meanwhile, a letter every twenty milliseconds,
which is more than hands can. Floor: the same questions while nothing arrives. Told on the clock, since waiting for the
other thread is what is asked about.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from bench.figures import Report, part
from bench.keystrokes import Keystrokes
from bench.shops import PIN, Shop, everything, load, sample_of, shop, warm
from clienteling.domain.customer import Customer
from clienteling.services.context import Services
from clienteling.services.directory import Directory, Filters
from clienteling.store.tablet import Tablet
from clienteling.wire.messages import Change, ChangesAnswer
from tests.keys import machine_clock

ARRIVING = 2_000
LOADED = 5_000
TARGET_MS = 100.0
"""What an eye takes for at once."""
_PAGE = 500
_ROUNDS = 3
_QUESTIONS = 200
_PAUSE = 0.02

Work = Callable[[Tablet], object]


def run(report: Report, rows: int) -> None:
    """A tablet of ``rows`` customers pulls; one of 5,000 downloads everything anew while it is searched."""
    _measure(report, "pull", shop(rows), _pulling)
    again = everything(sample_of(min(rows, LOADED)))
    _measure(report, "download", shop(min(rows, LOADED)), lambda _: lambda tablet: load(tablet, again))


def _measure(report: Report, name: str, held: Shop, prepared: Callable[[Tablet], Work]) -> None:
    with held.open() as (tablet, opening):
        services = Services(tablet, machine_clock, None, opening)
        services.sessions.sign_in(held.seller, PIN)
        warm(tablet)
        asked = Keystrokes(tablet, held.rows).realistic(_QUESTIONS)
        quiet, waits = _asking(services.directory, asked), list[float]()
        for _ in range(_ROUNDS):
            waits += _meanwhile(services.directory, asked, tablet, prepared(tablet))
    for which, share in (("p50", 0.5), ("p99", 0.99)):
        target = TARGET_MS if share > 0.9 else None
        value, floor = part(waits, share), part(quiet, share)
        report.add(f"catchup.{name}.{which}", value, "ms", floor=floor, target=target, rows=len(waits))


def _asking(directory: Directory, asked: Sequence[str]) -> list[float]:
    return [_wait(directory, text) for text in asked]


def _meanwhile(directory: Directory, asked: Sequence[str], tablet: Tablet, work: Work) -> list[float]:
    """How long each question waits (ms) until ``work`` is done, in another thread."""
    failed: list[BaseException] = []

    def exchange() -> None:
        try:
            work(tablet)
        except BaseException as error:  # noqa: BLE001 - raised again by the one who waits
            failed.append(error)

    thread = threading.Thread(target=exchange, name="exchange")
    thread.start()
    waits = []
    for text in itertools.cycle(asked):
        waits.append(_wait(directory, text))
        if not thread.is_alive():
            break
    thread.join()
    if failed:
        raise failed[0]
    return waits


def _wait(directory: Directory, text: str) -> float:
    time.sleep(_PAUSE)
    begun = time.perf_counter()
    directory.search(text, Filters(), 50, _never)
    return (time.perf_counter() - begun) * 1_000


def _never() -> bool:
    return False


def _pulling(tablet: Tablet) -> Work:
    """Pages of the feed that say of 2,000 customers that they have bought something: each moves to the top."""
    scope = next(name for name in tablet.replica.scopes() if name.startswith("store:"))
    with tablet.replica.database.quick() as connection:
        query = "SELECT id, version, body FROM customer ORDER BY id LIMIT ?"
        held = connection.execute(query, (ARRIVING,)).fetchall()
        newest = connection.execute("SELECT activity FROM search_row ORDER BY rank LIMIT 1").fetchone()[0]
    cursor, epoch = tablet.replica.cursor(scope), tablet.replica.epoch()
    changes = [
        Change(cursor + n, "customer", key, "put", version + 1, msgspec.Raw(_later(body, version + 1, newest + n)))
        for n, (key, version, body) in enumerate(held, 1)
    ]
    pages = [changes[start : start + _PAGE] for start in range(0, len(changes), _PAGE)]

    def pull(_: Tablet) -> None:
        for page in pages:
            end = page[-1].seq
            tablet.replica.apply_page(scope, ChangesAnswer(epoch, 0, end, end, tuple(page)))

    return pull


def _later(body: bytes, version: int, at: int) -> bytes:
    held = msgspec.json.decode(body, type=Customer)
    return msgspec.json.encode(replace(held, version=version, summary=replace(held.summary, last_purchase_at=at)))
