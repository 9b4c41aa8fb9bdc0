"""Keeps the translations: collects texts from the sources, compiles what the app loads, finds what is missing.

Usage: python -m tools.translations update|compile|check

update   writes new and changed texts of all QML and Python files of the screens into resources/translations/*.ts
compile  turns .ts files into the .qm files beside them, only where they are stale
check    fails on texts that were not collected, not translated, or translated with other placeholders
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import qt_programs

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
    found = []
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

    WORKAROUND: lupdate takes a Python text for one with plural forms only when the number is a literal. So the texts
    are collected anew, every text with %n is given plural forms, and what was translated is carried over by hand.
    """
    held = _translations(into) if into.exists() else {}
    with tempfile.TemporaryDirectory(prefix="clienteling-ts-") as folder:
        fresh = Path(folder) / into.name
        options = ["-silent", "-locations", "none", "-source-language", "en", "-target-language", language]
        qt_programs.run("lupdate", [*options, *project.files(), "-ts", fresh])
        tree = ET.parse(fresh)  # noqa: S314 - just written
    for context in tree.getroot().iter("context"):
        for message in list(context.iter("message")):
            plural = "%n" in (message.findtext("source") or "")
            if language == "en" and not plural:
                context.remove(message)
            else:
                _carry(message, held.get(_name(context, message), []), _FORMS[language] if plural else 0)
    for context in list(tree.getroot().iter("context")):
        if context.find("message") is None:
            tree.getroot().remove(context)
    ET.indent(tree, "    ")
    into.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{_xml(tree.getroot())}\n', encoding="utf-8"
    )


_FORMS = {"en": 2, "es": 2, "pt_BR": 2}
"""How many plural forms Qt's rules give each language."""
_Name = tuple[str, str, str]


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
        if not context.findtext("name"):
            # Python's tr(context, text) is read as tr(text, comment); translate(context, text) is understood.
            yield f"{catalogue.name}: texts without a context, use QCoreApplication.translate(context, text)"
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
