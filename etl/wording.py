"""What the commands say: German sentences and plain records for the outcome of a run, a check, a list of releases."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import typer

from etl.catalogue.catalogue import Catalogue
from etl.contract.reasons import DELIVERY, ROW
from etl.dryrun import Checked
from etl.pipeline import RunResult
from etl.workshop import Loaded

MOST_SENTENCES, MOST_ROWS = 20, 10
# It is clear what the file is meant to be, but not yet in a form that can be read.
_NEARLY = frozenset(DELIVERY) - {"keine_tabelle", "format_unbekannt", "datei_unlesbar", "datei_leer"}

# What the library says of an option, and what is said instead.
_UNFIT = (
    (r"Input should be greater than or equal to (\S+)", r"mindestens \1"),
    (r"Input should be less than or equal to (\S+)", r"höchstens \1"),
    (r"Input should be a valid integer.*", "eine ganze Zahl"),
    (r"Input should be a valid number.*", "eine Zahl"),
)


def run_text(result: RunResult) -> str:
    """The outcome of a run: counts, every refused delivery with its reason, what is published now."""
    reports = [item.report for item in result.loaded]
    refused = [report for report in reports if report.outcome == "abgelehnt"]
    accepted = [report for report in reports if report.outcome == "uebernommen"]
    lines = [
        f"{count(len(reports), 'Lieferung', 'Lieferungen')} gesehen: {len(accepted)} übernommen, "
        f"{len(reports) - len(accepted) - len(refused)} schon bekannt, {len(refused)} abgelehnt."
    ]
    if accepted:
        read, kept = sum(r.rows_read for r in accepted), sum(r.rows_accepted for r in accepted)
        rejected, double = sum(r.rows_rejected for r in accepted), sum(r.rows_duplicate for r in accepted)
        lines.append(
            f"{number(read)} Zeilen gelesen = {number(kept)} übernommen + {number(rejected)} zurückgewiesen "
            f"+ {number(double)} doppelt."
        )
    lines += [f"  Abgelehnt: {report.file}: {report.detail}" for report in refused]
    lines += _rejected_reasons(result.loaded)
    if result.release_id:
        lines.append(f"Veröffentlicht: Ausgabe {result.release_id}")
    elif result.impossible:
        lines.append("Keine Ausgabe möglich:")
        lines += [f"  {reason}" for reason in result.impossible]
        lines.append(f"Aktuell bleibt: {result.current or 'keine Ausgabe'}")
    else:
        lines.append(f"Nichts Neues. Aktuell bleibt: Ausgabe {result.current}")
    return "\n".join(lines)


def run_json(result: RunResult) -> dict[str, Any]:
    """The outcome of a run as a record."""
    return {
        "release": result.release_id,
        "current": result.current,
        "impossible": list(result.impossible),
        "deliveries": [loaded_json(item) for item in result.loaded],
    }


def loaded_json(item: Loaded | Checked) -> dict[str, Any]:
    """One delivery as a record: the load report and the rejected rows (no cell contents)."""
    if isinstance(item, Checked):
        return {
            **loaded_json(item.loaded),
            "sentences": [{"row": n, "sentence": s} for n, s in item.sentences],
            "doubts": list(item.doubts),
        }
    return {**item.report.model_dump(mode="json"), "rejections": [r.model_dump() for r in item.rejections]}


def checked_text(item: Checked) -> str:
    """The outcome of a check: what the file is, the counts, and the first rejected rows with their sentences."""
    report = item.loaded.report
    unknown = "noch nicht lesbar" if report.reason in _NEARLY else "keine bekannte Lieferung"
    lines = [f"{item.file}: {item.source_title or unknown}"]
    if report.detail:
        lines.append(f"  Würde abgelehnt: {report.detail}")
    if report.rows_read:
        lines.append(
            f"  {number(report.rows_read)} Zeilen gelesen = {number(report.rows_accepted)} übernehmbar + "
            f"{number(report.rows_rejected)} zurückgewiesen + {number(report.rows_duplicate)} doppelt"
        )
    if report.data_as_of:
        lines.append(f"  Stand {report.data_as_of:%d.%m.%Y}")
    told = _by_sentence(item.sentences)
    lines += [f"  {_rows(rows)}: {sentence}" for sentence, rows in told[:MOST_SENTENCES]]
    if left := sum(len(rows) for _, rows in told[MOST_SENTENCES:]):
        lines.append(f"  … und {count(left, 'weitere Zeile', 'weitere Zeilen')} mit anderen Gründen")
    if item.doubts:
        lines += ["  Vor dem Laden zu klären:", *(f"  {line}" for line in item.doubts)]
    return "\n".join(lines)


def _by_sentence(sentences: Iterable[tuple[int, str]]) -> list[tuple[str, list[int]]]:
    """Each sentence once, with its rows, in the order in which it is met first."""
    rows: dict[str, list[int]] = {}
    for row, sentence in sentences:
        rows.setdefault(sentence, []).append(row)
    return list(rows.items())


def _rows(rows: Sequence[int]) -> str:
    """The numbers of rows as ranges: „Zeile 6“, „Zeilen 6–17, 20“, and how many are left out of a long list."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in ranges[:MOST_ROWS]]
    left = sum(last - first + 1 for first, last in ranges[MOST_ROWS:])
    more = f" und {number(left)} weitere" if left else ""
    return f"{'Zeile' if len(rows) == 1 else 'Zeilen'} {', '.join(texts)}{more}"


def catalogue_text(catalogue: Catalogue) -> str:
    """What a sound catalogue declares."""
    return (
        f"Der Katalog für {catalogue.city.name} ist in Ordnung: "
        f"{count(len(catalogue.indicators), 'Kennzahl', 'Kennzahlen')}, "
        f"{count(len(catalogue.sources), 'Lieferung', 'Lieferungen')}, "
        f"{count(len(catalogue.breakdowns), 'Aufgliederung', 'Aufgliederungen')}, "
        f"{count(len(catalogue.tables), 'Tabelle', 'Tabellen')}."
    )


def releases_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """One line a release, the current one marked."""
    if not rows:
        return "Es gibt noch keine Ausgabe."
    return "\n".join(
        f"{'→' if row['current'] else ' '} {row['id']}  {number(row['values'])} Werte"
        + ("  Beispieldaten" if row["example"] else "")
        for row in rows
    )


def usage(error: typer.TyperException, program: str = "etl") -> str:
    """Wrong usage of a program in German where the library knows only English; else its own message."""
    kind, message = type(error).__name__, str(getattr(error, "message", error))
    if kind == "NoArgsIsHelpError":
        return message
    if kind == "MissingParameter":
        param = getattr(error, "param", None)
        name = "eine Angabe" if param is None else next(iter(param.opts), param.name)
        name = name if name.startswith("-") else getattr(param, "metavar", None) or name
        message = f"Es fehlt: {name}"
    elif kind == "NoSuchOption":
        message = f"Die Option {getattr(error, 'option_name', '')} gibt es nicht."
    elif message.startswith("No such command"):
        message = f"Den Befehl {message.removeprefix('No such command ').rstrip('.')} gibt es nicht."
    elif kind == "BadParameter" and getattr(error, "param", None) is not None:
        name = next(iter(error.param.opts), "")  # type: ignore[attr-defined]
        message = f"Die Angabe {name} passt nicht: {_german(message)}"
    return f"Fehler: {message}\nHilfe: python -m {program} --help"


def _german(message: str) -> str:
    """What the library says of a number that does not fit, in German; any other sentence as it is."""
    for english, german in _UNFIT:
        message = re.sub(english, german, message)
    return message


def count(amount: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number(amount)} {one if amount == 1 else many}"


def number(value: int) -> str:
    """An integer with German thousands."""
    return f"{value:,}".replace(",", ".")


def reason_label(code: str) -> str:
    """The short German label of a row or delivery reason."""
    return (ROW.get(code) or DELIVERY[code]).short


def _rejected_reasons(loaded: Iterable[Loaded]) -> list[str]:
    counts: dict[tuple[str, str], int] = {}
    for item in loaded:
        if item.report.outcome == "uebernommen":
            for rejection in item.rejections:
                key = (item.report.source_id or "", rejection.rule)
                counts[key] = counts.get(key, 0) + 1
    return [
        f"  Zurückgewiesen in {source}: {count(amount, 'Zeile', 'Zeilen')}, {reason_label(rule)}"
        for (source, rule), amount in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
