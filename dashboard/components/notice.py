"""Pages that say why there is nothing to see, and what helps."""

from dash import html
from dash.development.base_component import Component

from dashboard.filters import EXACT, Filter, link


def _notice(title: str, *content: Component) -> list[Component]:
    return [html.H1(title), html.Div(list(content), className="panel notice")]


def no_release(home: str) -> list[Component]:
    """The first start: how a release is made."""
    return _notice(
        "Noch keine Ausgabe",
        html.P(f"Im Verzeichnis „{home}“ wurde noch nichts veröffentlicht."),
        html.P("So entsteht eine Ausgabe:"),
        html.Ol(
            [
                html.Li(["Lieferungen ablegen in ", html.Code(f"{home}/inbox")]),
                html.Li(["Ausführen: ", html.Code(f"python -m etl run --home {home}")]),
                html.Li("Diese Seite neu laden."),
            ]
        ),
        html.P(["Ohne eigene Daten: ", html.Code("make run"), " erzeugt ein Beispiel."]),
    )


def broken_release(release_id: str, cause: str) -> list[Component]:
    """A release that cannot be read; the figures of another one are never shown in its place."""
    return _notice(
        "Diese Ausgabe kann nicht gelesen werden",
        html.P(f"Die Ausgabe „{release_id}“ ist beschädigt oder unvollständig ({cause})."),
        html.P(
            [
                "Was hilft: mit ",
                html.Code("python -m etl rollback"),
                " zur vorigen Ausgabe zurückkehren oder mit ",
                html.Code("python -m etl run"),
                " eine neue veröffentlichen.",
            ]
        ),
    )


def not_found(what: str) -> list[Component]:
    """An address that leads nowhere."""
    return _notice(
        "Diese Seite gibt es nicht",
        html.P(what),
        html.P(html.A("Zum Lagebild", href="/")),
    )


def failed(code: str) -> list[Component]:
    """Something unforeseen; the code leads to the entry in the server's log."""
    return _notice(
        "Diese Seite kann gerade nicht gezeigt werden",
        html.P("Es ist ein Fehler aufgetreten, der nicht an Ihnen liegt. Veröffentlichte Zahlen sind unverändert."),
        html.P(f"Bitte laden Sie die Seite neu. Hilft das nicht, nennen Sie der Auswertung diese Kennung: {code}"),
    )


def no_match(chosen: Filter) -> Component:
    """A list that the choices have emptied: which they are stands above it, and how to see all again."""
    words = [
        html.H2("Keine Kennzahl passt zur Auswahl"),
        html.P("Die aktive Auswahl steht über dieser Zeile. Weniger Bedingungen zeigen mehr Kennzahlen."),
        html.P(html.A("Filter zurücksetzen", href=link("/katalog", chosen.carried()), **EXACT)),
    ]
    return html.Div(words, className="panel notice")
