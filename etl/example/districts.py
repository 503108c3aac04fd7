"""The Stadtviertel with plausible, invented numbers of inhabitants near the published totals, and their spellings."""

import random
from collections.abc import Sequence
from typing import NamedTuple


class District(NamedTuple):
    """A Stadtviertel: number, name, inhabitants of 2020, how much higher the share of foreigners is than the city's."""

    nr: str
    name: str
    inhabitants: int
    foreign: float


DISTRICTS: Sequence[District] = (
    District("101", "Altstadt", 6900, 1.3),
    District("102", "Südliche Innenstadt", 22300, 1.45),
    District("103", "Nördliche Innenstadt", 17300, 1.1),
    District("204", "Paulusviertel", 12100, 0.6),
    District("205", "Am Wasserturm/Thaerviertel", 2600, 0.9),
    District("206", "Landrain", 3000, 0.4),
    District("207", "Frohe Zukunft", 2900, 0.35),
    District("221", "Trotha", 7400, 0.8),
    District("222", "Industriegebiet Nord", 323, 0.9),
    District("223", "Gottfried-Keller-Siedlung", 1500, 0.2),
    District("230", "Giebichenstein", 8500, 0.65),
    District("231", "Seeben", 1900, 0.15),
    District("232", "Tornau", 261, 0.1),
    District("233", "Mötzlich", 513, 0.1),
    District("308", "Gebiet der Deutschen Bahn", 208, 0.9),
    District("309", "Freiimfelde/Kanenaer Weg", 2900, 1.9),
    District("310", "Dieselstraße", 543, 0.6),
    District("340", "Diemitz", 1800, 0.5),
    District("341", "Dautzsch", 1700, 0.05),
    District("342", "Reideburg", 2700, 0.15),
    District("343", "Büschdorf", 4000, 0.4),
    District("344", "Kanena/Bruckdorf", 2426, 0.3),
    District("411", "Lutherplatz/Thüringer Bahnhof", 9300, 0.95),
    District("412", "Gesundbrunnen", 10600, 0.5),
    District("413", "Südstadt", 15700, 0.75),
    District("414", "Damaschkestraße", 8000, 0.6),
    District("451", "Ammendorf/Beesen", 6600, 0.3),
    District("452", "Radewell/Osendorf", 2300, 0.15),
    District("453", "Planena", 122, 0.0),
    District("454", "Böllberg/Wörmlitz", 3000, 0.2),
    District("455", "Silberhöhe", 11200, 1.5),
    District("561", "Nördliche Neustadt", 15100, 1.55),
    District("562", "Südliche Neustadt", 15600, 3.25),
    District("563", "Westliche Neustadt", 14500, 1.75),
    District("564", "Gewerbegebiet Neustadt", 190, 1.0),
    District("571", "Lettin", 1100, 0.1),
    District("572", "Heide-Nord/Blumenau", 5900, 1.2),
    District("580", "Saaleaue", 240, 0.5),
    District("581", "Kröllwitz", 5100, 0.7),
    District("582", "Heide-Süd", 4500, 0.7),
    District("583", "Nietleben", 2700, 0.2),
    District("590", "Dölauer Heide", 150, 0.1),
    District("591", "Dölau", 3700, 0.15),
)
_NAMES = {district.nr: district.name for district in DISTRICTS}


def district_text(rng: random.Random, nr: str, variety: float = 0.4) -> str:
    """A Stadtviertel as offices write it: number, number with a blank or dot, or name."""
    if rng.random() >= variety:
        return nr
    return rng.choice((_NAMES[nr], f"{nr[0]} {nr[1:]}", f"{nr[0]}.{nr[1:]}", f"{nr} {_NAMES[nr]}"))
