"""A customer nobody would forget goes through everything, crashes included; then every file, log and argument is read.

Only head office's database, and files that somebody asked for, may hold a word of theirs.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from clienteling.domain.signature import written
from tests.e2e.marks import Scanner, plain, word
from tests.faults.nursery import Nursery
from tests.headoffice.company import Browser
from tools.processes import ROOT, free_port

SEED = 20_260_101
MAPPING = """
source = "old crm"
[customer]
key = "Nr"
note = "Note"
[customer.fields]
name = "Name"
[[customer.contacts]]
kind = "email"
columns = ["Mail"]
[[customer.contacts]]
kind = "phone"
columns = ["Phone"]
[[customer.contacts]]
kind = "address"
columns = ["Street"]
[[customer.preferences]]
key = "brand"
column = "Brand"
[[customer.tags]]
column = "Tags"
"""


class Person:
    """The words of one customer."""

    def __init__(self, dice: random.Random) -> None:
        self.given, self.family = word(dice), word(dice)
        self.name = f"{self.given} {self.family}"
        self.mail = f"{plain(dice)}@{plain(dice)}.example"
        self.phone = f"+346{dice.randrange(10**8):08}"
        self.street, self.note, self.brand, self.tag = (word(dice) for _ in range(4))

    def marks(self, whose: str) -> dict[str, str]:
        mail, _, domain = self.mail.partition("@")
        held = {"given": self.given, "family": self.family, "mail": mail, "domain": domain.partition(".")[0]}
        held |= {"street": self.street, "note": self.note, "brand": self.brand, "tag": self.tag}
        return {f"{whose}: {key}": value for key, value in held.items()} | {f"{whose}: phone": self.phone[3:]}

    def told(self) -> dict[str, str]:
        """Who they are, as they say it themselves."""
        return {"given": self.given, "name": self.name, "mail": self.mail, "phone": self.phone}

    def row(self, number: int) -> str:
        cells = (str(number), self.name, self.mail, self.phone, self.street, self.brand, self.tag, self.note)
        return ";".join(cells) + "\n"


class Watch:
    """Looks at arguments of all processes, at files without a name that ours have open, and at those in ``rooms``,
    which may be gone in the end, while it all goes on.
    """

    def __init__(self, scanner: Scanner) -> None:
        self.bad: set[str] = set()
        self.seen: set[bytes] = set()
        self.ours: set[int] = set()
        self.rooms: list[Path] = []
        self._known: set[tuple[str, int, int]] = set()
        self._scanner, self._over = scanner, threading.Event()
        self._thread = threading.Thread(target=self._look, name="watch")

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            for folder in Path("/proc").glob("[0-9]*"):
                with contextlib.suppress(OSError):
                    said = (folder / "cmdline").read_bytes()
                    if said not in self.seen:
                        self.seen.add(said)
                        self.bad |= self._scanner.find(said)
            for pid in tuple(self.ours):
                with contextlib.suppress(OSError):
                    self._look_at_files(Path(f"/proc/{pid}/fd"))
            for room in self.rooms:
                for place, _folders, names in os.walk(room):  # folders may go meanwhile: it passes over them
                    for name in names:
                        with contextlib.suppress(OSError):
                            self._look_into(Path(place, name))

    def _look_into(self, path: Path) -> None:
        told = path.stat()
        key = (str(path), told.st_size, told.st_mtime_ns)
        if stat.S_ISREG(told.st_mode) and key not in self._known:
            self._known.add(key)
            self.bad |= {f"passing file: {each}" for each in self._scanner.find(path.read_bytes())}

    def _look_at_files(self, folder: Path) -> None:
        for link in folder.iterdir():
            with contextlib.suppress(OSError):
                # Temporary files of databases have no name.
                if str(link.readlink()).endswith("(deleted)") and stat.S_ISREG(link.stat().st_mode):
                    self.bad |= {f"nameless file: {each}" for each in self._scanner.find(link.read_bytes())}


class Shop:
    """Head office and a tablet, each with folders of its own."""

    def __init__(self, folder: Path, nursery: Nursery, watch: Watch, database: str = "") -> None:
        for name in ("tablet", "tmp", "home", "said", "office", "asked", "room", "backups"):
            (folder / name).mkdir()
        watch.rooms += [folder / "room", folder / "backups"]
        self.folder, self.nursery, self.watch = folder, nursery, watch
        self.database = database or f"sqlite:///{folder / 'office' / 'headoffice.db'}"
        self.port, self.accounts, self.flag = free_port(), free_port(), folder / "asked" / "fail"
        self._said = 0

    def own(self, name: str, text: str) -> Path:
        """A file of whoever works here, with what they would type or bring along."""
        path = self.folder / "asked" / name
        path.write_text(text, encoding="utf-8")
        return path

    def office(self, *words: str, typed: str = "", who: str = "Ana", code: int = 0) -> Any:
        """A command of head office; its answer is what was asked for, anything else it says is looked at."""
        self._said += 1
        answer, given = self.folder / "asked" / f"{self._said}.out", self.own(f"{self._said}.in", typed)
        out = self.folder / "said" / f"office-{self._said}.err"
        words = (*words, "--database", self.database, "--json")
        done = self.nursery.run("tests.e2e.canary_office:command", given, answer, who, *words, out=out)
        assert done == code, (words[0], answer.read_text("utf-8"), out.read_text("utf-8"))
        return json.loads(answer.read_text("utf-8").splitlines()[-1])

    def serve(self, secret: str) -> int:
        out, given = self.folder / "said" / "serve.log", self.own("secret", secret)
        words = (self.flag, self.database, self.port, given, self.accounts, self.folder / "room")
        pid = self.nursery.start("tests.e2e.canary_office:serve", *words, out=out)
        self.watch.ours.add(pid)
        until = time.monotonic() + 20
        while "listening" not in (out.read_text("utf-8") if out.exists() else ""):
            assert time.monotonic() < until
            time.sleep(0.02)
        return pid

    def provide(self, account: str, address: str) -> None:
        """From now on the provider of accounts answers."""
        told = self.own("account.json", json.dumps({"sub": account, "email": address, "email_verified": True}))
        self.nursery.start("tests.e2e.canary_office:provider", self.accounts, told, out=self.folder / "asked" / "log")
        until = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.accounts), 1):
                return
            assert time.monotonic() < until
            time.sleep(0.05)

    @contextlib.contextmanager
    def browser(self) -> Iterator[Browser]:
        """A seller's browser."""
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}") as office:
            browser = Browser(office)
            try:
                yield browser
            finally:
                browser.close()

    def asked(self, path: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            held: bytes = answer.read()
            return held

    @contextlib.contextmanager
    def tablet(self) -> Iterator[Any]:
        """The app; what is yielded gives it orders."""
        made = {
            name: str(self.folder / "home" / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
        }
        variables = {"TMPDIR": str(self.folder / "tmp"), "HOME": str(self.folder / "home"), **made}
        variables |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        with (self.folder / "said" / "tablet.err").open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.canary_tablet", str(self.folder / "tablet")],
                cwd=ROOT,
                env={**os.environ, **variables},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
            )
        given, told = process.stdin, process.stdout
        assert given is not None
        assert told is not None
        self.watch.ours.add(process.pid)

        def do(order: str, **values: Any) -> dict[str, Any]:
            given.write(json.dumps({"do": order, **values}).encode() + b"\n")
            given.flush()
            line = told.readline()
            answer: dict[str, Any] = json.loads(line) if line else {"ok": True, "killed": True}
            assert answer["ok"], answer
            return answer

        try:
            yield do
            process.wait(20)
        finally:
            process.kill()
            process.wait()
            given.close()
            told.close()
            self.watch.ours.discard(process.pid)


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_nobody_is_found_in_any_file_log_or_argument_after_everything_and_a_crash(tmp_path: Path) -> None:
    dice = random.Random(SEED)
    canary, erased, typed, refused, elsewhere, registered, half = (Person(dice) for _ in range(7))
    pin, wrong, chosen = "284615", "913702", "602214"
    names = ("draft", "date", "follow-up", "ticket", "search", "crash", "request", "last", "note")
    words = {name: word(dice) for name in names}
    words |= {"account": plain(dice), "secret": plain(dice)}  # as providers take them
    words["signature"] = ";".join(
        " ".join(f"{dice.randrange(1000)},{dice.randrange(1000)}" for _ in "xxxx") for _ in "xx"
    )
    marks = words | canary.marks("canary") | erased.marks("erased") | typed.marks("typed") | refused.marks("refused")
    marks |= elsewhere.marks("elsewhere") | registered.marks("registered") | half.marks("half")
    strokes = [[(dice.randrange(1000) / 1000, dice.randrange(1000) / 1000) for _ in "xxxx"] for _ in "xx"]
    marks["drawing"] = written(strokes).removeprefix("s1;")
    scanner = Scanner(marks, {"pin": pin, "wrong pin": wrong, "chosen pin": chosen})
    with Nursery() as nursery, Watch(scanner) as watch:
        shop = Shop(tmp_path, nursery, watch)
        people = (canary, erased, typed, refused, elsewhere, registered, half)
        _live(shop, people, (pin, wrong, chosen), words, strokes)
        folders = [tmp_path / name for name in ("tablet", "tmp", "home", "said", "room", "backups")]
        assert any((tmp_path / "tablet").glob("journal.db-wal")), "the crash came too late"
        assert scanner.look(folders) == {}
        # What the next start makes of it.
        typed_again = f"Elena Robles\n{chosen}\n"
        diagnostics = tmp_path / "said" / "diagnostics.json"
        _support(shop, typed_again, "diagnostics", str(diagnostics), "--json")
        assert json.loads(diagnostics.read_text("utf-8"))["status"]["waiting"] == 0
        assert scanner.look(folders) == {}
        assert watch.bad == set()
        office = [path for path in (tmp_path / "office").iterdir() if not path.name.startswith("headoffice.db")]
        assert [str(path) for path in office if scanner.find(path.name.encode() + b"\n" + path.read_bytes())] == []
        # There was something to find, and whoever may hold it does.
        assert any(canary.given.encode() in path.read_bytes() for path in (tmp_path / "office").iterdir())
        assert {Path(path).name for path in scanner.look([tmp_path / "asked"])} >= {"everything.json", "refused.json"}
        assert any(b"canary_tablet" in said for said in watch.seen)
        assert list((tmp_path / "backups").glob("*.age"))
        # Who gave the tablet back before they were done is nowhere at all.
        mine = Scanner(half.marks("half"), {})
        assert mine.look([tmp_path / "office"]) == {}
        assert set(Scanner({"drawing": marks["drawing"]}, {}).look([tmp_path / "office"]))
        said = (tmp_path / "said" / "serve.log").read_text("utf-8")
        assert '"error": "builtins.ValueError"' in said
        assert "/pieces/{n}" in said, "no finished replica was taken over"
        log = (tmp_path / "tablet" / "clienteling.log").read_text("utf-8")
        assert log.count('"event": "app.uncaught"') == 2
        assert '"event": "ui.work_failed"' in log


def _live(
    shop: Shop,
    people: tuple[Person, ...],
    pins: tuple[str, str, str],
    words: dict[str, str],
    strokes: list[list[tuple[float, float]]],
) -> None:
    canary, erased, typed, refused, elsewhere, registered, half = people
    pin, wrong, chosen = pins
    store = shop.office("sample", "--customers", "12", "--seed", "7")["store"]
    _bring_in(shop, [canary, erased, elsewhere], refused)
    shop.office("add-seller", "--store", store, typed=f"Elena Robles\n{pin}\n")
    shop.office("seller-account", "--store", store, typed=f"Elena Robles\n{words['account']}@accounts.example\n")
    shop.office("add-store", "--code", "FAR", "--name", "Far", "--country", "ES", "--time-zone", "Europe/Madrid")
    serving = shop.serve(words["secret"])
    code = shop.office("enrol-code", "--store", store)["code"]
    ids = [_found(shop, who) for who in (canary, erased, elsewhere)]
    assert nursery_ran(shop, "tests.e2e.canary_office:move", shop.database, ids[2], "FAR")
    with shop.tablet() as tablet:
        tablet("enrol_at", address=f"http://127.0.0.1:{shop.port}", code=code)
        tablet("wrong_pin", pin=wrong)
        tablet("company")
        _signed_in_by_account(shop, tablet, words["account"], chosen)
        tablet("sign_in", initials="ER", pin=chosen)
        tablet("told")
        asked = [canary.mail, canary.phone, canary.note, words["search"], f'"{canary.family}* OR NEAR(', typed.name]
        assert tablet("look_for", texts=asked)["found"][:3] == [1, 1, 1]
        customer = tablet("search", text=canary.name)["customer"]
        assert customer == ids[0]
        same = _enrich(tablet, customer, canary, typed, words)
        asked = [elsewhere.mail, elsewhere.phone, f"{words['search']}@nobody.example"]
        assert tablet("look_up", contacts=asked)["found"] == ["found", "found", "nobody"]
        assert tablet("sign", customer=customer, drawing=f"s1;{words['signature']}")["signed"] >= 2
        for how, told in (
            ("give_up", {"told": half.told()}),
            ("register", {"told": registered.told(), "strokes": strokes}),
        ):
            tablet(how, **told)
            tablet("sign_in", initials="ER", pin=chosen)
        assert tablet("look_for", texts=[registered.mail, half.mail])["found"] == [1, 0]
        shop.office("show", "customer", customer)
        changed = shop.own("ticket.txt", words["ticket"])
        assert nursery_ran(shop, "tests.e2e.canary_office:change", shop.database, customer, changed)
        shop.flag.write_text(words["request"], encoding="utf-8")
        tablet("more", customer=customer, words=words["draft"], address=canary.street, version=1)
        tablet("fail", words=f"{words['crash']} {canary.name}")
        shop.flag.unlink()
        tablet("exchanged", refused=1, conflicts=1)
        tablet("take_along", file=str(shop.folder / "said" / "refused.json"))
        tablet("take_words", file=str(shop.folder / "asked" / "refused.json"))
        shop.office("merge", "approve", same, "--stays", customer, who="Bea")
        text, out = shop.own("campaign.txt", f"$name, {words['note']}"), shop.folder / "asked" / "campaign.csv"
        assert nursery_ran(shop, "tests.e2e.canary_office:campaign", shop.database, text, out)
        assert canary.given in out.read_text("utf-8")
        _rights(shop, ids[0], ids[1])
        tablet("gone", customer=ids[1])
        tablet("download_again")
        (shop.folder / "replicas").touch()
        tablet("taken_over")
        _back_up(shop)
        tablet("diagnose", file=str(shop.folder / "said" / "support.json"))
        for path in ("/metrics", "/v1/office/status", "/openapi.json"):
            (shop.folder / "said" / path.replace("/", "_")).write_bytes(shop.asked(path))
        with pytest.raises(urllib.error.HTTPError):
            shop.asked(f"/v1/scopes/{words['search'].encode('ascii', 'ignore').decode()}/changes")
        shop.office("status")
        assert tablet("die_saving", customer=customer, words=words["last"])["killed"]
    nursery_end(shop, serving)


def _signed_in_by_account(shop: Shop, tablet: Any, account: str, pin: str) -> None:
    """The whole way by the company's account: to a PIN on the tablet, and into a console; and that no key to anything
    that this took is written down.
    """
    shop.provide(account, f"{account}@accounts.example")
    with shop.browser() as browser:
        code = tablet("begin_company")["code"]
        back = browser.sign_in(browser.go(code), account)
        assert browser.back(back).status_code == 200
        tablet("choose", pin=pin)
        leaving = browser.office.get("/in/console")
        there = browser.sign_in(leaving.headers["location"], account)
        assert browser.back(there).status_code == 303
        assert browser.office.get("/v1/console/me").status_code == 200
        taken = {key: value for way in (back, there) for key, value in parse_qsl(urlsplit(way).query)}
        secret = {**taken, "typed": code, **{f"cookie {c.name}": c.value or "" for c in browser.office.cookies.jar}}
        assert {"code", "state", "cookie clienteling-console"} <= secret.keys()
        assert browser.office.post("/v1/console/sign-out").json() == {"ended": True}
    scanner = Scanner(secret, {})
    assert scanner.look([shop.folder / name for name in ("tablet", "tmp", "home", "said", "office")]) == {}


def _bring_in(shop: Shop, people: list[Person], refused: Person) -> None:
    rows = "Nr;Name;Mail;Phone;Street;Brand;Tags;Note\n" + "".join(who.row(n) for n, who in enumerate(people, 1))
    mapping = shop.own("mapping.toml", MAPPING)
    files = ("--mapping", str(mapping), "--rejects", str(shop.folder / "asked" / "rejects.csv"))
    report = shop.office("import", "csv", str(shop.own("people.csv", f"{rows};{refused.row(9)}")), *files)
    assert report["invalid"] == 1, report


def _found(shop: Shop, who: Person) -> str:
    (held,) = shop.office("find", "name", typed=f"{who.name}\n")["customers"]
    return str(held["id"])


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_nobody_is_found_in_what_head_office_says_over_a_server_of_databases(database_url: str, tmp_path: Path) -> None:
    dice = random.Random(SEED + 1)
    canary, refused = Person(dice), Person(dice)
    secret, search = word(dice), plain(dice)
    marks = {"secret": secret, "search": search, **canary.marks("canary"), **refused.marks("refused")}
    scanner = Scanner(marks, {})
    with Nursery() as nursery, Watch(scanner) as watch:
        shop = Shop(tmp_path, nursery, watch, database_url)
        _bring_in(shop, [canary], refused)
        customer = _found(shop, canary)
        serving = shop.serve(secret)
        shop.office("show", "customer", customer)
        with pytest.raises(urllib.error.HTTPError):
            shop.asked(f"/v1/scopes/{search}/changes?after={canary.phone}")
        request = shop.office("rights", "ask", customer, "--kind", "access")["request"]["id"]
        shop.office("rights", "agree", request, who="Bea")
        shop.office("rights", "carry-out", request, "--out", str(tmp_path / "asked" / "answer"), who="Bea")
        assert nursery_ran(shop, "tests.e2e.canary_office:lose", shop.database)
        for words, typed in ((("show", "customer", customer), ""), (("find", "name"), canary.name)):
            failed = shop.office(*words, typed=f"{typed}\n", code=2)
            assert "stopped answering" in failed["error"]
            assert scanner.find(json.dumps(failed).encode()) == set()
        nursery_end(shop, serving)
    assert scanner.look([tmp_path / "said", tmp_path / "tmp", tmp_path / "home", tmp_path / "office"]) == {}
    assert watch.bad == set()
    assert scanner.look([tmp_path / "asked"]), "there was something to find"


def nursery_ran(shop: Shop, target: str, *args: object) -> bool:
    return shop.nursery.run(target, *args, out=shop.folder / "said" / "change.log") == 0


def nursery_end(shop: Shop, pid: int) -> None:
    assert shop.nursery.kill(pid, signal.SIGTERM) == 0
    shop.watch.ours.discard(pid)


def _enrich(tablet: Any, customer: str, canary: Person, typed: Person, words: dict[str, str]) -> str:
    """Everything that the tour does as well; the id of what was asked about two profiles."""
    tablet("note", customer=customer, text=f"Likes {typed.note}")
    tablet("preference", customer=customer, key="brand", value=typed.brand)
    told = {"tag": typed.tag, "mail": typed.mail, "follow_up": words["follow-up"], "date": words["date"]}
    tablet("save", customer=customer, told=told)
    made = tablet("make", same=customer, name=typed.name, phone=typed.phone, tag=typed.tag, street=typed.street)
    return str(made["asked"])


def _rights(shop: Shop, asks: str, goes: str) -> None:
    """Both rights, by two people each."""
    for kind, customer, more in (
        ("access", asks, ("--out", str(shop.folder / "asked" / "answer"))),
        ("erasure", goes, ("--yes",)),
    ):
        request = shop.office("rights", "ask", customer, "--kind", kind)["request"]["id"]
        shop.office("rights", "agree", request, who="Bea")
        shop.office("rights", "carry-out", request, *more, who="Bea")


def _back_up(shop: Shop) -> None:
    """A backup while all of this goes on, looked through and put back."""
    key, there = shop.folder / "asked" / "key", shop.folder / "asked" / "back.db"
    public = shop.office("backup", "key", "--out", str(key))["public"]
    made = shop.office("backup", "make", "--to", public, "--folder", str(shop.folder / "backups"))["file"]
    file = str(shop.folder / "backups" / made)
    assert shop.office("backup", "check", file, "--key-file", str(key))["structure"]
    erasures = f"{shop.database.removeprefix('sqlite:///')}.erasures"
    to = ("--database", f"sqlite:///{there}", "--json")
    out = shop.folder / "said" / "restore.err"
    words = ("backup", "restore", file, "--key-file", str(key), "--erasures", erasures, *to)
    given, answer = shop.own("restore.in", ""), shop.folder / "asked" / "restore.out"
    assert shop.nursery.run("tests.e2e.canary_office:command", given, answer, "Ana", *words, out=out) == 0
    assert there.stat().st_size


def _support(shop: Shop, typed: str, *words: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "clienteling", "--data", str(shop.folder / "tablet"), "support", *words],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(shop.folder / "tmp")},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    (shop.folder / "said" / f"support-{words[0]}.log").write_text(done.stdout + done.stderr, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
