"""The words by which hints are recognised, in English, Spanish and Portuguese: folded (lower case, no accents)."""

from __future__ import annotations

from typing import Final

PORTUGUESE: Final = r"[ãõç]|\b(?:em|uma|um|com|tamanho|quer|gosta|dela|dele|nao|voce|ao|do|da|na|prefere)\b"
NOT_PORTUGUESE: Final = (
    r"[ñ¿¡]|\b(?:el|los|las|una|un|talla|quiere|gusta|con|y|su|prefiere|the|she|he|her|and|with|for)\b"
)
NEGATION: Final = r"(?:no|not|non|never|nunca|jamas|nao|nem|ni|nor|neither|tampoco|sin|sem|without|\w+n't|cannot)"
NOT_NEGATION: Final = r"(?:no|not|nao)\s+(?:solo|only|so|somente|apenas|just)\b"
"""``not only black`` speaks well of black."""

LIKE: Final = (
    r"(?:loves?|loved|likes?|adores?|prefers?|favou?rites?|encantan?|gustan?|gustaria|adora|ama|prefiere|prefere|"
    r"favorit[oa]s?|gosta|apaixonada?|fan|fas)"
)
DISLIKE: Final = r"(?:hates?|dislikes?|detests?|avoids?|odia|detesta|evita|aborrece|odeia|(?:can't|cannot) stand)"
OTHER_VERB: Final = (
    r"(?:wants?|needs?|looks?|looking|asked|bought|wears?|takes?|came|quiere|busca|necesita|pidio|compro|lleva|usa|"
    r"viene|quer|procura|precisa|pediu|comprou|veste|vem|tiene|tem|has|is|es|son|are|called|llamo|ligou)"
)
CONTRAST: Final = r"(?:but|pero|sino|mas|porem|however|though)"

SOMEBODY_ELSE: Final = (
    r"(?:her|his|their|su|sus|seu|sua|la|el|o|a|my|mi)?\s*\b(?:sister|brother|mother|father|mum|mom|dad|husband|wife|"
    r"partner|daughter|son|friend|niece|nephew|grand\w+|colleague|boss|hermana|hermano|madre|padre|marido|mujer|esposa|"
    r"esposo|pareja|hija|hijo|amiga|amigo|sobrina|sobrino|abuela|abuelo|jefa|irma|irmao|mae|pai|namorad[oa]|novi[oa]|"
    r"filha|filho|sobrinh[oa]|avo|neta|neto|niet[oa]|gift|regalo|presente)\b"
)
FORMERLY: Final = r"\b(?:used to|formerly|before|no longer|anymore|antes|ya no|ja nao|antigamente|de joven)\b"

SIZE: Final = r"(?:size|sized|talla|tallas|tamanho|tam|numero|number|num|nº|n°)"
WEARS: Final = r"(?:takes?|wears?|is|usa|uso|gasta|lleva|llevo|tiene|necesita|veste|viste|e|es|calza|calzo|calca|calco)"

GARMENTS: Final[dict[str, str]] = {
    "shoe": (
        r"shoes?|boots?|sandals?|heels?|pumps?|trainers?|sneakers?|loafers?|court shoes?|ballerinas?|foot|feet|"
        r"zapatos?|zapatillas?|calzado|calza|calzo|salon|salones|sandalias?|botas?|botines?|botin|tacon|tacones|mocasin|mocasines|"
        r"bailarinas?|pie|sapatos?|sapatilhas?|calcados?|tenis|scarpins?|mocassim|mocassins|salto|pe"
    ),
    "clothing": (
        r"dress|dresses|shirts?|coats?|jackets?|blouses?|trousers|skirts?|tops?|jumpers?|sweaters?|suits?|clothes|"
        r"clothing|blazers?|cardigans?|vestidos?|camisas?|camisetas?|abrigos?|chaquetas?|blusas?|pantalon|pantalones|"
        r"faldas?|jersey|jerseis|ropa|trajes?|americanas?|casacos?|jaquetas?|saias?|calcas|roupas?|malhas?|ternos?|"
        r"viste|veste"
    ),
    "ring": r"rings?|anillos?|sortijas?|alianzas?|aneis|anel|aliancas?",
    "glove": r"gloves?|guantes?|luvas?",
    "belt": r"belts?|cinturon|cinturones|cintos?",
}
"""Last part of a size's key -> words for what it fits."""

PLAUSIBLE: Final[dict[str, tuple[float, float]]] = {
    "shoe": (15, 50),
    "clothing": (30, 60),
    "ring": (3, 30),
    "glove": (5, 12),
    "belt": (60, 130),
}
"""Kind of size -> smallest and largest number that can be one."""

LETTER_SIZES: Final = r"(?:xxs|xs|s|m|l|xl|xxl|xxxl|2xl|3xl)"

ALLERGY: Final = r"(?:allerg(?:y|ies|ic)|alergi(?:a|as|co|ca|cos|cas))"

MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "january enero janeiro jan",
            "february febrero fevereiro feb",
            "march marzo marco",
            "april abril",
            "may mayo maio",
            "june junio junho",
            "july julio julho",
            "august agosto",
            "september septiembre setiembre setembro sept",
            "october octubre outubro",
            "november noviembre novembro nov",
            "december diciembre dezembro dec",
        ),
        1,
    )
    for name in names.split()
}
AMBIGUOUS_MONTHS: Final = frozenset({"may", "march", "marco", "jan", "dec", "nov"})
"""Month names that are also other words: they need a preposition or a day beside them."""

OCCASIONS: Final[tuple[tuple[str, str], ...]] = (
    (r"wedding anniversary|aniversario de (?:boda|bodas|casamento)|anniversary", "anniversary"),
    (r"weddings?|gets? married|getting married|bodas?|se casa|casamentos?", "wedding"),
    (r"birthdays?|cumpleanos|cumple|anos", "birthday"),
    (r"graduation|graduacion|formatura|baptism|christening|bautizo|batizado|communion|comunion|comunhao", "other"),
)
"""Words for an occasion -> kind of date, most telling first. ``aniversario`` alone depends on the language."""

CHILD: Final = r"\b(?:son|daughter|child|kid|baby|hijo|hija|nino|nina|bebe|filho|filha)\b"

CHANNELS: Final[tuple[tuple[str, str], ...]] = (
    ("message", r"messages?|messaging|text|texts|texting|whatsapp|wasap|sms|mensajes?|mensagem|mensagens"),
    ("email", r"e-?mails?|mails?|correo|correo electronico"),
    (
        "phone",
        r"(?:tele)?phone|calls?|calling|telefono|telefonema|telefone|llamadas?|ligacao|ligacoes|llamar(?:la|le)?",
    ),
    ("store", r"in store|in the store|in person|en tienda|en la tienda|en persona|na loja|pessoalmente"),
)
"""Means of contact -> words for it."""

PREFERS: Final = (
    r"(?:prefers?|preferably|better|best|rather|only by|always by|reach (?:her|him|them)|contact (?:her|him|them)|"
    r"mejor|prefiere|preferiblemente|solo por|siempre por|contactar(?:la|le)?|melhor|prefere|so por|sempre por|"
    r"de preferencia|contatar)"
)
BY: Final = r"(?:by|via|on|through|with a|por|con un|com|pelo|pela)"

HOURS: Final[tuple[tuple[str, str], ...]] = (
    ("morning 10:00 09:00", r"in the mornings?|mornings|por las? mananas?|de manana|pela manha|de manha|as manhas"),
    ("midday 13:00 12:00", r"at (?:midday|noon|lunch(?:time)?)|a(?:l)? mediodia|ao meio-? ?dia|na hora do almoco"),
    ("evening 18:00 19:00 20:00", r"in the evenings?|evenings|por las? noches?|a noite|de noite"),
    ("afternoon 16:00 15:00", r"in the afternoons?|afternoons|por las? tardes?|a tarde|de tarde"),
    ("weekend", r"(?:(?:at|on) (?:the )?)?weekends?|(?:el|los) fines? de semana|(?:no|nos|aos) fi(?:m|ns) de semana"),
)
"""Values that may stand for a part of the day, the first one defined is taken -> words for it."""
AFTER: Final = r"(?:after|from|despues de|a partir de|desde|depois d|apos)"

COLORS: Final[dict[str, str]] = {
    "black": "negro preto",
    "white": "blanco branco",
    "red": "rojo vermelho",
    "blue": "azul",
    "green": "verde",
    "yellow": "amarillo amarelo",
    "pink": "rosa",
    "grey": "gray gris cinza",
    "brown": "marron marrom castanho",
    "beige": "beis bege",
    "navy": "azul-marino azul-marinho",
    "burgundy": "burdeos bordo vinho granate",
    "camel": "camello camelo",
    "orange": "naranja laranja",
    "purple": "morado roxo lila",
    "gold": "dorado dourado",
    "silver": "plateado prateado",
}
"""English name of a colour -> what it is called in the other languages, beside the definition's own labels."""
