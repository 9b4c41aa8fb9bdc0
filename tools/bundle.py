"""What goes into the bundle of the tablet app, and what must not: ``build.spec`` asks, ``tools.build`` checks.

Qt is taken by name: a module that is not listed here stays out, so that nothing under the GPL alone (virtual keyboard,
charts, Wayland compositor ...) gets in by way of a dependency nobody looked at.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path, PurePosixPath

from clienteling.ui.licences import files, requirements

ROOT = Path(__file__).resolve().parent.parent
Entry = tuple[str, str, str]
"""What PyInstaller calls a TOC entry: name in the bundle, file it comes from, kind."""

LIMIT_BYTES = 200 * 1024 * 1024
"""Most an unpacked bundle may weigh."""

QT_LIBRARIES = frozenset(
    {
        "Core",
        "DBus",
        "Gui",
        "Network",
        "OpenGL",
        "Qml",
        "QmlMeta",
        "QmlModels",
        "QmlWorkerScript",
        "Quick",
        "QuickControls2",
        "QuickControls2Basic",
        "QuickControls2BasicStyleImpl",
        "QuickControls2Impl",
        "QuickControls2Material",
        "QuickControls2MaterialStyleImpl",
        "QuickEffects",
        "QuickLayouts",
        "QuickShapes",
        "QuickTemplates2",
        "Svg",
        "WaylandClient",
        "Widgets",
        "WlShellIntegration",
        "XcbQpa",
    }
)
"""Libraries of Qt the app needs, all of them under the LGPL."""
BINDINGS = frozenset(
    {
        "QtCore",
        "QtDBus",
        "QtGui",
        "QtNetwork",
        "QtOpenGL",  # loaded by QtQuick
        "QtQml",
        "QtQuick",
        "QtQuickControls2",
        "QtSvg",
        "QtWidgets",  # loaded by qasync
    }
)
"""Modules of PySide6."""
PLUGINS = (
    "iconengines/*svg*",
    "imageformats/*svg*",
    "platforminputcontexts/*",
    "platforms/*cocoa*",
    "platforms/*offscreen*",
    "platforms/*wayland*",
    "platforms/*windows*",
    "platforms/*xcb*",
    "platformthemes/*xdgdesktopportal*",
    "styles/*",
    "tls/*",
    "wayland-*/*",
    "xcbglintegrations/*",
)
QML_FOLDERS = (
    "QtQml",
    "QtQml/Base",
    "QtQml/Models",
    "QtQml/WorkerScript",
    "QtQuick",
    "QtQuick/Controls",
    "QtQuick/Controls/Basic",
    "QtQuick/Controls/Basic/impl",
    "QtQuick/Controls/Material",
    "QtQuick/Controls/Material/impl",
    "QtQuick/Controls/impl",
    "QtQuick/Effects",
    "QtQuick/Layouts",
    "QtQuick/Shapes",
    "QtQuick/Templates",
    "QtQuick/Window",
)
TRANSLATIONS = ("qtbase_es.qm", "qtbase_pt_BR.qm")

# Of the machine that builds. Every Linux desktop has these, and its own must be used: what talks to the X server and
# the graphics driver, and what they share; the theme of GTK and line editing (GPL) are of no use here.
_SYSTEM = re.compile(
    r"lib(atk|atspi|blkid|cairo|dbus|drm|EGL|epoxy|expat|fontconfig|freetype|fribidi|gbm|gcrypt|gdk|gio|GL|glib|gmodule"
    r"|gobject|gpg-error|graphite2|gthread|gtk|harfbuzz|jpeg|mount|pango|pcre2|pixman|png16|readline|selinux|systemd|thai|datrie"
    r"|tinfo|wayland|X|xcb-(dri|present|sync|xfixes)|xcb\.|xkbcommon\.|xshmfence|cap|lz4|gdk_pixbuf|bsd|md|brotli)"
)
_OF_THE_BUILD = re.compile(r"_pyi_|pyi_|pyimod|_sysconfigdata|__PyInstaller")
_NEVER = re.compile(r"(?i)virtualkeyboard|charts|datavis|graphs|quick3d|compositor|readline|lottie|networkauth|qtpy")


def wanted(name: str) -> bool:
    """Whether a file with this name in the bundle belongs there."""
    path = PurePosixPath(name.replace("\\", "/"))
    text = str(path)
    if _NEVER.search(text):
        return False
    if path.parts[0] != "PySide6":
        return _of_packages(path)
    if "plugins" in path.parts:
        below = PurePosixPath(text.split("/plugins/", 1)[1])
        return any(below.match(pattern) for pattern in PLUGINS)
    if "qml" in path.parts:
        folder = str(PurePosixPath(text.split("/qml/", 1)[1]).parent)
        return folder in QML_FOLDERS and path.suffix != ".qmltypes"
    if "translations" in path.parts:
        return path.name in TRANSLATIONS
    return _of_qt(path)


def _of_qt(path: PurePosixPath) -> bool:
    library = re.match(r"(?:lib)?Qt6(\w+?)(?:\.so.*|\.dll|\.dylib)?$", path.name)
    if library:
        return library.group(1) in QT_LIBRARIES
    binding = re.match(r"(Qt\w+)\.(?:abi3\.so|pyd)$", path.name)
    if binding:
        return binding.group(1) in BINDINGS
    return True


def _of_packages(path: PurePosixPath) -> bool:
    if path.parts[0] in {"psycopg_binary", "psycopg_binary.libs", "faker", "headoffice"}:
        return False
    # Links to the libraries that lie deeper.
    return len(path.parts) > 1 or (_of_qt(path) and not _SYSTEM.match(path.name))


def pruned(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that belong into the bundle."""
    return [entry for entry in entries if wanted(entry[0])]


def strangers(modules: Iterable[str]) -> list[str]:
    """Packages among these modules (dotted names) that the app does not require: the build environment has more than
    the app needs, and what looks for something optional finds it there.
    """
    ours = {re.sub("[_.]", "-", name) for name in requirements("clienteling")}
    homes = packages_distributions()
    found = set()
    for name in {module.partition(".")[0] for module in modules}:
        home = {re.sub("[_.]", "-", distribution.lower()) for distribution in homes.get(name, [])}
        if not (home & ours or name in sys.stdlib_module_names or name == "clienteling" or _OF_THE_BUILD.match(name)):
            found.add(name)
    return sorted(found)


def system_notices(entries: Iterable[Entry]) -> list[tuple[str, str, str]]:
    """What Debian says of the licences of its libraries that go in, as further entries; nothing on other systems."""
    if not shutil.which("dpkg-query"):
        return []
    found = {}
    for _, source, kind in entries:
        if kind != "BINARY" or not source.startswith(("/lib/", "/usr/lib/")):
            continue
        package = _package_of(source)
        notice = Path("/usr/share/doc") / package / "copyright"
        if package and notice.is_file():
            found[package] = (f"licences/debian/{package}/copyright", str(notice.resolve()), "DATA")
    return [found[package] for package in sorted(found)]


def _package_of(file: str) -> str:
    """The Debian package that brings a file; empty when none does."""
    for name in (file, str(Path(file).resolve()), file.removeprefix("/usr")):
        asked = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            return asked.stdout.split(":", 1)[0]
    return ""


def licences() -> list[tuple[str, str]]:
    """(file, folder in the bundle) of the licence texts of everything the app is made of."""
    return [(str(path), f"licences/{package}".rstrip("/")) for path, package in files()]
