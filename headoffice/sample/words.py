"""What sellers, customers and the service desk say in the sample, in English, Spanish and Portuguese.

Every text is a row (en, es, pt); ``say`` picks the language. Slots: {piece} with its article, {color}, {size}.
"""

from __future__ import annotations

from typing import Final

Row = tuple[str, str, str]

PIECES: Final[dict[str, Row]] = {
    "bag": ("a bag", "un bolso", "uma bolsa"),
    "shoe": ("court shoes", "unos salones", "um scarpin"),
    "boot": ("boots", "unas botas", "umas botas"),
    "trainer": ("trainers", "unas deportivas", "um tênis"),
    "scarf": ("a scarf", "una bufanda", "um cachecol"),
    "ring": ("a ring", "un anillo", "um anel"),
    "coat": ("a coat", "un abrigo", "um casaco"),
    "dress": ("a dress", "un vestido", "um vestido"),
    "shirt": ("a shirt", "una camisa", "uma camisa"),
    "trousers": ("trousers", "unos pantalones", "uma calça"),
    "skirt": ("a skirt", "una falda", "uma saia"),
    "knit": ("a jumper", "un jersey", "uma malha"),
    "belt": ("a belt", "un cinturón", "um cinto"),
    "glove": ("gloves", "unos guantes", "umas luvas"),
    "wallet": ("a wallet", "una cartera", "uma carteira"),
    "watch": ("a watch", "un reloj", "um relógio"),
    "necklace": ("a necklace", "un collar", "um colar"),
    "earring": ("earrings", "unos pendientes", "uns brincos"),
    "gift": ("a gift", "un regalo", "um presente"),
}
"""What a customer may look for."""

NOTES: Final[tuple[Row, ...]] = (
    (
        "Looks for {piece} in {color}, for a wedding.",
        "Busca {piece} en color {color}, para una boda.",
        "Procura {piece} na cor {color}, para um casamento.",
    ),
    (
        "Tried {piece} on, will think about it. Call when there are new colours.",
        "Se probó {piece} y lo va a pensar. Avisar cuando lleguen colores nuevos.",
        "Experimentou {piece} e vai pensar. Avisar quando chegarem cores novas.",
    ),
    (
        "Prefers {color}. Does not like large logos.",
        "Prefiere el color {color}. No le gustan los logotipos grandes.",
        "Prefere a cor {color}. Não gosta de logotipos grandes.",
    ),
    (
        "Comes with the family at weekends; the children like the window seat.",
        "Viene con la familia los fines de semana; a los niños les gusta el escaparate.",
        "Vem com a família nos fins de semana; as crianças gostam da vitrine.",
    ),
    (
        "Shoe size {size}, wide foot. Half a size up in boots.",
        "Talla {size} de calzado, pie ancho. Media talla más en botas.",
        "Calça {size}, pé largo. Meio número acima em botas.",
    ),
    (
        "Wants {piece} as a gift, wrapped, by the end of the month.",
        "Quiere {piece} para regalar, con envoltorio, antes de fin de mes.",
        "Quer {piece} para presente, embrulhado, até o fim do mês.",
    ),
    (
        "New job, needs more formal clothes. Interested in {piece}.",
        "Ha cambiado de trabajo y necesita ropa más formal. Busca {piece}.",
        "Mudou de emprego e precisa de roupa mais formal. Procura {piece}.",
    ),
    (
        "Travels in summer: write from September on.",
        "En verano viaja: escribir a partir de septiembre.",
        "No verão viaja: escrever a partir de setembro.",
    ),
    (
        "Better by message, after 18:00.",
        "Mejor por mensaje, después de las 18 h.",
        "Melhor por mensagem, depois das 18h.",
    ),
    (
        "Was given {piece} last year: a good choice.",
        "El año pasado le regalaron {piece}: gran acierto.",
        "Ganhou {piece} no ano passado: boa escolha.",
    ),
    (
        "Asked about repairs; happy with the last one.",
        "Preguntó por el taller; la última reparación quedó bien.",
        "Perguntou pela oficina; gostou do último conserto.",
    ),
    (
        "Speaks little about prices; show the best piece first.",
        "Habla poco de precios; enseñar primero la mejor pieza.",
        "Fala pouco de preços; mostrar primeiro a melhor peça.",
    ),
)

FOLLOW_UPS: Final[tuple[tuple[str, Row], ...]] = (
    (
        "asked",
        ("Call as soon as we have {piece}", "Llamar en cuanto tengamos {piece}", "Ligar assim que tivermos {piece}"),
    ),
    (
        "asked",
        ("Show the new {color} pieces", "Enseñar lo nuevo en color {color}", "Mostrar as novidades na cor {color}"),
    ),
    ("keep_in_touch", ("Usually comes this month", "Suele venir este mes", "Costuma vir neste mês")),
    ("thanks", ("Ask whether all is well", "Preguntar si todo va bien", "Perguntar se está tudo bem")),
    ("cart", ("Left {piece} in the web cart", "Dejó {piece} en la web", "Deixou {piece} no site")),
    ("complaint", ("The repair comes back", "Vuelve del taller su pieza", "A peça volta da oficina")),
    ("replenishment", ("The cream will soon be used up", "La crema se estará acabando", "O creme deve estar no fim")),
    (
        "date",
        ("Suggest something for the birthday", "Proponer algo para su cumpleaños", "Sugerir algo para o aniversário"),
    ),
)
"""(reason, text) of follow-ups."""

OUTCOMES: Final[tuple[Row, ...]] = (
    ("Will come on Saturday", "Vendrá el sábado", "Vem no sábado"),
    ("Thanked us, bought nothing", "Dio las gracias, no compró", "Agradeceu, não comprou"),
    ("Reserved one", "Dejó uno reservado", "Deixou um reservado"),
    ("No answer", "No contestó", "Não respondeu"),
)

MESSAGES_OUT: Final[tuple[Row, ...]] = (
    ("The pieces you liked are back", "Han vuelto las piezas que te gustaban", "As peças de que você gostou voltaram"),
    ("Your repair is ready", "Tu arreglo está listo", "Seu conserto está pronto"),
    ("We kept one in your size", "Te hemos guardado uno de tu talla", "Guardamos um do seu tamanho"),
    ("Thank you for your visit", "Gracias por tu visita", "Obrigada pela visita"),
)

MESSAGES_IN: Final[tuple[Row, ...]] = (
    ("I will come on Saturday", "Iré el sábado", "Vou no sábado"),
    ("Thank you, how lovely", "Gracias, qué detalle", "Obrigada, que gentileza"),
    ("Do you have it in another colour?", "¿Lo tenéis en otro color?", "Tem em outra cor?"),
    ("Not this month, thank you", "Este mes no, gracias", "Este mês não, obrigada"),
)

CALLS: Final[tuple[Row, ...]] = (
    ("Told about the new season", "Le conté la nueva temporada", "Contei da nova estação"),
    ("No answer", "No contestó", "Não atendeu"),
)

VISITS: Final[tuple[Row, ...]] = (
    ("Looked at the new bags", "Miró los bolsos nuevos", "Olhou as bolsas novas"),
    ("Came to collect an order", "Vino a recoger un pedido", "Veio retirar um pedido"),
    ("Tried on coats", "Se probó abrigos", "Experimentou casacos"),
)

APPOINTMENTS: Final[tuple[Row, ...]] = (
    ("Coat alteration", "Arreglo del abrigo", "Ajuste do casaco"),
    ("See the travel bags", "Ver los bolsos de viaje", "Ver as bolsas de viagem"),
    ("Fitting for a wedding", "Prueba para una boda", "Prova para um casamento"),
    ("New season, private view", "Nueva temporada, pase privado", "Nova estação, visita privada"),
)

CAMPAIGNS: Final[tuple[Row, ...]] = (
    ("Autumn collection", "Colección de otoño", "Coleção de outono"),
    ("Private sale", "Venta privada", "Venda privada"),
    ("Christmas gifts", "Regalos de Navidad", "Presentes de Natal"),
    ("Care for leather", "Cuidado de la piel", "Cuidado do couro"),
    ("Spring linens", "Linos de primavera", "Linhos de primavera"),
)

COMPLAINTS: Final[tuple[Row, ...]] = (
    ("Clasp came loose after a month", "El cierre se soltó al mes", "O fecho soltou em um mês"),
    ("Delivered the wrong size", "Llegó otra talla", "Chegou outro tamanho"),
    ("Parcel arrived late", "El paquete llegó tarde", "O pacote chegou atrasado"),
    ("Colour differs from the picture", "El color no es el de la foto", "A cor não é a da foto"),
    ("Charged twice", "Cobrado dos veces", "Cobrado duas vezes"),
)

QUESTIONS: Final[tuple[Row, ...]] = (
    ("How to care for suede", "Cómo cuidar el ante", "Como cuidar da camurça"),
    ("Where is my order", "Dónde está mi pedido", "Onde está meu pedido"),
    ("Invoice with company details", "Factura con datos de empresa", "Nota fiscal com dados da empresa"),
)

REPAIRS: Final[tuple[Row, ...]] = (
    ("Clasp repaired", "Cierre reparado", "Fecho consertado"),
    ("New heel taps", "Tapas nuevas", "Saltinho novo"),
    ("Ring made larger", "Anillo agrandado", "Anel alargado"),
    ("Lining sewn", "Forro cosido", "Forro costurado"),
)

SOLUTIONS: Final[tuple[Row, ...]] = (
    ("Exchanged", "Cambiado", "Trocado"),
    ("Refunded", "Reembolsado", "Reembolsado"),
    ("Repaired free of charge", "Reparado sin coste", "Consertado sem custo"),
    ("Explained and settled", "Explicado y resuelto", "Explicado e resolvido"),
)

TAGS: Final[tuple[Row, ...]] = (
    ("press", "prensa", "imprensa"),
    ("lives nearby", "vive cerca", "mora perto"),
    ("bride", "novia", "noiva"),
    ("likes events", "le gustan los eventos", "gosta de eventos"),
    ("collector", "coleccionista", "colecionador"),
    ("gift buyer", "compra regalos", "compra presentes"),
    ("tourist", "turista", "turista"),
)

OCCUPATIONS: Final[tuple[Row, ...]] = (
    ("Architect", "Arquitectura", "Arquitetura"),
    ("Lawyer", "Abogacía", "Advocacia"),
    ("Teacher", "Enseñanza", "Ensino"),
    ("Doctor", "Medicina", "Medicina"),
    ("Musician", "Música", "Música"),
    ("Runs a restaurant", "Tiene un restaurante", "Tem um restaurante"),
)

RELATIONS: Final = ("partner", "child", "mother", "father", "sibling", "friend", "assistant")
"""Kinds of relationship, as keys."""


def say(row: Row, language: str) -> str:
    """``row`` in ``language``: English, Spanish or Portuguese; others read English."""
    return row[1] if language == "es" else row[2] if language.startswith("pt") else row[0]
