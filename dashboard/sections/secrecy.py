"""Protection of small numbers in words for everybody, and the audit of the release for those with operating data."""

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.audits import Audited, AuditedView
from dashboard.components.table import Cell, Column, table
from dashboard.records import WITHHELD, Snapshot

MOST_VIEWS = 40
PARTS = {"_zaehler": "Zähler", "_nenner": "Nenner", "_n": "Anzahl dahinter"}


def method(shown: Snapshot) -> tuple[str, ...]:
    """What the sign for a withheld value means, how it is chosen, where to look instead."""
    k, sign = shown.info.k, shown.signs().get(WITHHELD, (WITHHELD, ""))[0]
    return (
        f"Das Zeichen „{sign}“ heißt: Diese Zahl wird nicht gezeigt. Entweder liegt sie zwischen 1 und {k - 1}, oder "
        "mit ihr ließe sich eine so kleine Zahl ausrechnen. Welches von beidem zutrifft, verrät das Zeichen nicht; "
        "nicht gezeigte Werte sehen überall gleich aus, auch in Diagrammen, Sortierungen und Dateien.",
        f"Eine Null wird gezeigt. Wo „{sign}“ steht, ist also mindestens eine Person, ein Haushalt oder eine Wohnung "
        "gezählt.",
        "Vor jeder Veröffentlichung wird geprüft, was sich aus allen gezeigten Zahlen zusammen errechnen lässt: aus "
        "Summen, Anteilen, Quartalen und Jahren, aus früheren Ausgaben und aus den Tabellen anderer Sichten. Für jede "
        f"nicht gezeigte Zahl müssen mindestens {k} Werte möglich bleiben, oder es muss feststehen, dass sie "
        f"mindestens {k} ist. Besteht eine Ausgabe diese Prüfung nicht, erscheint sie nicht.",
        "Was einmal nicht gezeigt wurde, bleibt verborgen, auch wenn die Zahl später größer wird. Berichtigungen schon "
        "veröffentlichter Zeiträume erscheinen gesammelt mit der ersten Ausgabe eines Quartals. Lässt sich eine "
        "Berichtigung nicht sicher zeigen, bleibt die frühere Zahl stehen.",
        "Statt einer nicht gezeigten Zahl steht daneben die nächste, die gezeigt werden darf: ein längerer Zeitraum, "
        "ein größeres Gebiet, eine Aufgliederung weniger. Aufgliederungen, in denen zu viel verborgen wäre, werden "
        "gleich nach Quartalen oder Jahren angeboten oder gar nicht.",
    )


def limits() -> tuple[str, ...]:
    """What the protection does not protect against."""
    return (
        "Eigenes Wissen: Wer selbst zu einer kleinen Gruppe gehört oder sie gut kennt, weiß mehr, als hier steht, und "
        "kann die übrigen Fälle enger eingrenzen.",
        "Vermutungen: Nicht alle möglichen Werte sind gleich wahrscheinlich. Ausgeschlossen ist nur, dass sich etwas "
        "beweisen lässt.",
        "Andere Quellen: Zahlen anderer Behörden, Presseberichte oder alte Unterlagen kennt die Prüfung nicht. "
        "Amtliche Zahlen, die schon gerundet oder geschützt sind, werden unverändert übernommen.",
        "Frühere Zahlen: Was vor einer Berichtigung zu lesen war, lässt sich nicht zurückholen.",
    )


def report(audits: tuple[Audited, ...], shown: Snapshot) -> Component:
    """The audit of every audience: a sentence, and the breakdowns of which most is withheld."""
    if not audits:
        return html.Div(html.P("Zu dieser Ausgabe liegt kein Prüfbericht vor."), className="panel")
    return html.Div([part for audit in audits for part in _audit(audit, shown)], className="panel stack")


def _audit(audit: Audited, shown: Snapshot) -> list[Component]:
    whole = formatting.counted(audit.offered, "Zahl", "Zahlen")
    hidden = formatting.counted(audit.withheld, "Zahl wird", "Zahlen werden")
    verdict = (
        "Bestanden: Keine nicht gezeigte Zahl lässt sich eingrenzen."
        if audit.passed
        else "Nicht bestanden: Diese Ausgabe gehört nicht veröffentlicht."
    )
    seconds = formatting.quantity(audit.seconds, 1, "s")
    text = f"Mindestfallzahl {audit.k}: {whole}, {hidden} nicht gezeigt, geprüft in {seconds}. {verdict}"
    found: list[Component] = [html.H3(f"Sicht {audit.audience}"), html.P(text)]
    views = sorted((v for v in audit.views if v.withheld), key=lambda v: (-v.withheld, v.measure, v.dims))
    if views:
        figures = ("angeboten", "nicht gezeigt", "Anteil der Summe, der zu sehen ist")
        columns = [Column("Zahl"), Column("Aufgliederung"), *(Column(title, figure=True) for title in figures)]
        rows = [_row(view, shown) for view in views[:MOST_VIEWS]]
        found.append(html.Div(table(f"Nicht Gezeigtes in der Sicht {audit.audience}", columns, rows), className="tall"))
    if len(views) > MOST_VIEWS:
        found.append(
            html.P(f"Gezeigt sind die ersten {MOST_VIEWS} von {len(views)} Aufgliederungen.", className="note")
        )
    return found


def _row(view: AuditedView, shown: Snapshot) -> list[Cell]:
    dims = " und ".join(shown.dimensions.get(dim, dim) for dim in view.dims) or "ganze Stadt"
    kept = "–" if view.kept is None else formatting.quantity(view.kept, 1, "%")
    numbers = [formatting.integer(number) for number in (view.offered, view.withheld)]
    return [_title(view.measure, shown), dims, *numbers, kept]


def _title(measure: str, shown: Snapshot) -> str:
    """The title of an indicator, or of the one that a count stands behind."""
    reading = shown.reading(measure)
    if reading is not None:
        return reading.indicator.title
    for ending, word in PARTS.items():
        reading = shown.reading(measure.removesuffix(ending))
        if measure.endswith(ending) and reading is not None:
            return f"{reading.indicator.title} ({word})"
    return measure
