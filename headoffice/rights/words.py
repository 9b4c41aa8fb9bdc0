"""What the paper of an access request says, in the languages of the customers. Columns: en, es, pt_BR."""

from __future__ import annotations

LANGUAGES = ("en", "es", "pt_BR")

_WORDS: dict[str, tuple[str, str, str]] = {
    "title": ("What we hold about you", "Lo que guardamos sobre ti", "O que guardamos sobre você"),
    "made": ("Made on {0} (UTC) by {1}.", "Hecho el {0} (UTC) por {1}.", "Feito em {0} (UTC) por {1}."),
    "also": (
        "The same data for programs is in the file {0}.",
        "Los mismos datos para programas están en el archivo {0}.",
        "Os mesmos dados para programas estão no arquivo {0}.",
    ),
    "unseen": (
        "Characters this typeface lacks are shown as ?. They stand in the file {0}.",
        "Los caracteres que esta letra no tiene aparecen como ?. Están en el archivo {0}.",
        "Os caracteres que esta fonte não tem aparecem como ?. Eles estão no arquivo {0}.",
    ),
    "nothing": ("Nothing.", "Nada.", "Nada."),
    "said_by": ("told by", "lo dijo", "dito por"),
    "profile": ("Profile", "Perfil", "Perfil"),
    "merged": (
        "Profiles found to be yours too",
        "Perfiles que también son tuyos",
        "Perfis que também são seus",
    ),
    "contacts": ("How to reach you", "Cómo contactarte", "Como contatar você"),
    "consents": ("What you allowed and refused", "Lo que has permitido y rechazado", "O que você permitiu e recusou"),
    "preferences": ("Preferences", "Preferencias", "Preferências"),
    "dates": ("Important dates", "Fechas importantes", "Datas importantes"),
    "tags": ("Tags", "Etiquetas", "Etiquetas"),
    "book": ("Sellers who look after you", "Vendedores que te atienden", "Vendedores que atendem você"),
    "relationships": ("Relations", "Relaciones", "Relações"),
    "proposals": ("Values waiting for a decision", "Valores por decidir", "Valores por decidir"),
    "identifiers": (
        "Numbers you are known by",
        "Números con los que te conocemos",
        "Números pelos quais conhecemos você",
    ),
    "loyalty": ("Loyalty programme", "Programa de fidelidad", "Programa de fidelidade"),
    "summary": ("Scores and counts", "Puntuaciones y recuentos", "Pontuações e contagens"),
    "insights": ("What was computed from it", "Lo que se ha calculado con ello", "O que foi calculado com isso"),
    "order": ("Purchases", "Compras", "Compras"),
    "cart": ("Carts", "Carritos", "Carrinhos"),
    "wishlist": ("Wishlists", "Listas de deseos", "Listas de desejos"),
    "ticket": ("Service cases", "Casos de atención", "Casos de atendimento"),
    "interaction": ("Contacts and visits", "Contactos y visitas", "Contatos e visitas"),
    "note": ("Notes", "Notas", "Notas"),
    "note_reviews": (
        "Notes found to touch a sensitive topic",
        "Notas que tocan un tema sensible",
        "Notas que tocam em um tema sensível",
    ),
    "followup": ("Follow-ups", "Seguimientos", "Acompanhamentos"),
    "appointment": ("Appointments", "Citas", "Agendamentos"),
    "superseded": ("Earlier values", "Valores anteriores", "Valores anteriores"),
    "conflicts": ("Contradictions", "Contradicciones", "Contradições"),
    "merge_requests": (
        "Profiles that somebody took for yours",
        "Perfiles que alguien creyó tuyos",
        "Perfis que alguém considerou seus",
    ),
    "refused": ("Entries that were refused", "Entradas rechazadas", "Entradas recusadas"),
    "sources": ("Where it came from", "De dónde viene", "De onde veio"),
    "seen": ("Who looked or changed something", "Quién ha mirado o cambiado algo", "Quem viu ou mudou algo"),
    "requests": ("What you asked for", "Lo que has pedido", "O que você pediu"),
    "scopes": ("Where it is kept on tablets", "En qué tabletas está", "Em quais tablets está"),
}

_LABELS: dict[str, tuple[str, str, str]] = {
    "actor": ("who", "quién", "quem"),
    "action": ("what was done", "qué se hizo", "o que foi feito"),
    "at": ("when", "cuándo", "quando"),
    "audience": ("who sees it", "quién lo ve", "quem vê"),
    "card": ("card", "tarjeta", "cartão"),
    "channel": ("channel", "canal", "canal"),
    "color": ("colour", "color", "cor"),
    "company": ("company", "empresa", "empresa"),
    "currency": ("currency", "moneda", "moeda"),
    "day": ("day", "día", "dia"),
    "due": ("due", "para el", "para"),
    "expires": ("until", "hasta", "até"),
    "family": ("family name", "apellidos", "sobrenome"),
    "first_purchase_at": ("first purchase", "primera compra", "primeira compra"),
    "found_at": ("found", "detectado", "detectado"),
    "gender": ("gender", "género", "gênero"),
    "given": ("given name", "nombre de pila", "nome próprio"),
    "home_store": ("home store", "tienda habitual", "loja habitual"),
    "kept_at": ("looked at and kept", "revisado y conservado", "revisado e mantido"),
    "key": ("what", "qué", "o quê"),
    "kind": ("kind", "tipo", "tipo"),
    "label": ("label", "etiqueta", "rótulo"),
    "language": ("language", "idioma", "idioma"),
    "last_contact_at": ("last contact", "último contacto", "último contato"),
    "last_purchase_at": ("last purchase", "última compra", "última compra"),
    "last_purchase_store": ("store of the last purchase", "tienda de la última compra", "loja da última compra"),
    "last_store_purchase_at": ("last purchase in a store", "última compra en tienda", "última compra em loja"),
    "last_web_purchase_at": ("last purchase on the web", "última compra en la web", "última compra na web"),
    "lost_at": ("replaced", "sustituido", "substituído"),
    "method": ("how", "cómo", "como"),
    "month": ("month", "mes", "mês"),
    "name": ("name", "nombre", "nome"),
    "next_tier": ("next tier", "siguiente nivel", "próximo nível"),
    "notice": ("notice", "aviso", "aviso"),
    "notice_version": ("version of the notice", "versión del aviso", "versão do aviso"),
    "number": ("number", "número", "número"),
    "occupation": ("occupation", "ocupación", "ocupação"),
    "open_tickets": ("open cases", "casos abiertos", "casos abertos"),
    "orders_store": ("purchases in stores", "compras en tiendas", "compras em lojas"),
    "orders_web": ("purchases on the web", "compras en la web", "compras na web"),
    "outcome": ("outcome", "resultado", "resultado"),
    "points": ("points", "puntos", "pontos"),
    "points_to_next": ("points to the next tier", "puntos hasta el siguiente", "pontos até o próximo"),
    "price_minor": ("price", "precio", "preço"),
    "programme": ("programme", "programa", "programa"),
    "purpose": ("purpose", "finalidad", "finalidade"),
    "quantity": ("quantity", "cantidad", "quantidade"),
    "reason": ("reason", "motivo", "motivo"),
    "received_at": ("received", "recibido", "recebido"),
    "resolved_at": ("resolved", "resuelto", "resolvido"),
    "rfm": (
        "how lately, how often and for how much, 1 to 5 each",
        "hace cuánto, cuántas veces y por cuánto, de 1 a 5 cada uno",
        "há quanto tempo, quantas vezes e por quanto, de 1 a 5 cada um",
    ),
    "role": ("role", "papel", "papel"),
    "salutation": ("form of address", "tratamiento", "tratamento"),
    "satisfaction": ("satisfaction", "satisfacción", "satisfação"),
    "seller": ("seller", "vendedor", "vendedor"),
    "size": ("size", "talla", "tamanho"),
    "source": ("source", "fuente", "fonte"),
    "state": ("state", "estado", "estado"),
    "status": ("status", "estado", "estado"),
    "store": ("store", "tienda", "loja"),
    "subject": ("subject", "asunto", "assunto"),
    "tag": ("tag", "etiqueta", "etiqueta"),
    "text": ("text", "texto", "texto"),
    "tier": ("tier", "nivel", "nível"),
    "title": ("title", "artículo", "artigo"),
    "topics": ("topics", "temas", "temas"),
    "total_minor": ("total", "total", "total"),
    "value": ("value", "valor", "valor"),
    "value_band": ("value band", "tramo de valor", "faixa de valor"),
    "verified": ("verified", "verificado", "verificado"),
    "year": ("year", "año", "ano"),
}


def labelled(key: str, language: str) -> str:
    """The name of a part of an entry; one without words of its own reads as it is."""
    held = _LABELS.get(key)
    return held[LANGUAGES.index(language)] if held else key.replace("_", " ")


def said(key: str, language: str, *values: str) -> str:
    """The words of ``key`` in ``language``, its slots filled. Raises ``KeyError``."""
    text = _WORDS[key][LANGUAGES.index(language)]
    for place, value in enumerate(values):
        text = text.replace(f"{{{place}}}", value)
    return text
