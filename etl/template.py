"""The blank workbook for an office: a list with the right headings, and a sheet that says how to fill it."""

from collections.abc import Sequence

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.source import Column, ColumnType, Source
from etl.xlsx import Cell, Sheet, write_xlsx

EMPTY_ROWS = 300
_FORMS: dict[ColumnType, str] = {
    "text": "Text",
    "integer": "ganze Zahl",
    "decimal": "Zahl mit Komma, zum Beispiel 1.234,50",
    "date": "TT.MM.JJJJ",
    "month": "MM.JJJJ",
    "school_year": "JJJJ/JJ, zum Beispiel 2026/27",
    "year": "JJJJ",
    "quarter": "Quartal, zum Beispiel III/2026",
    "code": "ein Wort der Liste",
    "boolean": "ja oder nein",
}
_MOST_WORDS = 25


class NoTemplate(Exception):
    """A source that no office fills in by hand."""


def template(source: Source, catalogue: Catalogue) -> bytes:
    """An XLSX with the sheets "Liste" and "Anleitung"; filled in, it is a delivery of the source.

    Raises NoTemplate with a German sentence for a table of official statistics.
    """
    if source.file.format != "liste":
        raise NoTemplate(
            f"„{source.title}“ wird als Datei der amtlichen Statistik geliefert; eine Vorlage gibt es nicht."
        )
    columns = {key: column for key, column in source.columns.items() if column.place == "zelle"}
    head: list[Sequence[Cell]] = [[source.title]]
    if source.file.stand.where == "kopf":
        head.append([f"{source.file.stand.labels[0]}:", None])
    head += [[f"{c.headings[0]}:", None] for c in source.columns.values() if c.place == "kopf"]
    rows = [*head, [], [column.headings[0] for column in columns.values()]]
    words = {at: _words(column, catalogue) for at, column in enumerate(columns.values())}
    sheet = Sheet(
        "Liste",
        rows,
        headings=frozenset({1, len(rows)}),
        widths=[max(14.0, len(column.headings[0]) + 2.0) for column in columns.values()],
        frozen=len(rows),
        choices={at: listed for at, listed in words.items() if listed},
        choices_from=len(rows) + 1,
        empty_rows=EMPTY_ROWS,
    )
    return write_xlsx([sheet, _guide(source, catalogue)])


def _guide(source: Source, catalogue: Catalogue) -> Sheet:
    """How to fill the list; nothing in it reads like a heading or a day of the list itself."""
    rows: list[Sequence[Cell]] = [[f"So wird „{source.title}“ ausgefüllt"], [" ".join(source.description.split())]]
    rows.append([f"Liefert: {source.office} ({source.contact}), {_RHYTHMS[source.rhythm]}."])
    if source.file.stand.where == "kopf":
        rows.append(["Oben auf dem Blatt „Liste“ den Tag eintragen, für den die Liste gilt, in der Form TT.MM.JJJJ."])
    rows.append(["Eine Zeile je Eintrag, keine Summen und Zwischenzeilen; unbekannt bleibt leer, nicht 0."])
    if source.delivery == "snapshot":
        rows.append(["Immer die vollständige Liste liefern: Sie ersetzt die vorige."])
    else:
        rows.append(["Nur Neues und Geändertes liefern: Zeilen mit demselben Schlüssel ersetzen die früheren."])
    if source.drop:
        rows.append([f"Nicht liefern: {', '.join(source.drop)}. Solche Spalten werden nicht gelesen."])
    for column in source.columns.values():
        if column.place == "dateiname":
            rows.append([f"Der Dateiname endet mit einem Unterstrich und der Angabe zu: {column.meaning}."])
    first = len(rows) + 2
    rows += [[], ["Überschrift", "Bedeutung", "Muss ausgefüllt sein", "Form", "Erlaubte Angaben"]]
    rows += [_explained(column, catalogue) for column in source.columns.values()]
    notes = frozenset(range(2, len(rows) + 1)) - {first}
    return Sheet("Anleitung", rows, frozenset({1, first}), notes, widths=(28.0, 60.0, 20.0, 34.0, 60.0))


_RHYTHMS = {
    "monatlich": "jeden Monat",
    "vierteljaehrlich": "jedes Vierteljahr",
    "halbjaehrlich": "jedes halbe Jahr",
    "schulhalbjaehrlich": "jedes Schulhalbjahr",
    "jaehrlich": "jedes Jahr",
}


def _explained(column: Column, catalogue: Catalogue) -> list[Cell]:
    form = _FORMS[column.type]
    form = f"{form}, in {column.unit}" if column.unit else form
    words = _words(column, catalogue)
    listed = "; ".join(words[:_MOST_WORDS]) + ("; …" if len(words) > _MOST_WORDS else "")
    signs = f"auch die Zeichen {' '.join(column.signs)}" if column.signs else ""
    need = "ja" if column.required else "nein"
    return [f"Spalte „{column.headings[0]}“", column.meaning, need, form, listed or signs or None]


def _words(column: Column, catalogue: Catalogue) -> list[str]:
    """The first spelling of each code: the one an office is asked to use."""
    if column.type != "code":
        return []
    codes = {**(catalogue.lists[column.code_list] if column.code_list else {}), **column.codes}
    return [spellings[0] if spellings else code for code, spellings in codes.items()]
