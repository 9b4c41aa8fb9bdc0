"""``clienteling-headoffice`` as the Debian package installs it: with the settings of the service, as its account.

Run by root, files are read and made as the service's account, so that no file of root's gets among its own; root stays
the real user, by whom the audit log knows who stands behind a command. Systemd hands the service its secrets in a
folder; a command at the prompt reads the one it needs where they lie.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path

from headoffice.__main__ import CANNOT
from headoffice.__main__ import main as command
from headoffice.audit.who import SERVICE
from headoffice.rights.ledger import VARIABLE as _ERASURES

SETTINGS = Path("/etc/clienteling/headoffice.env")
SECRETS = Path("/etc/credstore")
HOME = Path("/var/lib/clienteling-headoffice")
USER = SERVICE
_FOLDER = "CREDENTIALS_DIRECTORY"
_DATABASE = "CLIENTELING_DATABASE_URL"
_BACKUPS = "CLIENTELING_BACKUP_FOLDER"
_FILES = {
    "clienteling.status-token": "CLIENTELING_STATUS_TOKEN_FILE",
    "clienteling.oidc-secret": "CLIENTELING_OIDC_SECRET_FILE",
}
"""Name of a secret -> the variable that tells its file."""
_LINE = re.compile(r"\s*(CLIENTELING_[A-Z_]+)\s*=\s*(.*?)\s*")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; see ``headoffice.__main__``. Also 2 when the settings cannot be read."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or {"-h", "--help", "--version"} & set(given):
        return command(given)
    try:
        for name, value in settings(SETTINGS):
            os.environ.setdefault(name, value)
        given += secrets(os.environ, given)
        if not any(each.split("=")[0] == "--database" for each in given):
            erasures(os.environ)
        os.environ.setdefault(_BACKUPS, str(HOME / "backups"))
        _become()
    except (OSError, KeyError) as problem:
        why = getattr(problem, "strerror", None) or f"there is no account {USER}"
        sys.stderr.write(f"Settings and secrets cannot be used ({why}). Run it by sudo, or as {USER}.\n")
        return CANNOT
    return command(given)


def settings(file: Path) -> Iterator[tuple[str, str]]:
    """(name, value) of each of ours in a file such as systemd reads, if there is one. Raises ``OSError``."""
    if not file.exists():
        return
    for line in file.read_text("utf-8").splitlines():
        found = _LINE.fullmatch(line)
        if found:
            name, value = found.groups()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            yield name, value[1:-1] if quoted else value


def secrets(environment: Mapping[str, str], given: Sequence[str]) -> list[str]:
    """Take over what lies among the secrets; the options to add for them. Raises ``OSError``.

    A command at the prompt needs the address of the database alone.
    """
    service = environment.get(_FOLDER, "")
    folder = Path(service) if service else SECRETS
    address = folder / "clienteling.database-url"
    if (service or os.geteuid() == 0) and address.exists():
        os.environ[_DATABASE] = address.read_text("utf-8").strip()
    if not service:
        return []
    for secret, variable in _FILES.items():
        if (folder / secret).exists():
            os.environ[variable] = str(folder / secret)
    chain, key = folder / "clienteling.tls-cert", folder / "clienteling.tls-key"
    speaks = given[:1] == ["serve"] and "--tls-cert" not in given and chain.exists() and key.exists()
    return ["--tls-cert", str(chain), "--tls-key", str(key)] if speaks else []


def erasures(environment: MutableMapping[str, str]) -> None:
    """Say where the list of erasures is when nobody has: of a server of databases in our folder, which its backups do
    not hold. That of a file is beside it.
    """
    if not environment.get(_ERASURES) and not environment.get(_DATABASE, "sqlite").startswith("sqlite"):
        environment[_ERASURES] = str(HOME / "erasures")


def _become() -> None:
    """As root: work as the service's account from here on. Raises ``KeyError`` or ``OSError``."""
    if os.geteuid() != 0:
        return
    import pwd

    account = pwd.getpwnam(USER)
    os.umask(0o077)
    os.setgroups([account.pw_gid])
    os.setegid(account.pw_gid)
    os.seteuid(account.pw_uid)
    os.environ["HOME"] = str(HOME)


if __name__ == "__main__":
    sys.exit(main())
