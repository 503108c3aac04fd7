"""YAML of the catalogue -> Catalogue; every mistake is reported at once, with file and line."""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from etl.catalogue.briefing import Briefing
from etl.catalogue.catalogue import Catalogue, CodeList
from etl.catalogue.city import Breakdown, City, GlossaryEntry
from etl.catalogue.consistency import contradictions
from etl.catalogue.correction import Corrections
from etl.catalogue.custody import custody
from etl.catalogue.indicator import Indicator
from etl.catalogue.naming import unfounded
from etl.catalogue.outlines import OutlinesInvalid, with_outlines
from etl.catalogue.relation import Links
from etl.catalogue.scenario import Planning
from etl.catalogue.source import Source
from etl.catalogue.table import ReferenceTable
from etl.catalogue.tables import Rows, read_rows
from etl.catalogue.view import View

_GERMAN = {
    "missing": "fehlt",
    "extra_forbidden": "ist kein bekannter Eintrag",
    "literal_error": "ist keines der erlaubten Wörter ({expected})",
    "string_type": "muss ein Text sein",
    "int_type": "muss eine ganze Zahl sein",
    "bool_type": "muss true oder false sein",
    "bool_parsing": "muss true oder false sein",
    "int_parsing": "muss eine ganze Zahl sein",
    "int_from_float": "muss eine ganze Zahl sein",
    "decimal_parsing": "muss eine Zahl sein",
    "decimal_type": "muss eine Zahl sein",
    "date_type": "muss ein Tag sein, zum Beispiel 2027-06-30",
    "date_parsing": "muss ein Tag sein, zum Beispiel 2027-06-30",
    "date_from_datetime_parsing": "muss ein Tag sein, zum Beispiel 2027-06-30",
    "list_type": "muss eine Liste sein",
    "tuple_type": "muss eine Liste sein",
    "dict_type": "muss aus Einträgen mit Doppelpunkt bestehen",
    "model_type": "muss aus Einträgen mit Doppelpunkt bestehen",
    "model_attributes_type": "muss aus Einträgen mit Doppelpunkt bestehen",
    "union_tag_not_found": "nennt keine Art ({discriminator})",
    "string_pattern_mismatch": "hat nicht die verlangte Form ({pattern})",
    "union_tag_invalid": "ist keine bekannte Art ({expected_tags})",
    "greater_than": "muss größer als {gt} sein",
    "greater_than_equal": "muss mindestens {ge} sein",
    "less_than_equal": "darf höchstens {le} sein",
    "too_short": "ist zu kurz oder leer",
    "too_long": "hat zu viele Einträge",
    "string_too_short": "ist zu kurz oder leer",
}

# A name in a sentence; what only follows from a file that is wrong itself is not said a second time.
_NAMED = re.compile("„([^“.]+)")


@dataclass(frozen=True)
class Mistake:
    """One mistake in the catalogue: file below the catalogue folder, line (1-based, 0 unknown), sentence."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}, Zeile {self.line}: {self.sentence}" if self.line else f"{self.file}: {self.sentence}"


class CatalogueInvalid(Exception):
    """The catalogue cannot be used; `mistakes` names all that was found, `sound` is what the other files declare."""

    def __init__(self, mistakes: tuple[Mistake, ...], sound: Catalogue | None = None) -> None:
        self.mistakes, self.sound = mistakes, sound
        super().__init__("\n".join(str(mistake) for mistake in mistakes))


class _UniqueKeys(yaml.SafeLoader):
    """YAML that refuses a key written twice instead of keeping the last one silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.MarkedYAMLError(problem=f"„{key}“ steht doppelt", problem_mark=key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def line_of(text: str, location: Sequence[int | str]) -> int:
    """The line on which the innermost existing part of a location stands."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for part in location:
        children: Mapping[Any, yaml.Node] = {}
        if isinstance(node, yaml.MappingNode):
            children = {key.value: value for key, value in node.value}
            lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}
        elif isinstance(node, yaml.SequenceNode):
            children = dict(enumerate(node.value))
            lines = {index: child.start_mark.line + 1 for index, child in enumerate(node.value)}
        if part in children:
            node, line = children[part], lines[part]
    return line


def _sentence(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"]) or "Datei"
    if error["type"] == "value_error":
        return f"{place}: {error['ctx']['error']}"
    template = _GERMAN.get(error["type"])
    said = {key: str(value).replace(" or ", " oder ") for key, value in error.get("ctx", {}).items()}
    return f"{place} {template.format(**said) if template else 'ist nicht erlaubt (' + error['msg'] + ')'}"


class _Reader:
    """Reads typed files and gathers mistakes instead of stopping at the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mistakes: list[Mistake] = []

    def parse(self, path: Path) -> tuple[str, Any]:
        """Text and content of one file; content None after a mistake."""
        name = path.relative_to(self.folder).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
            return text, yaml.load(text, Loader=_UniqueKeys)  # noqa: S506 - a SafeLoader
        except FileNotFoundError:
            self.mistakes.append(Mistake(name, 0, "die Datei fehlt"))
        except UnicodeDecodeError:
            self.mistakes.append(Mistake(name, 0, "die Datei ist nicht in UTF-8 gespeichert"))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            self.mistakes.append(Mistake(name, line, f"kein gültiges YAML: {error.problem}"))
        return "", None

    def read(self, path: Path, adapter: TypeAdapter[Any] | type[BaseModel]) -> Any:
        """The typed content of a file, or None after a mistake."""
        text, content = self.parse(path)
        if content is None and not text:
            return None
        validate = adapter.model_validate if isinstance(adapter, type) else adapter.validate_python
        try:
            return validate(content)
        except ValidationError as invalid:
            name = path.relative_to(self.folder).as_posix()
            for error in invalid.errors(include_url=False):
                self.mistakes.append(Mistake(name, line_of(text, error["loc"]), _sentence(error)))
            return None

    def line(self, file: str, sentence: str) -> int:
        """The line a sentence speaks about, which begins with the place of what is wrong ("columns.name: …")."""
        path = self.folder / file
        if not path.is_file():
            return 0
        place = sentence.partition(":")[0].split(".")
        location = tuple(int(part) if part.isdigit() else part for part in place)
        return line_of(path.read_text(encoding="utf-8"), location)

    def folder_of(self, name: str, kind: type[BaseModel]) -> Iterator[Any]:
        """All files of a subfolder as that type; the file name must be the id."""
        for path in sorted((self.folder / name).glob("*.yaml")):
            item = self.read(path, kind)
            if item is None:
                continue
            if getattr(item, "id", getattr(item, "source", None)) != path.stem:
                self.mistakes.append(Mistake(f"{name}/{path.name}", 1, "id und Dateiname müssen gleich sein"))
                continue
            yield item

    def tables(self, reference: Path) -> tuple[Rows, ...]:
        """The reference tables that tables.yaml declares, with their rows."""
        declared = self.read(self.folder / "tables.yaml", TypeAdapter(tuple[ReferenceTable, ...])) or ()
        found = []
        for table in declared:
            rows, mistakes = read_rows(table, reference)
            self.mistakes += [Mistake(f"../reference/{table.id}.csv", line, sentence) for line, sentence in mistakes]
            found.append(rows)
        return tuple(found)


def load_catalogue(folder: Path, reference: Path) -> Catalogue:
    """The catalogue of a city from `folder` (data/catalogue) and `reference` (data/reference).

    Raises CatalogueInvalid with every mistake found.
    """
    reader = _Reader(folder)
    city: City | None = reader.read(folder / "city.yaml", City)
    sources = {source.id: source for source in reader.folder_of("sources", Source)}
    indicators = {indicator.id: indicator for indicator in reader.folder_of("indicators", Indicator)}
    corrections = {item.source: item for item in reader.folder_of("corrections", Corrections)}
    briefings = {briefing.id: briefing for briefing in reader.folder_of("briefings", Briefing)}
    breakdowns = reader.read(folder / "breakdowns.yaml", TypeAdapter(tuple[Breakdown, ...])) or ()
    lists, labels = _code_lists(reference)
    if city:
        city = _outlined(city, reference, reader)
        lists["stadtviertel"], labels["stadtviertel"] = _districts(city)
        lists["kennzahlen"], labels["kennzahlen"] = _indicator_names(indicators)
        known = frozenset(b.id for b in breakdowns), frozenset(lists)
        found = [*contradictions(city, sources, indicators, *known), *custody(city, sources, indicators, corrections)]
        found += unfounded(briefings.values(), city, indicators)
        broken = {Path(mistake.file).stem for mistake in reader.mistakes}
        reader.mistakes += [
            Mistake(file, reader.line(file, sentence), sentence)
            for file, sentence in found
            if not broken & set(_NAMED.findall(sentence))
        ]
    tables = reader.tables(reference)
    glossary = reader.read(folder / "glossary.yaml", TypeAdapter(tuple[GlossaryEntry, ...])) or ()
    views = reader.read(folder / "views.yaml", TypeAdapter(tuple[View, ...])) or ()
    links = reader.read(folder / "relations.yaml", Links) or Links()
    planned = folder / "scenarios.yaml"
    planning = reader.read(planned, Planning) if planned.is_file() else None
    if city is None:
        raise CatalogueInvalid(tuple(reader.mistakes))
    digest = _hash(folder, reference)
    declared = (city, sources, indicators, breakdowns, tables, glossary, lists, labels)
    catalogue = Catalogue(*declared, digest, corrections, views, links, briefings, planning)
    if reader.mistakes:
        raise CatalogueInvalid(tuple(reader.mistakes), catalogue)
    return catalogue


def _outlined(city: City, reference: Path, reader: _Reader) -> City:
    """The city with the outlines of its districts, where it names a GeoJSON."""
    try:
        return with_outlines(city, reference)
    except OutlinesInvalid as error:
        reader.mistakes.append(Mistake("city.yaml", 0, str(error)))
        return city


def _code_lists(reference: Path) -> tuple[dict[str, CodeList], dict[str, dict[str, str]]]:
    """Code lists are the tables of the reference folder that have the columns code, name, schreibweisen."""
    lists: dict[str, CodeList] = {}
    labels: dict[str, dict[str, str]] = {}
    for path in sorted(reference.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter=";")
            if not {"code", "name", "schreibweisen"} <= set(rows.fieldnames or ()):
                continue
            table = list(rows)
        lists[path.stem] = {
            row["code"]: tuple(filter(None, (row["name"], *row["schreibweisen"].split("|")))) for row in table
        }
        labels[path.stem] = {row["code"]: row["name"] for row in table}
    return lists, labels


def _districts(city: City) -> tuple[CodeList, dict[str, str]]:
    """Stadtviertel as offices write them: name, 101, "1 01", "1.01", number and name together."""
    spellings = {
        d.nr: tuple(dict.fromkeys((d.name, d.nr, f"{d.nr} {d.name}", *((d.short,) if d.short else ()))))
        for d in city.districts
    }
    return spellings, {d.nr: d.name for d in city.districts}


def _indicator_names(indicators: Mapping[str, Indicator]) -> tuple[CodeList, dict[str, str]]:
    """The indicators as comments and measures may name them: by id or by title."""
    return {key: (key, i.title) for key, i in indicators.items()}, {key: i.title for key, i in indicators.items()}


def _hash(folder: Path, reference: Path) -> str:
    digest = hashlib.sha256()
    for root in (folder, reference):
        for path in sorted(p for p in root.rglob("*") if p.suffix in {".yaml", ".csv"}):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
