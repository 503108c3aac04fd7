"""The municipality: everything that is Halle and would be another word in another city."""

from typing import Literal

from pydantic import Field, model_validator

from etl.catalogue.access import Rights
from etl.catalogue.frozen import Frozen
from etl.catalogue.source import Identifier


class Borough(Frozen):
    """A Stadtbezirk."""

    nr: str
    name: str


Ring = tuple[tuple[float, float], ...]


class District(Frozen):
    """A Stadtviertel. `row` and `column` place its tile on the map, `short` is its label there.

    `outline` are closed rings of longitude and latitude; empty where the city names no file of outlines.
    """

    nr: str
    name: str
    borough: str
    row: int | None = None
    column: int | None = None
    short: str | None = None
    outline: tuple[Ring, ...] = ()


class Company(Frozen):
    """A housing company of the city."""

    id: str
    name: str


class AgeGroup(Frozen):
    """Persons of `from_age` to `to_age` completed years, both included."""

    id: str
    label: str
    from_age: int
    to_age: int


class Breakdown(Frozen):
    """A way to divide figures; `members` are the words for codes that no list explains."""

    id: Identifier
    title: str
    members: dict[str, str] = {}


class SignText(Frozen):
    """A sign of official statistics: stored code, printed character, the word a screen reader says."""

    code: str
    printed: str
    word: str


class SteeringField(Frozen):
    """A Zielfeld of the KGSt with its guiding question."""

    id: Literal["ergebnisse", "programme", "prozesse", "ressourcen", "kontext"]
    title: str
    question: str


class Step(Frozen):
    """A Handlungsschritt of the Prozesskette. The steps act on each other; their order is none for persons."""

    id: Identifier
    number: int | None = None
    title: str


class LensText(Frozen):
    """A Denkrichtung of the KGSt with its question."""

    id: Literal["abgestimmt", "proaktiv", "vernetzt", "sozialraumorientiert"]
    title: str
    question: str


class GlossaryEntry(Frozen):
    """A word of the field, its meaning, and the identifier it has in the machinery."""

    word: str
    meaning: str
    identifier: str | None = None
    synonyms: tuple[str, ...] = ()


class City(Frozen):
    """The municipality as `city.yaml` declares it.

    `geometry` names a GeoJSON file in data/reference with the outlines of its Stadtviertel.
    """

    name: str
    short_name: str
    ags: str = Field(pattern=r"^\d{5}(\d{3})?$")
    state: str
    office: str
    contact: str
    timezone: str
    boroughs: tuple[Borough, ...]
    districts: tuple[District, ...]
    age_groups: tuple[AgeGroup, ...]
    companies: tuple[Company, ...]
    rights: Rights
    signs: tuple[SignText, ...]
    fields: tuple[SteeringField, ...]
    steps: tuple[Step, ...]
    steps_note: str
    lenses: tuple[LensText, ...]
    geometry: str | None = Field(default=None, pattern=r"^[a-z0-9_]+\.geojson$")

    @model_validator(mode="after")
    def _districts_lie_in_boroughs(self) -> "City":
        if unknown := sorted({d.borough for d in self.districts} - {b.nr for b in self.boroughs}):
            raise ValueError(f"unbekannte Stadtbezirke: {', '.join(unknown)}")
        numbers = [d.nr for d in self.districts]
        if len(set(numbers)) != len(numbers):
            raise ValueError("ein Stadtviertel steht doppelt")
        return self

    @property
    def kreis(self) -> str:
        """The five-digit key under which official statistics know the city."""
        return self.ags[:5]
