"""How clerks spell the code words of the lists: the usual word first, then the others."""

import random
from collections.abc import Mapping

Spellings = Mapping[str, tuple[str, ...]]

STATES: Spellings = {
    "475": ("Syrien", "syrisch", "SYR", "Arab. Rep. Syrien", "475"),
    "423": ("Afghanistan", "AFG", "423"),
    "438": ("Irak", "IRQ"),
    "439": ("Iran", "IRN"),
    "150": ("Kosovo",),
    "170": ("Serbien", "SRB"),
    "121": ("Albanien", "ALB"),
    "160": ("Russische Föderation", "RUS"),
    "163": ("Türkei", "TUR"),
    "166": ("Ukraine", "UKR", "166"),
    "224": ("Eritrea", "ERI"),
    "229": ("Benin", "BEN"),
    "251": ("Mali", "MLI"),
    "258": ("Burkina Faso", "BFA"),
    "259": ("Guinea-Bissau", "GNB"),
    "273": ("Somalia", "SOM"),
    "430": ("Georgien", "GEO"),
    "436": ("Indien", "IND"),
    "998": ("ungeklärt",),
}
KINDS: Spellings = {
    "zuweisung": ("Zuweisung", "Zuw.", "Erstverteilung"),
    "umverteilung": ("Umverteilung", "Umv."),
    "familiennachzug": ("Familiennachzug", "FN", "FamNZ"),
    "p24_direkt": ("§24 direkt", "§ 24 direkt"),
    "resettlement": ("Resettlement", "Aufnahmeprogramm"),
    "sonstige": ("Sonstige", "sonst."),
}
STATUS: Spellings = {
    "gestattung": ("Gestattung", "Aufenthaltsgestattung", "AG"),
    "duldung": ("Duldung",),
    "p24": ("§24", "§ 24"),
    "anerkennung": ("Anerkennung", "anerkannt"),
    "uma": ("UMA",),
}
OUTCOMES: Spellings = {
    "kontingent": ("Kontingent", "Kontingentwohnung"),
    "privat": ("privat", "eigene Wohnung"),
    "andere_gu": ("andere GU", "GU-Wechsel"),
    "fortzug": ("Fortzug",),
    "abschiebung": ("Abschiebung",),
    "ausreise": ("Ausreise", "freiwillige Ausreise"),
    "unbekannt": ("unbekannt", "unbek."),
}
SEX: Spellings = {"m": ("m", "männlich"), "w": ("w", "weiblich"), "d": ("d",), "oa": ("o.A.", "k.A.")}
LAW: Spellings = {
    "asylblg": ("AsylbLG",),
    "sgb2": ("SGB II", "SGB 2"),
    "sgb12": ("SGB XII",),
    "ohne": ("ohne",),
}
SITE_KINDS: Spellings = {
    "gu": ("GU", "Gemeinschaftsunterkunft"),
    "wohnzentrum": ("Wohnzentrum",),
    "notunterkunft": ("Notunterkunft", "NU"),
    "gewaehrleistungswohnung": ("Gewährleistungswohnung",),
}
BLOCKING: tuple[str, ...] = ("Bau", "Sanierung", "Wasserschaden", "Mängel", "Personal", "sonst.")
OPERATION: Spellings = {
    "in_betrieb": ("in Betrieb", "Betrieb"),
    "stand_by": ("Stand-by", "Standby"),
    "im_aufbau": ("im Aufbau", "Aufbau"),
    "geschlossen": ("geschlossen", "zu"),
}


def spell(rng: random.Random, spellings: Spellings, code: str, variety: float = 0.15) -> str:
    """One of the spellings of a code; the usual one except in that share of cases."""
    usual, *others = spellings[code]
    return rng.choice(others) if others and rng.random() < variety else usual
