"""Head office's Debian package: what goes in, how the service is fenced in, and what a purge deletes."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from clienteling.ui.licences import HEAD_OFFICE
from tools import package
from tools.processes import ROOT

LOCKED = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)
OURS = ("headoffice", "clienteling/domain", "clienteling/process", "clienteling/store", "clienteling/wire")
UNIT = package.FILES / "clienteling-headoffice.service"
BACKUP = package.FILES / "clienteling-headoffice-backup.service"


def _locked(name: str) -> set[tuple[str, str]]:
    return set(LOCKED.findall((ROOT / "requirements" / name).read_text("utf-8")))


def _imported() -> set[str]:
    """Modules that head office and what it shares with the app import, by their first name."""
    found = set()
    for file in [path for folder in OURS for path in (ROOT / folder).rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"headoffice", "clienteling"}


def test_head_office_comes_with_all_it_imports_and_nothing_of_the_screen() -> None:
    office = _locked("headoffice.lock")
    names = {name for name, _ in office}
    assert office <= _locked("app.lock")
    assert not {name for name in names if re.search("pyside|shiboken|qasync|qtawesome|qtpy|keyring", name)}
    distributions = metadata.packages_distributions()
    homes = {module: {name.lower().replace("_", "-") for name in distributions[module]} for module in _imported()}
    assert {module for module, home in homes.items() if not home & names} == set()
    lines = (ROOT / "requirements" / "headoffice.in").read_text("utf-8").splitlines()
    asked = {line.split("[")[0] for line in lines if line and not line.startswith("#")}
    # Of the typeface only the files are read; the parser of requests is uvicorn's to import.
    assert asked - {name for home in homes.values() for name in home} == {"font-manrope", "httptools"}
    assert asked >= HEAD_OFFICE


WALK = """
import importlib, json, pkgutil
import headoffice, clienteling
from importlib.metadata import version

for module in pkgutil.walk_packages(headoffice.__path__, "headoffice."):
    if not module.name.endswith((".__main__", ".env")) and ".versions." not in module.name:
        importlib.import_module(module.name)
print(json.dumps([clienteling.__file__, headoffice.__file__, version("clienteling"), "PySide6" in sys.modules]))
"""


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    folder = tmp_path / "staged"
    package.stage(folder, "1.2.3")
    return folder


def test_what_is_laid_out_runs_by_itself(staged: Path) -> None:
    library = staged / package.LIBRARY
    shared = ["__init__.py", "domain", "process", "store", "wire"]
    assert sorted(path.name for path in (library / "clienteling").iterdir()) == shared
    script = f"import sys; sys.path.insert(0, {str(library)!r})\n{WALK}"
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=False, cwd=staged)
    assert done.returncode == 0, done.stderr
    ours = [str(library / name / "__init__.py") for name in ("clienteling", "headoffice")]
    assert json.loads(done.stdout) == [*ours, "1.2.3", False]


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="there is no dpkg-deb")
def test_the_package_says_what_it_is_and_is_the_same_twice(tmp_path: Path) -> None:
    made = []
    for n in "ab":
        folder = tmp_path / n
        package.stage(folder, "1.2.3")
        made.append(package.seal(folder, package.control(folder, "1.2.3", "amd64", "3.11"), tmp_path / f"made-{n}"))
    assert made[0].name == "clienteling-headoffice_1.2.3_amd64.deb"
    assert made[0].read_bytes() == made[1].read_bytes()
    told = subprocess.run(["dpkg-deb", "-f", made[0]], capture_output=True, text=True, check=True).stdout
    assert "python3 (>= 3.11), python3 (<< 3.12)" in told
    assert "@" not in told.replace("clienteling@localhost", "")
    lines = subprocess.run(["dpkg-deb", "-c", made[0]], capture_output=True, text=True, check=True).stdout.splitlines()
    inside = {line.split()[5].removeprefix("."): line.split()[:2] for line in lines}
    assert inside["/usr/bin/clienteling-headoffice"] == ["-rwxr-xr-x", "root/root"]
    for name in (
        "clienteling-headoffice.service",
        *(f"clienteling-headoffice-backup.{n}" for n in ("service", "timer")),
    ):
        assert inside[f"/usr/lib/systemd/system/{name}"] == ["-rw-r--r--", "root/root"]
    for kept in (package.FILES / "conffiles").read_text("utf-8").split():
        assert inside[kept] == ["-rw-r--r--", "root/root"]
    assert not any("__pycache__" in name for name in inside)


def _unit(file: Path = UNIT) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in file.read_text("utf-8").splitlines():
        name, given, value = line.partition("=")
        if given and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def test_the_service_is_nobody_and_may_write_its_own_folder_alone() -> None:
    unit = _unit()
    assert unit["User"] == unit["StateDirectory"] == [package.NAME]
    assert unit["ProtectSystem"] == ["strict"]
    assert unit["NoNewPrivileges"] == unit["MemoryDenyWriteExecute"] == unit["ProtectHome"] == ["yes"]
    assert unit["CapabilityBoundingSet"] == unit["AmbientCapabilities"] == [""]
    assert unit["StateDirectoryMode"] == ["0700"]
    assert "ReadWritePaths" not in unit
    assert unit["MemoryMax"] == ["2G"]
    assert unit["ExecStart"][0].split()[0] == f"/usr/bin/{package.NAME}"
    # Secrets come by the service manager; none stands in the unit, nor in a file that goes with it.
    assert "clienteling.database-url" in unit["LoadCredential"]
    assert unit["Environment"] == ["TMPDIR=/var/tmp"]
    # A finished replica that finds no memory takes nothing else with it.
    assert unit["OOMPolicy"] == ["continue"]


def test_backups_are_made_as_fenced_in_as_the_service_and_by_nobody_without_a_key() -> None:
    service, backup = _unit(), _unit(BACKUP)
    ways = (
        "Protect",
        "Private",
        "Restrict",
        "SystemCall",
        "Capability",
        "Ambient",
        "NoNew",
        "Lock",
        "Memory",
        "Device",
    )
    fences = {name for name in service if name.startswith(ways)} - {"MemoryHigh", "MemoryMax"}
    assert len(fences) > 20
    assert {name: backup[name] for name in fences} == {name: service[name] for name in fences}
    assert backup["User"] == [package.NAME]
    assert backup["ExecStart"][0].split()[:3] == [f"/usr/bin/{package.NAME}", "backup", "make"]
    assert "ReadWritePaths" not in backup
    # What it makes it cannot read: no private key among its secrets.
    assert backup["LoadCredential"] == ["clienteling.database-url"]
    # Who installs the package has no key yet: the timer is there and off.
    assert "enable" not in re.findall(r'deb-systemd-helper (\w[\w-]*) "\$timer"', _script("postinst"))
    assert "clienteling-headoffice-backup.timer" in _script("prerm")
    assert "clienteling-headoffice-backup.timer" in _script("postrm")


def _script(name: str) -> str:
    return (package.FILES / name).read_text("utf-8")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze")
@pytest.mark.parametrize("unit", ["clienteling-headoffice", "clienteling-headoffice-backup"])
def test_systemd_understands_the_unit_and_finds_it_well_fenced_in(tmp_path: Path, unit: str) -> None:
    copy = tmp_path / f"{unit}.service"
    # The command is not installed here; which one it is makes no difference to either question.
    text = (package.FILES / copy.name).read_text("utf-8")
    copy.write_text(re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={sys.executable}", text))
    timer = package.FILES / f"{unit}.timer"
    both = [str(copy), *([shutil.copy(timer, tmp_path)] if timer.exists() else [])]
    verified = subprocess.run(["systemd-analyze", "verify", *both], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    # Of 10.0: 2.0 and less is what it calls OK.
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", str(copy)]
    judged = subprocess.run(command, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout[-2000:]


@pytest.mark.skipif(sys.platform == "win32", reason="scripts of Debian")
@pytest.mark.parametrize(("said", "left"), [(False, True), (True, False)])
def test_a_purge_deletes_the_data_only_when_that_was_said(tmp_path: Path, said: bool, left: bool) -> None:
    data, programs = tmp_path / "data", tmp_path / "programs"
    for folder in (data, programs):
        folder.mkdir()
    (data / "headoffice.db").write_bytes(b"customers")
    if said:
        (data / "delete-with-the-package").touch()
    # Nothing else of this machine can be reached.
    (programs / "rm").symlink_to(str(shutil.which("rm")))
    script = (package.FILES / "postrm").read_text("utf-8")
    assert script.count("/var/lib/clienteling-headoffice") == 1
    script = script.replace("/var/lib/clienteling-headoffice", str(data))
    shell = str(shutil.which("sh"))
    for step in ("remove", "purge"):
        done = subprocess.run([shell, "-c", script, "postrm", step], env={"PATH": str(programs)}, check=False)
        assert (step, done.returncode) == (step, 0)
        assert (data / "headoffice.db").exists() == (left or step == "remove")
