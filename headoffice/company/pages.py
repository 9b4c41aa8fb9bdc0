"""The few words that a seller's browser shows. Plain HTML: no script, no picture; everything is escaped."""

from __future__ import annotations

import html
from typing import Literal
from urllib.parse import urlencode

from headoffice import style_sheet

Language = Literal["en", "es", "pt"]
Word = Literal["title", "code", "go", "check", "sign_in", "done", "refused", "unknown", "away", "again", "stranger"]

_WORDS: dict[Language, dict[Word, str]] = {
    "en": {
        "title": "Sign in for a tablet",
        "code": "The code on the tablet",
        "go": "Go on",
        "check": "Sign in as {seller} for the tablet “{device}” of {store}? Only if it stands before you.",
        "sign_in": "Sign in with my company account",
        "done": "Done. Go back to the tablet and choose your PIN.",
        "refused": "This is not the account of the seller who is chosen on the tablet. Nothing was done.",
        "unknown": "This code is not right or no longer good. Look at the tablet.",
        "away": "The company's sign-in does not answer. Try again, or use a PIN on the tablet.",
        "again": "This sign-in cannot be used any more. Begin it again.",
        "stranger": "Head office does not know this account. Ask there to have it entered.",
    },
    "es": {
        "title": "Entrar en una tableta",
        "code": "El código de la tableta",
        "go": "Seguir",
        "check": "¿Entrar como {seller} en la tableta «{device}» de {store}? Solo si la tienes delante.",
        "sign_in": "Entrar con mi cuenta de empresa",
        "done": "Listo. Vuelve a la tableta y elige tu PIN.",
        "refused": "Esta no es la cuenta de la persona elegida en la tableta. No se ha hecho nada.",
        "unknown": "Este código no es correcto o ya no vale. Mira la tableta.",
        "away": "El acceso de la empresa no responde. Inténtalo otra vez, o usa un PIN en la tableta.",
        "again": "Este acceso ya no se puede usar. Empieza otra vez.",
        "stranger": "La central no conoce esta cuenta. Pide allí que la anoten.",
    },
    "pt": {
        "title": "Entrar em um tablet",
        "code": "O código do tablet",
        "go": "Continuar",
        "check": "Entrar como {seller} no tablet “{device}” de {store}? Só se ele estiver na sua frente.",
        "sign_in": "Entrar com minha conta da empresa",
        "done": "Pronto. Volte ao tablet e escolha seu PIN.",
        "refused": "Esta não é a conta da pessoa escolhida no tablet. Nada foi feito.",
        "unknown": "Este código não está certo ou já não vale. Olhe o tablet.",
        "away": "O acesso da empresa não responde. Tente de novo, ou use um PIN no tablet.",
        "again": "Este acesso já não pode ser usado. Comece de novo.",
        "stranger": "A central não conhece esta conta. Peça que a registrem lá.",
    },
}


def language_of(accepted: str) -> Language:
    """The language of a browser, by its ``Accept-Language``."""
    wanted = accepted.strip().lower()[:2]
    return "es" if wanted == "es" else "pt" if wanted == "pt" else "en"


def said(language: Language, word: Word) -> str:
    """A page with one sentence."""
    return _page(language, f"<p>{html.escape(_WORDS[language][word])}</p>")


def ask(language: Language, *, wrong: bool = False) -> str:
    """The page on which the code is typed."""
    words = _WORDS[language]
    sentence = f"<p>{html.escape(words['unknown'])}</p>" if wrong else ""
    field = '<input name="code" autocomplete="off" autocapitalize="characters" autofocus required maxlength="20">'
    form = f'<form action="/in"><p><label>{html.escape(words["code"])} {field}</label></p>'
    return _page(language, f"{sentence}{form}<p><button>{html.escape(words['go'])}</button></p></form>")


def check(language: Language, code: str, mark: str, *, seller: str, store: str, device: str) -> str:
    """The page that asks whether it is this tablet. ``mark``: shows that whoever goes on has seen it."""
    words = _WORDS[language]
    sentence = words["check"].replace("{seller}", seller).replace("{store}", store).replace("{device}", device)
    where = html.escape(f"/in/go?{urlencode({'code': code, 'mark': mark})}", quote=True)
    form = f'<form action="{where}" method="post"><p><button>{html.escape(words["sign_in"])}</button></p></form>'
    return _page(language, f"<p>{html.escape(sentence)}</p>{form}")


def _page(language: Language, body: str) -> str:
    title = html.escape(_WORDS[language]["title"])
    tag = {"pt": "pt-BR"}.get(language, language)
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    head += style_sheet.ELEMENT
    return (
        f'<!doctype html><html lang="{tag}"><head>{head}<title>{title}</title></head>'
        f"<body><h1>{title}</h1>{body}</body></html>"
    )
