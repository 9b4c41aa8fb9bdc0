"""Keeps the translations: collects texts from the sources, compiles what the app loads, finds what is missing.

Usage: python -m tools.translations update|compile|check

update   writes new and changed texts of all QML and Python files of the screens into resources/translations/*.ts
compile  turns .ts files into the .qm files beside them, only where they are stale
check    fails on texts that were not collected, not translated, or translated with other placeholders
"""

from __future__ import annotations

import ast
import re
import shutil
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import qt_programs

_Name = tuple[str, str, str]
"""Context, text and comment: what tells a message apart."""

ROOT = Path(__file__).resolve().parent.parent
# English is the language of the sources; its file holds the plural forms alone.
LANGUAGES = ("en", "es", "pt_BR")
_PLACEHOLDER = re.compile(r"%(?:L?\d+|L?n)|\{\w*\}")


@dataclass(frozen=True)
class Project:
    """Where the texts come from and where their translations are."""

    sources: Path = ROOT / "clienteling" / "ui"
    translations: Path = ROOT / "resources" / "translations"

    def files(self) -> list[Path]:
        """Return every file that may hold a text, in a fixed order."""
        return sorted(path for path in self.sources.rglob("*") if path.suffix in {".qml", ".py"})

    def catalogue(self, language: str) -> Path:
        """Return the .ts file of a language."""
        return self.translations / f"clienteling_{language}.ts"


def update(project: Project) -> None:
    """Collect the texts of the sources into the .ts files; texts no longer used are dropped."""
    project.translations.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        _collect(project, language, project.catalogue(language))


def compile_stale(project: Project) -> list[Path]:
    """Compile each .ts file that is newer than its .qm file and return what was written."""
    written = []
    for language in LANGUAGES:
        catalogue = project.catalogue(language)
        compiled = catalogue.with_suffix(".qm")
        if compiled.exists() and compiled.stat().st_mtime_ns >= catalogue.stat().st_mtime_ns:
            continue
        qt_programs.run("lrelease", ["-silent", catalogue, "-qm", compiled])
        written.append(compiled)
    return written


def problems(project: Project) -> list[str]:
    """Return in words what is wrong with the translations; an empty list is good."""
    found = [
        f"{file.name}: texts without a context, use translate(context, text)"
        for file in project.files()
        if file.suffix == ".py" and _calls_tr(file)
    ]
    for language in LANGUAGES:
        catalogue = project.catalogue(language)
        if not catalogue.exists():
            found.append(f"{catalogue.name} is missing: run `make translations`")
            continue
        if _is_out_of_date(project, language):
            found.append(f"{catalogue.name} does not match the sources: run `make translations`")
        found += _untranslated(catalogue)
    return found


def _collect(project: Project, language: str, into: Path) -> None:
    """Write the texts of the sources to ``into``, with the translations that ``into`` already holds.

    WORKAROUND: lupdate overlooks Python texts whose number is more than a name, and sees plural forms only where it is
    a literal. So it reads the QML alone, Python is read here, and every text with %n is given plural forms.
    """
    held = _translations(into) if into.exists() else {}
    with tempfile.TemporaryDirectory(prefix="clienteling-ts-") as folder:
        fresh = Path(folder) / into.name
        options = ["-silent", "-locations", "none", "-source-language", "en", "-target-language", language]
        qml = [file for file in project.files() if file.suffix == ".qml"]
        if qml:
            qt_programs.run("lupdate", [*options, *qml, "-ts", fresh])
            root = ET.parse(fresh).getroot()  # noqa: S314 - just written
        else:
            root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    _add_python(root, project)
    for context in root.iter("context"):
        for message in list(context.iter("message")):
            plural = "%n" in (message.findtext("source") or "")
            if language == "en" and not plural:
                context.remove(message)
            else:
                _carry(message, held.get(_name(context, message), []), _FORMS[language] if plural else 0)
    for context in list(root.iter("context")):
        if context.find("message") is None:
            root.remove(context)
    ET.indent(root, "    ")
    into.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{_xml(root)}\n', encoding="utf-8")


def _add_python(root: ET.Element, project: Project) -> None:
    """Add the texts of the Python files: calls of translate and QT_TRANSLATE_NOOP with literal context and text."""
    contexts = {context.findtext("name") or "": context for context in root.iter("context")}
    seen = {_name(context, message) for context in contexts.values() for message in context.iter("message")}
    for context, text, comment in sorted({found for file in project.files() for found in _python_texts(file)}):
        if (context, text, comment) in seen:
            continue
        if context not in contexts:
            contexts[context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[context], "name").text = context
        message = ET.SubElement(contexts[context], "message")
        ET.SubElement(message, "source").text = text
        if comment:
            ET.SubElement(message, "comment").text = comment
        ET.SubElement(message, "translation")


def _calls_tr(file: Path) -> bool:
    """Whether a text would not be found: tr() has no context outside of QML."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr" for node in ast.walk(tree))


def _python_texts(file: Path) -> Iterator[_Name]:
    if file.suffix != ".py":
        return
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        literals = [a.value for a in node.args[:3] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in ("translate", "QT_TRANSLATE_NOOP") and len(literals) >= 2:
            yield literals[0], literals[1], literals[2] if len(literals) > 2 else ""


_FORMS = {"en": 2, "es": 2, "pt_BR": 2}
"""How many plural forms Qt's rules give each language."""


def _xml(root: ET.Element) -> str:
    return ET.tostring(root, encoding="unicode", short_empty_elements=False)


def _name(context: ET.Element, message: ET.Element) -> _Name:
    return context.findtext("name") or "", message.findtext("source") or "", message.findtext("comment") or ""


def _translations(catalogue: Path) -> dict[_Name, list[str]]:
    """What a catalogue holds: one text, or one per plural form."""
    found: dict[_Name, list[str]] = {}
    for context in ET.parse(catalogue).getroot().iter("context"):  # noqa: S314 - a file of this repository
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None:
                forms = [form.text or "" for form in translation.iter("numerusform")]
                found[_name(context, message)] = forms or [translation.text or ""]
    return found


def _carry(message: ET.Element, held: list[str], plural_forms: int) -> None:
    """Give a freshly collected message its translation; ``plural_forms`` 0: it has none."""
    translation = message.find("translation")
    if translation is None:
        translation = ET.SubElement(message, "translation")
    translation.clear()
    wanted = plural_forms or 1
    texts = held if len(held) == wanted else (held * wanted)[:wanted] or [""] * wanted
    if not all(texts):
        translation.set("type", "unfinished")
    if not plural_forms:
        translation.text = texts[0]
        return
    message.set("numerus", "yes")
    for text in texts:
        ET.SubElement(translation, "numerusform").text = text


def _is_out_of_date(project: Project, language: str) -> bool:
    catalogue = project.catalogue(language)
    with tempfile.TemporaryDirectory(prefix="clienteling-ts-") as folder:
        fresh = Path(shutil.copy(catalogue, folder))
        _collect(project, language, fresh)
        return fresh.read_bytes() != catalogue.read_bytes()


def _untranslated(catalogue: Path) -> Iterator[str]:
    for context in ET.parse(catalogue).getroot().iter("context"):  # noqa: S314 - a file of this repository
        for message in context.iter("message"):
            wrong = _wrong_with(message)
            if wrong:
                where = f"{catalogue.name}, {context.findtext('name')}"
                yield f"{where}: {message.findtext('source')!r} {wrong}"


def _wrong_with(message: ET.Element) -> str | None:
    translation = message.find("translation")
    if translation is None:
        return "has no translation"
    forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
    if translation.get("type") == "unfinished" or not all(forms):
        return "is not translated"
    wanted = set(_PLACEHOLDER.findall(message.findtext("source") or ""))
    # A plural form may say "one customer" and leave the number out.
    optional = {"%n", "%Ln"} if message.get("numerus") == "yes" else set()
    for form in forms:
        has = set(_PLACEHOLDER.findall(form))
        if has - wanted or wanted - has - optional:
            return f"has other placeholders in {form!r}"
    return None


def main(arguments: list[str], project: Project | None = None) -> int:
    """Do what the only argument names; return 1 when the check finds something, 2 on wrong usage."""
    project = project or Project()
    match arguments:
        case ["update"]:
            update(project)
        case ["compile"]:
            compile_stale(project)
        case ["check"]:
            found = problems(project)
            print("\n".join(found), file=sys.stderr)
            return 1 if found else 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
