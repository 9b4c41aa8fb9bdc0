"""What the pages of the console say. Columns: English, Spanish, Portuguese of Brazil."""

from __future__ import annotations

from headoffice.company.pages import Language

__all__ = ["Language", "refused", "say"]

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
    "by_command": (
        "What your role does is done by command, on head office's machine.",
        "Lo que hace tu papel se hace por comando, en la máquina de la central.",
        "O que seu papel faz é feito por comando, na máquina da central.",
    ),
    "customer": ("Customer", "Cliente", "Cliente"),
    "exactly": (
        "By exactly what is known: e-mail address, telephone, loyalty card or number of an order. Each search is "
        "written down, and so is each customer who is shown.",
        "Por lo que se sabe exactamente: correo, teléfono, tarjeta de fidelidad o número de un pedido. Cada búsqueda "
        "queda anotada, y también cada cliente que se muestra.",
        "Pelo que se sabe exatamente: e-mail, telefone, cartão de fidelidade ou número de um pedido. Cada busca fica "
        "registrada, e também cada cliente que é mostrado.",
    ),
    "contact": ("Known by", "Se conoce por", "Conhecido por"),
    "find": ("Find", "Buscar", "Buscar"),
    "nobody_found": ("Nobody is known by this.", "Nadie se conoce por esto.", "Ninguém é conhecido por isto."),
    "campaign": ("Campaign", "Campaña", "Campanha"),
    "no_campaigns": ("Nothing was proposed.", "No se ha propuesto nada.", "Nada foi proposto."),
    "new_campaign": ("A new campaign", "Una campaña nueva", "Uma campanha nova"),
    "campaign_name": ("Name", "Nombre", "Nome"),
    "campaign_text": (
        "Text ($name and $store are filled in)",
        "Texto ($name y $store se rellenan)",
        "Texto ($name e $store são preenchidos)",
    ),
    "channel": ("Channel", "Canal", "Canal"),
    "purpose": ("Purpose", "Finalidad", "Finalidade"),
    "stores": ("At home in", "Con tienda habitual en", "Com loja habitual em"),
    "tier": ("Of this loyalty tier", "De este nivel de fidelidad", "Deste nível de fidelidade"),
    "bought_since": (
        "Last bought on this day or later",
        "Última compra ese día o después",
        "Última compra nesse dia ou depois",
    ),
    "bought_before": ("Last bought before this day", "Última compra antes de ese día", "Última compra antes desse dia"),
    "seller": ("In the client book of", "En la cartera de", "Na carteira de"),
    "allows": ("Also allow", "También permiten", "Também permitem"),
    "bands": ("Of this band of value", "De esta franja de valor", "Desta faixa de valor"),
    "rank_from": ("Of this rank or better", "De este rango o mejor", "Deste posto ou melhor"),
    "rank_to": ("Of this rank or lower", "De este rango o inferior", "Deste posto ou inferior"),
    "birthday_month": ("Born in month", "Nacidos en el mes", "Nascidos no mês"),
    "state": ("State", "Estado", "Estado"),
    "propose": ("Propose", "Proponer", "Propor"),
    "approve": ("Approve", "Aprobar", "Aprovar"),
    "refuse": ("Refuse", "Rechazar", "Recusar"),
    "campaign_proposed": ("proposed, not approved", "propuesta, sin aprobar", "proposta, não aprovada"),
    "campaign_approved": ("approved", "aprobada", "aprovada"),
    "campaign_expired": ("the approval has expired", "la aprobación ha caducado", "a aprovação expirou"),
    "campaign_refused": ("refused", "rechazada", "recusada"),
    "campaign_exported": ("handed out", "entregada", "entregue"),
    "figures_about": (
        "No group is smaller than {0} customers: smaller ones are put together (*). Counts are rounded to {1}. Each "
        "file that is taken is written down.",
        "Ningún grupo tiene menos de {0} clientes: los más pequeños se juntan (*). Los recuentos se redondean a {1}. "
        "Queda anotado cada archivo que se descarga.",
        "Nenhum grupo tem menos de {0} clientes: os menores são reunidos (*). As contagens são arredondadas para {1}. "
        "Cada arquivo baixado fica registrado.",
    ),
    "figures_consents": ("What customers allow", "Lo que permiten los clientes", "O que os clientes permitem"),
    "figures_consents_about": (
        "By store, purpose and channel. Empty where too few allow it, or too few do not.",
        "Por tienda, finalidad y canal. Vacío donde lo permiten muy pocos, o muy pocos no.",
        "Por loja, finalidade e canal. Vazio onde pouquíssimos permitem, ou pouquíssimos não.",
    ),
    "figures_customers": (
        "Customers by what they buy",
        "Clientes según lo que compran",
        "Clientes pelo que compram",
    ),
    "figures_customers_about": (
        "Counts by store, tier and what else your role may see.",
        "Recuentos por tienda, nivel y lo demás que tu papel puede ver.",
        "Contagens por loja, nível e o mais que seu papel pode ver.",
    ),
    "figures_people": ("The same as rows", "Lo mismo en filas", "O mesmo em linhas"),
    "figures_people_about": (
        "A row for each customer, with a name made for this file alone: it leads back to nobody, and to no other file.",
        "Una fila por cliente, con un nombre hecho solo para este archivo: no lleva a nadie ni a ningún otro archivo.",
        "Uma linha por cliente, com um nome feito só para este arquivo: não leva a ninguém nem a outro arquivo.",
    ),
    "take": ("Take the file", "Descargar el archivo", "Baixar o arquivo"),
    "busy": (
        "Somebody is counting already. Try again in a minute.",
        "Alguien está contando ya. Inténtalo dentro de un minuto.",
        "Alguém já está contando. Tente de novo em um minuto.",
    ),
    "not_done": ("Nothing was done: {0}", "No se ha hecho nada: {0}", "Nada foi feito: {0}"),
}
_REFUSALS: dict[str, tuple[str, str]] = {
    "A campaign needs a name and a text.": (
        "Una campaña necesita un nombre y un texto.",
        "Uma campanha precisa de um nome e um texto.",
    ),
    "Nobody of a store writes this: leave $seller out.": (
        "Esto no lo escribe nadie de una tienda: quita $seller.",
        "Isto não é escrito por ninguém de uma loja: retire $seller.",
    ),
    "Nobody bought last on or after the one day and before the other.": (
        "Nadie pudo comprar por última vez desde el primer día y antes del segundo.",
        "Ninguém pode ter comprado por último desde o primeiro dia e antes do segundo.",
    ),
    "A day is written like 2026-11-30.": (
        "Un día se escribe así: 2026-11-30.",
        "Um dia se escreve assim: 2026-11-30.",
    ),
    "This campaign was refused already.": ("Esta campaña ya se rechazó.", "Esta campanha já foi recusada."),
    "You proposed this yourself: somebody else has to approve, from an account of their own.": (
        "Lo has propuesto tú: tiene que aprobarlo otra persona, con una cuenta propia.",
        "Você mesmo propôs isto: outra pessoa tem que aprovar, com uma conta própria.",
    ),
}
"""What is refused while something is done, word for word -> Spanish, Portuguese."""


def say(language: Language, key: str, *values: str) -> str:
    """The words of ``key`` in ``language``, its slots filled. Raises ``KeyError``."""
    text = _WORDS[key][_ORDER.index(language)]
    for place, value in enumerate(values):
        text = text.replace(f"{{{place}}}", value)
    return text


def refused(language: Language, sentence: str) -> str:
    """That nothing was done, and why: in the language as far as the sentence is known here, in English otherwise."""
    held = _REFUSALS.get(sentence)
    return say(language, "not_done", (sentence, *held)[_ORDER.index(language)] if held else sentence)
