"""What the pages of the console say. Columns: English, Spanish, Portuguese of Brazil."""

from __future__ import annotations

from headoffice.company.pages import Language

__all__ = ["Language", "say"]

_ORDER: tuple[Language, ...] = ("en", "es", "pt")
_WORDS: dict[str, tuple[str, str, str]] = {
    "title": ("Head office", "Central", "Central"),
    "home": ("To the first page", "A la primera página", "À primeira página"),
    "signed_in": ("Signed in: {0}, {1}.", "Dentro: {0}, {1}.", "Dentro: {0}, {1}."),
    "regional": ("regional", "regional", "regional"),
    "analyst": ("analyst", "analista", "analista"),
    "admin": ("admin", "administración", "administração"),
    "no_role": (
        "You have no role at head office, so there is nothing here for you. Whoever looks after head office's service "
        "gives roles.",
        "No tienes ningún papel en la central, así que aquí no hay nada para ti. Los papeles los da quien cuida del "
        "servicio de la central.",
        "Você não tem nenhum papel na central, então aqui não há nada para você. Quem cuida do serviço da central dá "
        "os papéis.",
    ),
    "nobody": (
        "Nobody is signed in, or what was open has ended.",
        "No hay nadie dentro, o lo que estaba abierto ha terminado.",
        "Ninguém está dentro, ou o que estava aberto terminou.",
    ),
    "sign_in": ("Sign in", "Entrar", "Entrar"),
    "sign_out": ("Sign out", "Salir", "Sair"),
    "signed_out": ("Signed out.", "Has salido.", "Você saiu."),
    "nothing_here": ("There is nothing here.", "Aquí no hay nada.", "Aqui não há nada."),
    "again": (
        "This page was too old. Nothing was done: go back and do it again.",
        "Esta página era demasiado antigua. No se ha hecho nada: vuelve e inténtalo otra vez.",
        "Esta página era antiga demais. Nada foi feito: volte e tente de novo.",
    ),
    "duty_customers": ("Customers", "Clientes", "Clientes"),
    "duty_campaigns": ("Campaigns", "Campañas", "Campanhas"),
    "duty_figures": ("Figures", "Cifras", "Números"),
    "duty_rights": ("What customers ask for", "Lo que piden los clientes", "O que os clientes pedem"),
    "duty_merges": ("Two profiles of one person", "Dos perfiles de una persona", "Dois perfis de uma pessoa"),
}


def say(language: Language, key: str, *values: str) -> str:
    """The words of ``key`` in ``language``, its slots filled. Raises ``KeyError``."""
    text = _WORDS[key][_ORDER.index(language)]
    for place, value in enumerate(values):
        text = text.replace(f"{{{place}}}", value)
    return text
