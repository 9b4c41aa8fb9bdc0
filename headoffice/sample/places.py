"""Where the sample retailer is: countries with their habits, cities with their stores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Country:
    """What differs by country.

    ``rate`` turns euros into its currency; ``phone`` is the mobile number in E.164 with # for a digit; ``locales`` are
    whose names people there bear, with weights; ``language`` is what a seller speaks to them.
    """

    code: str
    name: str
    currency: str
    rate: float
    language: str
    phone: str
    locales: tuple[tuple[float, str], ...]


COUNTRIES: Final = {
    c.code: c
    for c in (
        Country("ES", "España", "EUR", 1.0, "es", "+346########", ((88, "es_ES"), (7, "es_MX"), (5, "pt_PT"))),
        Country("PT", "Portugal", "EUR", 1.0, "pt", "+35191#######", ((88, "pt_PT"), (9, "pt_BR"), (3, "es_ES"))),
        Country(
            "GB", "United Kingdom", "GBP", 0.85, "en", "+447700######", ((90, "en_GB"), (5, "fr_FR"), (5, "it_IT"))
        ),
        Country("BR", "Brasil", "BRL", 5.6, "pt_BR", "+55119########", ((92, "pt_BR"), (5, "it_IT"), (3, "ja_JP"))),
        Country("MX", "México", "MXN", 20.0, "es", "+5255########", ((96, "es_MX"), (4, "es_ES"))),
        Country("FR", "France", "EUR", 1.0, "fr", "+336########", ((90, "fr_FR"), (6, "pt_PT"), (4, "ar_AA"))),
        Country("IT", "Italia", "EUR", 1.0, "it", "+393########", ((96, "it_IT"), (4, "fr_FR"))),
        Country("DE", "Deutschland", "EUR", 1.0, "de", "+49151########", ((90, "de_DE"), (6, "el_GR"), (4, "ru_RU"))),
        Country("KR", "대한민국", "EUR", 1.0, "ko", "+8210########", ((1, "ko_KR"),)),
        Country("JP", "日本", "EUR", 1.0, "ja", "+8190########", ((1, "ja_JP"),)),
        Country("CN", "中国", "EUR", 1.0, "zh", "+86138########", ((1, "zh_CN"),)),
        Country("AE", "الإمارات", "EUR", 1.0, "ar", "+97150#######", ((1, "ar_AA"),)),
        Country("GR", "Ελλάδα", "EUR", 1.0, "el", "+3069########", ((1, "el_GR"),)),
        Country("RU", "Россия", "EUR", 1.0, "ru", "+7916#######", ((1, "ru_RU"),)),
    )
}

VISITORS: Final = ("FR", "IT", "DE", "GB", "KR", "JP", "CN", "AE", "GR", "RU", "MX", "BR", "PT", "ES")
"""Where customers come from who live elsewhere than their store."""


@dataclass(frozen=True, slots=True)
class Town:
    """A store and its town."""

    code: str
    name: str
    city: str
    country: str
    timezone: str


_MADRID, _LISBON, _LONDON = "Europe/Madrid", "Europe/Lisbon", "Europe/London"
_PAULO, _MEXICO, _PARIS = "America/Sao_Paulo", "America/Mexico_City", "Europe/Paris"
_ROME, _BERLIN = "Europe/Rome", "Europe/Berlin"

TOWNS: Final = tuple(
    Town(*row)
    for row in (
        ("MAD1", "Centro", "Madrid", "ES", _MADRID),
        ("LIS1", "Chiado", "Lisboa", "PT", _LISBON),
        ("LON1", "Marylebone", "London", "GB", _LONDON),
        ("SAO1", "Jardins", "São Paulo", "BR", _PAULO),
        ("BCN1", "Eixample", "Barcelona", "ES", _MADRID),
        ("OPO1", "Boavista", "Porto", "PT", _LISBON),
        ("SVQ1", "Triana", "Sevilla", "ES", _MADRID),
        ("MEX1", "Polanco", "Ciudad de México", "MX", _MEXICO),
        ("VLC1", "Ensanche", "Valencia", "ES", _MADRID),
        ("PAR1", "Marais", "Paris", "FR", _PARIS),
        ("RIO1", "Ipanema", "Rio de Janeiro", "BR", _PAULO),
        ("BIO1", "Abando", "Bilbao", "ES", _MADRID),
        ("MIL1", "Brera", "Milano", "IT", _ROME),
        ("EDI1", "New Town", "Edinburgh", "GB", _LONDON),
        ("MAD2", "Salamanca", "Madrid", "ES", _MADRID),
        ("BER1", "Mitte", "Berlin", "DE", _BERLIN),
        ("AGP1", "Centro Histórico", "Málaga", "ES", _MADRID),
        ("BRG1", "Arco", "Braga", "PT", _LISBON),
        ("MAN1", "Northern Quarter", "Manchester", "GB", _LONDON),
        ("ZAZ1", "Independencia", "Zaragoza", "ES", _MADRID),
        ("CWB1", "Batel", "Curitiba", "BR", _PAULO),
        ("PMI1", "Born", "Palma", "ES", _MADRID),
        ("BCN2", "Gràcia", "Barcelona", "ES", _MADRID),
        ("LYS1", "Presqu'île", "Lyon", "FR", _PARIS),
        ("COI1", "Baixa", "Coimbra", "PT", _LISBON),
        ("EAS1", "Parte Vieja", "San Sebastián", "ES", _MADRID),
        ("MTY1", "San Pedro", "Monterrey", "MX", "America/Monterrey"),
        ("ROM1", "Prati", "Roma", "IT", _ROME),
        ("BRS1", "Clifton", "Bristol", "GB", _LONDON),
        ("LCG1", "Riazor", "A Coruña", "ES", _MADRID),
        ("POA1", "Moinhos de Vento", "Porto Alegre", "BR", _PAULO),
        ("MUC1", "Schwabing", "München", "DE", _BERLIN),
        ("GRX1", "Realejo", "Granada", "ES", _MADRID),
        ("LIS2", "Avenida", "Lisboa", "PT", _LISBON),
        ("LON2", "Chelsea", "London", "GB", _LONDON),
        ("VLL1", "Plaza Mayor", "Valladolid", "ES", _MADRID),
        ("CNF1", "Savassi", "Belo Horizonte", "BR", _PAULO),
        ("NCE1", "Carré d'Or", "Nice", "FR", _PARIS),
        ("FLR1", "Oltrarno", "Firenze", "IT", _ROME),
        ("MJV1", "Trapería", "Murcia", "ES", _MADRID),
        ("FAO1", "Ria", "Faro", "PT", _LISBON),
        ("LBA1", "Victoria", "Leeds", "GB", _LONDON),
        ("GDL1", "Providencia", "Guadalajara", "MX", _MEXICO),
        ("OVD1", "Uría", "Oviedo", "ES", _MADRID),
        ("HAM1", "Eppendorf", "Hamburg", "DE", _BERLIN),
        ("SSA1", "Barra", "Salvador", "BR", "America/Bahia"),
        ("TCI1", "Castillo", "Santa Cruz de Tenerife", "ES", "Atlantic/Canary"),
        ("BOD1", "Chartrons", "Bordeaux", "FR", _PARIS),
        ("PNA1", "Ensanche Viejo", "Pamplona", "ES", _MADRID),
        ("TRN1", "Quadrilatero", "Torino", "IT", _ROME),
    )
)
"""Stores in the order in which a growing retailer opens them."""
