"""The first customers of every sample, counted in days from the sample's day, so that they fit whenever it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from clienteling.domain.customer import ConsentChannel, DateKind
from headoffice.sample.consents import Story

_YES: Final[tuple[tuple[ConsentChannel, Story], ...]] = (
    ("email", "granted"),
    ("sms", "granted"),
    ("whatsapp", "granted"),
)
_NO_CALLS: Final[tuple[tuple[ConsentChannel, Story], ...]] = (*_YES, ("call", "refused"))


@dataclass(frozen=True, slots=True)
class Role:
    """One of the first customers. All days count backwards from the sample's day unless said otherwise.

    ``known``: since when. ``points``: of the loyalty programme, -1 = no member. ``purchases``: (days, title or empty
    for anything, pieces, on the web). ``dates``: (kind, days ahead, year or 0, told so many years ago). ``cart``: title
    of what lies there since the evening before last. ``tickets``: (days, kind, subject, satisfaction or -1 = open).
    ``messages``: (days, text, answer or empty). ``follow_ups``: (days ahead, reason, text). ``appointments``: (minutes
    after midnight of the sample's day, text).
    """

    given: str
    family: str
    known: int
    points: int = -1
    gender: Literal["female", "male"] = "female"
    language: str = "es"
    country: str = "ES"
    locale: str = "es_ES"
    family_first: bool = False
    sizes: tuple[tuple[str, str], ...] = ()
    purchases: tuple[tuple[int, str, int, bool], ...] = ()
    consents: tuple[tuple[ConsentChannel, Story], ...] = _YES
    preferences: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[DateKind, int, int, float], ...] = ()
    cart: str = ""
    messages: tuple[tuple[int, str, str], ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    tickets: tuple[tuple[int, Literal["complaint", "question", "repair"], str, int], ...] = ()
    follow_ups: tuple[tuple[int, str, str], ...] = ()
    appointments: tuple[tuple[int, str], ...] = ()


_SHOWCASE: Final = Role(
    "Margarita",
    "Garcés Ibarra",
    1_950,
    4_120,
    sizes=(("clothing", "M"), ("shoe", "38"), ("ring", "13")),
    purchases=(
        (1_920, "", 2, True),
        (1_700, "", 3, True),
        (1_480, "", 2, True),
        (1_260, "", 2, True),
        (1_100, "", 1, True),
        (715, "", 1, False),
        (660, "", 2, False),
        (610, "", 1, False),
        (560, "", 1, False),
        (520, "", 2, False),
        (470, "", 1, False),
        (430, "", 1, False),
        (400, "Emerald ring", 1, False),
        (345, "Wool scarf", 1, False),
        (190, "Court shoe", 1, False),
        (21, "Cognac bag", 1, False),
    ),
    consents=_NO_CALLS,
    preferences=(
        ("allergy", "nickel"),
        ("size.clothing", "M"),
        ("size.shoe", "38"),
        ("size.ring", "13"),
        ("color", "camel"),
        ("color", "burgundy"),
        ("material", "wool"),
        ("contact.channel", "message"),
        ("contact.hour", "18:00"),
    ),
    dates=(("wedding", 9, 2012, 5.0),),
    cart="Camel coat",
    messages=(
        (330, "Gracias por tu visita", "Gracias a ti, Elena"),
        (260, "Te hemos guardado uno de tu talla", "Qué detalle, gracias"),
        (200, "Ya está aquí el salón en burdeos", "¡Perfecto! Voy la semana que viene"),
        (150, "¿Qué tal los zapatos en la boda?", "Comodísimos, gracias"),
        (66, "Tu bolso ya está reparado", "Lo recojo esta semana"),
        (40, "Empieza la nueva temporada", ""),
        (4, "Te esperamos para probarte el abrigo", "Iré el sábado"),
    ),
    notes=(
        (70, "El cierre del bolso camel estaba flojo. Lo enviamos al taller."),
        (190, "Busca salón para una boda en mayo. Alergia al níquel: solo hebillas de latón."),
    ),
    tickets=((70, "repair", "Cierre reparado", 9),),
)

ROLES: Final = (
    _SHOWCASE,
    Role("Garazi", "Ugarte", 420, 1_640, purchases=((210, "Silk blouse", 1, False), (8, "Black court shoe", 1, False))),
    Role(
        "Inês",
        "Garrido Matos",
        900,
        3_480,
        language="pt",
        country="PT",
        locale="pt_PT",
        purchases=((610, "", 2, True), (330, "Weekend travel bag", 1, False), (64, "Cashmere cardigan", 1, False)),
    ),
    Role(
        "Edgar",
        "Villaseñor",
        1,
        340,
        "male",
        consents=(("email", "granted"),),
        purchases=((1, "Garment bag", 1, False),),
    ),
    Role(
        "Rosalía",
        "Montes",
        1_000,
        820,
        consents=(("email", "regranted"), ("sms", "pending"), ("call", "expired"), ("post", "withdrawn")),
        purchases=((240, "Wool scarf", 1, False),),
        notes=((30, "Busca una gargantilla para su hermana."),),
    ),
    Role(
        "Beatriz",
        "Olmedo",
        700,
        1_290,
        consents=_NO_CALLS,
        purchases=((64, "Cognac bag", 1, False),),
        messages=((9, "Tu bolso está en el taller", ""),),
        tickets=((12, "complaint", "El cierre se soltó al mes", -1),),
        follow_ups=((-1, "complaint", "Su bolso vuelve del taller"),),
    ),
    Role(
        "Carmen",
        "Iriarte",
        1_300,
        2_050,
        consents=(("email", "granted"), ("sms", "withdrawn"), ("whatsapp", "refused"), ("call", "refused")),
        purchases=((480, "Camel coat", 1, False), (118, "Silk blouse", 1, False)),
        messages=((92, "Gracias por tu visita", ""),),
        follow_ups=((-3, "keep_in_touch", "Suele venir por estas fechas"),),
    ),
    Role(
        "Valeria",
        "Sotomayor",
        800,
        6_900,
        consents=(*_YES, ("call", "granted")),
        purchases=((300, "Weekend travel bag", 1, False), (31, "Cashmere cardigan", 1, False)),
        dates=(("birthday", 1, 1986, 1.4),),
        messages=((24, "Te hemos guardado uno de tu talla", "Gracias, qué detalle"),),
        follow_ups=((0, "date", "Mañana cumple años"),),
    ),
    Role(
        "Maria Fernanda",
        "de Albuquerque e Vasconcelos Teles de Menezes",
        500,
        1_150,
        language="pt",
        country="PT",
        locale="pt_PT",
        consents=(("email", "granted"),),
        sizes=(("clothing", "L"),),
        purchases=((200, "", 1, True), (7, "Wool scarf", 1, False)),
        cart="Camel coat",
        messages=((40, "As peças de que você gostou voltaram", "Obrigada, que gentileza"),),
        follow_ups=((0, "cart", "Dejó un abrigo en la web"),),
    ),
    Role(
        "Paula",
        "Ansúrez",
        260,
        610,
        sizes=(("shoe", "37"),),
        purchases=((120, "", 1, False), (1, "Leather sandal", 1, False)),
        messages=((2, "Te hemos guardado uno de tu talla", "Voy mañana"),),
        follow_ups=((0, "thanks", "Compró sandalias ayer, aquí"),),
    ),
    Role(
        "Hyun-woo",
        "Seo",
        900,
        1_480,
        "male",
        "ko",
        "KR",
        "ko_KR",
        consents=(("email", "refused"), ("sms", "granted"), ("whatsapp", "granted"), ("call", "refused")),
        purchases=((576, "Face cream", 1, False), (394, "Face cream", 1, False), (212, "Face cream", 1, False)),
        messages=((35, "Han llegado los bolsos de viaje", "Iré a verlos"),),
        follow_ups=((0, "replenishment", "La crema se estará acabando"),),
        appointments=((17 * 60, "Ver los bolsos de viaje"),),
    ),
    Role(
        "Lucía",
        "Beltrán",
        640,
        1_020,
        sizes=(("clothing", "S"),),
        purchases=((50, "Camel coat", 1, False),),
        appointments=((12 * 60 + 30, "Arreglo del abrigo"),),
    ),
)
"""Everybody who is in every sample, the showcase first."""
