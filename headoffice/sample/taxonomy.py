"""What the sample retailer wants to know about tastes and sizes: its preference definitions, and colours and materials.

Values are keys without a language (``burgundy``); ``LABELS`` says them in each language of the app.
"""

from __future__ import annotations

from typing import Final

from clienteling.domain.catalogue import PreferenceDef
from clienteling.domain.ids import source_id

LANGUAGES: Final = ("en", "es", "pt_BR")

COLORS: Final = {
    "black": ("231F1B", "Black", "Negro", "Preto"),
    "cognac": ("A5673A", "Cognac", "Coñac", "Conhaque"),
    "camel": ("B98A56", "Camel", "Camel", "Camel"),
    "burgundy": ("8E3A4C", "Burgundy", "Burdeos", "Bordô"),
    "navy": ("2F3E5C", "Navy", "Azul marino", "Azul-marinho"),
    "blue": ("5C7390", "Blue", "Azul", "Azul"),
    "green": ("3F6B52", "Green", "Verde", "Verde"),
    "olive": ("6F6B3C", "Olive", "Oliva", "Oliva"),
    "ivory": ("E6DCC8", "Ivory", "Marfil", "Marfim"),
    "white": ("F2EFE9", "White", "Blanco", "Branco"),
    "grey": ("8A8782", "Grey", "Gris", "Cinza"),
    "brown": ("6B4A2F", "Brown", "Marrón", "Marrom"),
    "red": ("B23A36", "Red", "Rojo", "Vermelho"),
    "pink": ("D79AA0", "Pink", "Rosa", "Rosa"),
    "mustard": ("C2922F", "Mustard", "Mostaza", "Mostarda"),
    "gold": ("C9A24B", "Gold", "Dorado", "Dourado"),
    "silver": ("A9ADB0", "Silver", "Plateado", "Prateado"),
}
"""Colour -> its RRGGBB and its name in each language."""

MATERIALS: Final = {
    "leather": ("Leather", "Piel", "Couro"),
    "suede": ("Suede", "Ante", "Camurça"),
    "wool": ("Wool", "Lana", "Lã"),
    "cashmere": ("Cashmere", "Cachemira", "Caxemira"),
    "silk": ("Silk", "Seda", "Seda"),
    "linen": ("Linen", "Lino", "Linho"),
    "cotton": ("Cotton", "Algodón", "Algodão"),
    "gold": ("Gold", "Oro", "Ouro"),
    "silver": ("Silver", "Plata", "Prata"),
    "brass": ("Brass", "Latón", "Latão"),
}

SIZES: Final = {
    "clothing": ("XS", "S", "M", "L", "XL", "XXL"),
    "shoe": ("35", "36", "37", "37.5", "38", "38.5", "39", "40", "41", "42", "43", "44", "45"),
    "ring": ("9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "20"),
    "glove": ("6.5", "7", "7.5", "8", "8.5", "9"),
    "belt": ("75", "80", "85", "90", "95", "100", "105"),
}
"""Kind of size -> the list it is chosen from."""

BRANDS: Final = ("Clara Vall", "Officina Nove", "Maison Aubry", "Sable & Rye", "Ateliê Norte", "Lobo Marino")

_STYLE = {
    "classic": ("Classic", "Clásico", "Clássico"),
    "minimal": ("Minimal", "Minimalista", "Minimalista"),
    "romantic": ("Romantic", "Romántico", "Romântico"),
    "sporty": ("Sporty", "Deportivo", "Esportivo"),
    "bold": ("Bold", "Atrevido", "Ousado"),
    "vintage": ("Vintage", "Vintage", "Vintage"),
}
_FIT = {
    "slim": ("Slim fit", "Entallado", "Ajustado"),
    "regular": ("Regular fit", "Corte recto", "Corte reto"),
    "loose": ("Loose fit", "Holgado", "Solto"),
}
_BUDGET = {
    "under_200": ("Under 200", "Menos de 200", "Até 200"),
    "200_500": ("200 to 500", "De 200 a 500", "De 200 a 500"),
    "500_1500": ("500 to 1,500", "De 500 a 1500", "De 500 a 1.500"),
    "over_1500": ("Over 1,500", "Más de 1500", "Acima de 1.500"),
}
_ALLERGY = {
    "nickel": ("No nickel", "Sin níquel", "Sem níquel"),
    "wool": ("No wool", "Sin lana", "Sem lã"),
    "latex": ("No latex", "Sin látex", "Sem látex"),
    "fragrance": ("No fragrance", "Sin perfume", "Sem perfume"),
    "chrome": ("No chrome-tanned leather", "Sin piel curtida al cromo", "Sem couro curtido ao cromo"),
}
_CHANNEL = {
    "message": ("By message", "Por mensaje", "Por mensagem"),
    "email": ("By e-mail", "Por correo", "Por e-mail"),
    "phone": ("By phone", "Por teléfono", "Por telefone"),
    "store": ("In store", "En tienda", "Na loja"),
}
_HOUR = {
    "10:00": ("From 10:00", "A partir de las 10 h", "A partir das 10h"),
    "13:00": ("From 13:00", "A partir de las 13 h", "A partir das 13h"),
    "16:00": ("From 16:00", "A partir de las 16 h", "A partir das 16h"),
    "18:00": ("After 18:00", "A partir de las 18 h", "Depois das 18h"),
    "weekend": ("At the weekend", "El fin de semana", "No fim de semana"),
}
_PAYMENT = {
    "card": ("Card", "Tarjeta", "Cartão"),
    "cash": ("Cash", "Efectivo", "Dinheiro"),
    "instalments": ("Instalments", "A plazos", "Parcelado"),
    "transfer": ("Bank transfer", "Transferencia", "Transferência"),
    "gift_card": ("Gift card", "Tarjeta regalo", "Vale-presente"),
}
_DELIVERY = {
    "home": ("To the home", "A domicilio", "Em casa"),
    "store": ("Collects in store", "Recoge en tienda", "Retira na loja"),
    "work": ("To the office", "A la oficina", "No trabalho"),
}

_Labels = tuple[str, str, str]
_Values = dict[str, _Labels]


def _named(table: dict[str, tuple[str, str, str, str]]) -> _Values:
    return {key: (row[1], row[2], row[3]) for key, row in table.items()}


def _same(values: tuple[str, ...]) -> _Values:
    """Values that read alike in every language, such as sizes."""
    return {value: (value, value, value) for value in values}


_ROWS: tuple[tuple[str, str, _Labels, _Values, str], ...] = (
    ("allergy", "safety", ("Allergies", "Alergias", "Alergias"), _ALLERGY, "multiple safety free"),
    ("size.clothing", "sizes", ("Clothing", "Ropa", "Roupa"), _same(SIZES["clothing"]), "free"),
    ("size.shoe", "sizes", ("Shoe", "Calzado", "Calçado"), _same(SIZES["shoe"]), "free"),
    ("size.ring", "sizes", ("Ring", "Anillo", "Anel"), _same(SIZES["ring"]), "free"),
    ("size.glove", "sizes", ("Glove", "Guantes", "Luva"), _same(SIZES["glove"]), "free"),
    ("size.belt", "sizes", ("Belt", "Cinturón", "Cinto"), _same(SIZES["belt"]), "free"),
    ("fit", "sizes", ("Fit", "Corte", "Caimento"), _FIT, ""),
    ("color", "taste", ("Colours", "Colores", "Cores"), _named(COLORS), "multiple free"),
    ("material", "taste", ("Materials", "Materiales", "Materiais"), MATERIALS, "multiple free"),
    ("brand", "taste", ("Brands", "Marcas", "Marcas"), _same(BRANDS), "multiple free"),
    ("style", "taste", ("Style", "Estilo", "Estilo"), _STYLE, "multiple free"),
    ("budget", "buying", ("Budget", "Presupuesto", "Orçamento"), _BUDGET, ""),
    ("contact.channel", "contact", ("Best way", "Mejor medio", "Melhor meio"), _CHANNEL, ""),
    ("contact.hour", "contact", ("Best time", "Mejor hora", "Melhor horário"), _HOUR, "free"),
    ("payment", "buying", ("Payment", "Pago", "Pagamento"), _PAYMENT, "multiple"),
    ("delivery", "buying", ("Delivery", "Entrega", "Entrega"), _DELIVERY, ""),
)


def _labels(texts: _Labels) -> dict[str, str]:
    return dict(zip(LANGUAGES, texts, strict=True))


def definitions() -> tuple[PreferenceDef, ...]:
    """The taxonomy of the sample retailer, in the order in which it is shown."""
    return tuple(
        PreferenceDef(
            source_id("sample", "preference_def", key),
            key,
            group,
            _labels(label),
            tuple(values),
            {value: _labels(texts) for value, texts in values.items()},
            multiple="multiple" in flags,
            safety="safety" in flags,
            free_text="free" in flags,
            position=position,
            version=1,
        )
        for position, (key, group, label, values, flags) in enumerate(_ROWS)
    )


def word(table: dict[str, _Labels], key: str, language: str) -> str:
    """What ``key`` is called in ``language`` (``en``, ``es``, otherwise Portuguese), in lower case."""
    return table[key][0 if language == "en" else 1 if language == "es" else 2].lower()


COLOR_WORDS: Final = _named(COLORS)
"""Colour -> its name in each language."""
