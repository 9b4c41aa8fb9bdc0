"""The topics a company begins with: the special categories of personal data of the GDPR (Article 9), crimes (Article
10), and insults. An entry is left out when it more often means something harmless in a shop (a colour, a brand, a
material, an allergy, which is a preference of its own).
"""

from __future__ import annotations

from clienteling.domain.catalogue import SensitiveTopic

_LANGUAGES = ("en", "es", "pt_BR")


def _topic(position: int, key: str, labels: tuple[str, str, str], *words: str) -> SensitiveTopic:
    """``words``: the entries of each language, separated by commas."""
    entries = {
        language: tuple(entry.strip() for entry in said.split(","))
        for language, said in zip(_LANGUAGES, words, strict=True)
    }
    return SensitiveTopic(key, key, dict(zip(_LANGUAGES, labels, strict=True)), entries, position=position)


TOPICS: tuple[SensitiveTopic, ...] = (
    _topic(
        1,
        "health",
        ("Health", "Salud", "Saúde"),
        "pregnant, pregnancy, cancer, chemo, chemotherapy, diabet*, depress*, anorexi*, bulimi*, bipolar, autis*, "
        "dementia, alzheimer, epilep*, hiv, aids, disabled, disability, wheelchair, surgery, mastectomy, "
        "miscarriage, abortion, addict*, alcoholic, in rehab, mental health, psychiatr*, medication, "
        "seriously ill, terminally ill, overweight, obese, obesity",
        "embarazad*, embarazo, cáncer, quimio, quimioterapia, diabétic*, diabetes, depresión, deprimid*, anorexi*, "
        "bulimi*, bipolar, autis*, demencia, alzheimer, epilep*, vih, sida, discapacitad*, discapacidad, "
        "minusválid*, silla de ruedas, mastectomía, aborto, abortó, adict*, alcohólic*, psiquiátric*, psiquiatra, "
        "medicación, enferma, enfermo, enfermedad, obes*, sobrepeso",
        "grávida, gravidez, câncer, cancro, quimio, quimioterapia, diabétic*, diabetes, depressão, deprimid*, "
        "anorexi*, bulimi*, bipolar, autis*, demência, alzheimer, epilep*, hiv, aids, deficiente, deficiência, "
        "cadeira de rodas, cirurgia, mastectomia, aborto, abortou, viciad*, alcoólatra, alcoólic*, psiquiátric*, "
        "psiquiatra, medicação, doente, doença, obes*, sobrepeso",
    ),
    _topic(
        2,
        "belief",
        ("Religion or belief", "Religión o creencias", "Religião ou crença"),
        "muslim*, islam*, jewish, jew, jews, a christian, is christian, catholic*, protestant*, evangelical*, "
        "hindu*, buddhis*, atheis*, jehovah, mormon*, her religion, his religion, religious",
        "musulman*, islam*, judí*, es cristian*, son cristian*, católic*, protestante*, evangélic*, hindú*, "
        "hinduis*, budis*, ateo, atea, testigo de jehová, testigos de jehová, mormon*, su religión, religios*",
        "muçulman*, islâmic*, islã, judeu*, judia*, judaic*, é cristão, é cristã, são cristãos, católic*, "
        "protestante*, evangélic*, hindu*, budis*, ateu, ateia, testemunha de jeová, testemunhas de jeová, "
        "mórmon*, espírita*, umbanda, candomblé, sua religião, religios*",
    ),
    _topic(
        3,
        "politics",
        ("Politics or trade union", "Política o sindicato", "Política ou sindicato"),
        "left wing, right wing, leftist, communist, socialist, fascist*, republican voter, voted for, votes for, "
        "political views, trade union, union member",
        "de izquierdas, de derechas, izquierdista, derechista, comunista, socialista, fascista*, facha, votante, "
        "votó a, vota a, ideas políticas, sindicato, sindicalista",
        "de esquerda, de direita, esquerdista, direitista, comunista, socialista, fascista*, petista, "
        "bolsonarista, votou em, vota em, ideias políticas, sindicato, sindicalista",
    ),
    _topic(
        4,
        "origin",
        ("Ethnic origin", "Origen étnico", "Origem étnica"),
        "gypsy, gypsies, ethnic*, racial, illegal immigrant, immigrant, refugee, black woman, black man, "
        "asian woman, asian man, arab, arabs",
        "gitan*, etnia, étnic*, racial, inmigrante, inmigrantes, sin papeles, refugiad*, negrata, sudaca, árabe, "
        "árabes, mujer negra, hombre negro",
        "cigan*, etnia, étnic*, racial, imigrante, imigrantes, sem papéis, refugiad*, crioulo, árabe, árabes, "
        "mulher negra, homem negro, mulato, mulata",
    ),
    _topic(
        5,
        "private_life",
        (
            "Sexual orientation or private life",
            "Orientación sexual o vida privada",
            "Orientação sexual ou vida privada",
        ),
        "gay, lesbian, bisexual, homosexual, transgender, transsexual, sex life, her lover, his lover, mistress, "
        "affair, cheats on, cheating on, divorc*",
        "gay, lesbiana, bisexual, homosexual, transexual, transgénero, travesti, vida sexual, su amante, "
        "querida de, aventura con, infiel, le engaña, divorci*",
        "gay, lésbica, lésbico, bissexual, homossexual, transexual, transgênero, travesti, vida sexual, "
        "amante dela, amante dele, sua amante, seu amante, infiel, divorci*",
    ),
    _topic(
        6,
        "crime",
        ("Crime or debts", "Delitos o deudas", "Crimes ou dívidas"),
        "criminal, convict*, prison, jail, thief, steals, stole, shoplift*, fraudster, arrested, bankrupt*, in debt",
        "delincuente, condenad*, cárcel, prisión, ladrón, ladrona, roba, robó, estafador*, detenid*, arruinad*, "
        "endeudad*, moroso, morosa",
        "criminoso, criminosa, condenad*, na cadeia, prisão, ladrão, ladra, rouba, roubou, golpista, "
        "estelionatári*, preso, falid*, endividad*, caloteir*",
    ),
    _topic(
        7,
        "insult",
        ("Insult", "Insulto", "Insulto"),
        "idiot*, stupid, moron, bitch*, bastard, asshole, arrogant, fat, ugly, pain in the ass, dumb, cheapskate, "
        "stingy, fuck*, slut, whore",
        "idiota*, estúpid*, imbécil*, tont*, gilipollas, cabrón, cabrona, puta, putas, zorra, gord*, fea, feo, "
        "pija, pijo, tacañ*, mierda, gentuza, insoportable",
        "idiota*, estúpid*, imbecil, imbecis, burra, burro, babaca*, puta, putas, vadia*, gorda, gordo, feia, "
        "feio, maluc*, chata, chato, mesquinh*, pão duro, metida, metido, merda, insuportável",
    ),
)
