"""Lints all QML with the types of the Python view-models known, so that a misspelt property is an error.

Qt's linter reads type descriptions. They are made here from the Python sources: PySide's `metaobjectdump` reads the
classes, Qt's `qmltyperegistrar` turns them into a module description, and `qmllint` then knows every property,
signal and slot by name and type.

Usage: python -m tools.qmllint
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from tools import qt_programs

ROOT = Path(__file__).resolve().parent.parent
VIEW_MODEL_MODULE = "Clienteling.ViewModels"
MAJOR_VERSION = "1"
# Modules whose classes the view-models derive from.
_QT_MODULES = ("core", "gui", "network", "qml", "qmlmodels", "quick")
_IMPORT_NAME = re.compile(r"""^QML_IMPORT_NAME\s*(?::[^=]+)?=\s*["']([\w.]+)["']""", re.MULTILINE)
# What PySide makes of Python types in properties and slots, where the dump keeps the Python name.
_TYPES = {"list": "QVariantList", "dict": "QVariantMap", "object": "QVariant", "float": "double"}


@dataclass(frozen=True)
class Project:
    """Where the sources of the screens are, and where the descriptions go."""

    python: Path = ROOT / "clienteling" / "ui"
    qml: Path = ROOT / "clienteling" / "ui" / "qml"
    build: Path = ROOT / "build" / "qmllint"

    def modules(self) -> dict[str, list[Path]]:
        """Return the Python files of each QML module, base classes before what derives from them."""
        found: dict[str, list[Path]] = defaultdict(list)
        for path in sorted(self.python.rglob("*.py")):
            named = _IMPORT_NAME.search(path.read_text(encoding="utf-8"))
            if named:
                found[named.group(1)].append(path)
            elif "viewmodels" in path.parts:
                found[VIEW_MODEL_MODULE].append(path)
        return {name: _bases_first(paths) for name, paths in found.items()}

    def files(self) -> list[Path]:
        """Return all QML files."""
        return sorted(self.qml.rglob("*.qml"))


def lint(project: Project) -> list[str]:
    """Return what the linter says, one entry per complaint or program failure; an empty list is good.

    Raises:
        QtProgramError: when a program of Qt is missing or cannot read a view-model.
    """
    for name, paths in project.modules().items():
        _describe(project, name, paths)
    files = project.files()
    if not files:
        return []
    imports = [project.build, project.qml, qt_programs.qml_import_folder()]
    arguments: list[str | Path] = ["-W", "0"]
    for folder in imports:
        arguments += ["-I", folder.resolve()]
    try:
        qt_programs.run("qmllint", [*arguments, *files])
    except qt_programs.QtProgramError as error:
        return [str(error)]
    return []


def _describe(project: Project, module: str, paths: list[Path]) -> None:
    """Write the description of one QML module made in Python."""
    folder = project.build.joinpath(*module.split("."))
    folder.mkdir(parents=True, exist_ok=True)
    dump = folder / "classes.json"
    qt_programs.run("metaobjectdump", ["--compact", "--quiet", "--out-file", dump, *paths])
    _complete(dump, paths)
    metatypes = qt_programs.pyside_folder() / "Qt" / "metatypes"
    foreign = ",".join(str(metatypes / f"qt6{name}_metatypes.json") for name in _QT_MODULES)
    options = ["--import-name", module, "--major-version", MAJOR_VERSION, "--foreign-types", foreign]
    outputs: list[str | Path] = ["--generate-qmltypes", folder / "plugins.qmltypes", "-o", folder / "registration.cpp"]
    said = qt_programs.run("qmltyperegistrar", [*options, *outputs, dump])
    if "cannot be found" in said:
        raise qt_programs.QtProgramError(f"a view-model derives from a class the linter cannot find:\n{said}")
    qmldir = f"module {module}\ntypeinfo plugins.qmltypes\ndepends QtQml\ndepends QtQuick\n"
    (folder / "qmldir").write_text(qmldir, encoding="utf-8")


def _complete(dump: Path, paths: list[Path]) -> None:
    """Add what metaobjectdump leaves out: which properties are constant, and Qt's names of Python's types.

    WORKAROUND: metaobjectdump of PySide 6.11 ignores `constant=True`, which makes the linter complain about every
    binding to a constant property.
    """
    constants = {name for path in paths for name in _constant_properties(path)}
    modules: list[dict[str, Any]] = json.loads(dump.read_text(encoding="utf-8"))
    for one in (one for module in modules for one in module["classes"]):
        for entry in one.get("properties", ()):
            entry["type"] = _TYPES.get(entry["type"], entry["type"])
            if (one["className"], entry["name"]) in constants:
                entry["constant"] = True
        for method in (*one.get("slots", ()), *one.get("signals", ())):
            method["returnType"] = _TYPES.get(method["returnType"], method["returnType"])
            for argument in method["arguments"]:
                argument["type"] = _TYPES.get(argument["type"], argument["type"])
    dump.write_text(json.dumps(modules), encoding="utf-8")


def _constant_properties(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (class, property) for every property declared with `constant=True`."""
    for one in _classes(path):
        for statement in one.body:
            if isinstance(statement, ast.FunctionDef) and any(map(_is_constant, statement.decorator_list)):
                yield one.name, statement.name
            elif isinstance(statement, ast.Assign) and _is_constant(statement.value):
                yield from ((one.name, target.id) for target in statement.targets if isinstance(target, ast.Name))


def _is_constant(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and any(
        word.arg == "constant" and isinstance(word.value, ast.Constant) and word.value.value is True
        for word in node.keywords
    )


def _classes(path: Path) -> list[ast.ClassDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def _bases_first(paths: list[Path]) -> list[Path]:
    """Order files so that a class comes after its bases: metaobjectdump reads once, from the first to the last."""
    classes = {path: _classes(path) for path in paths}
    home = {one.name: path for path in paths for one in classes[path]}
    order: TopologicalSorter[Path] = TopologicalSorter()
    for path in paths:
        bases = {base.id for one in classes[path] for base in one.bases if isinstance(base, ast.Name)}
        order.add(path, *{home[base] for base in bases if base in home and home[base] != path})
    return list(order.static_order())


def main(project: Project | None = None) -> int:
    """Lint; print every complaint and return 1 when there is one."""
    try:
        found = lint(project or Project())
    except qt_programs.QtProgramError as error:
        found = [str(error)]
    for complaint in found:
        print(complaint, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
