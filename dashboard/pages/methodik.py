"""Methodik: how a figure comes about, how it is judged, protected, compared and dated, and what the words mean."""

from dash import html

from dashboard import warehouse
from dashboard.components.help_sheet import judgements, signs
from dashboard.components.table import Column, table
from dashboard.components.text_page import Part, pairs, paragraphs, text_page
from dashboard.sections.secrecy import limits, method
from dashboard.visit import Page, Visit

TITLE = "Methodik"
ORIGIN = (
    "Die Ämter liefern Listen. Jede Lieferung wird unverändert aufbewahrt, Zelle für Zelle geprüft und gegen ihren "
    "Vertrag gelesen. Keine Zeile geht verloren: gelesen = übernommen + zurückgewiesen + doppelt.",
    "Aus den übernommenen Zeilen werden alle Kennzahlen nach ihrer Definition gerechnet, einmal und an einer Stelle. "
    "Das Ergebnis ist eine Ausgabe. Sie enthält Werte, Bewertungen und Definitionen zusammen und wird nie verändert.",
    "Diese Seiten rechnen nichts neu. Karte, Kennzahlseite, Vorlage und Datei zeigen denselben gespeicherten Wert.",
    "Angaben zu einzelnen Personen stehen in keiner Ausgabe.",
)
JUDGED = (
    "Bewertet wird an der Schwelle, die am letzten Tag des Zeitraums galt. Ein später geändertes Ziel bewertet frühere "
    "Monate nicht um.",
    "Ein Rand verhindert, dass eine Bewertung wegen kleiner Schwankungen von Monat zu Monat wechselt.",
    "„Weniger ist besser“ und „mehr ist besser“ stehen in der Definition. Veränderungen werden in Worten beschrieben; "
    "ein Pfeil oder Vorzeichen bewertet nie.",
    "Rahmenzahlen beschreiben die Lage und tragen keine Bewertung.",
)
DATED = (
    "Ein Bestand gilt für einen Stichtag, eine Bewegung für einen Zeitraum. Beide werden nie zusammengezählt.",
    "Wer oben einen Zeitraum wählt, sieht, was am Ende dieses Zeitraums zu sagen war.",
    "Vor und nach einem Bruch bedeutet eine Zahl nicht dasselbe: Die Linie hat dort eine Lücke, verglichen wird nicht.",
)
COMPARED = (
    "Verglichen wird mit der Vorperiode, dem Vorjahr, dem Ziel oder mit Städten ähnlicher Größe.",
    "Mit anderen Städten wird nur verglichen, wo beide dieselbe Definition haben. Sonst steht dort, was sich "
    "unterscheidet.",
    "Amtliche Statistiken runden oder verändern kleine Zahlen. Solche Werte werden nicht mit eigenen Zählungen "
    "verrechnet.",
)


def page(visit: Visit) -> Page:
    """Everything in the words of the release: fields, steps, perspectives and glossary come from its catalogue."""
    shown, city = visit.shown, visit.shown.city
    annex = warehouse.annex(visit.home, visit.access.audience.id, shown.info.id)
    secrecy = shown.secrecy
    protected = paragraphs(f"{secrecy.method}. {secrecy.note}" if secrecy else "Diese Ausgabe nennt kein Verfahren.")
    if secrecy:
        protected += paragraphs(*method(shown))
        protected += [html.H3("Wovor das nicht schützt"), html.Ul([html.Li(text) for text in limits()])]
    words = [(entry.word, entry.meaning) for entry in annex.glossary]
    licences = [[shown.titles().get(name, name), text] for name, text in annex.licences.items()]
    parts: list[Part] = [
        ("herkunft", "Wie eine Zahl entsteht", paragraphs(*ORIGIN)),
        ("bewertung", "Wie bewertet wird", [judgements(), *paragraphs(*JUDGED)]),
        ("zeit", "Zeit, Stichtag, Bruch", paragraphs(*DATED)),
        ("vergleich", "Womit verglichen wird", paragraphs(*COMPARED)),
        ("schutz", "Schutz kleiner Zahlen", protected),
        ("zeichen", "Zeichen", [signs(shown)]),
        ("ordnung", "Zielfelder, Schritte, Denkrichtungen", [
            pairs([(field.title, field.question) for field in city.fields]),
            html.P(city.steps_note),
            pairs([(lens.title, lens.question) for lens in city.lenses]),
        ]),
        ("glossar", "Glossar", [pairs(words)] if words else paragraphs("Diese Ausgabe enthält kein Glossar.")),
    ]  # fmt: skip
    if licences:
        heads = [Column("Lieferung"), Column("Lizenz")]
        parts.append(("lizenzen", "Lizenzen", [table("Lizenzen fremder Daten", heads, licences, show_caption=False)]))
    lead = "Wie die Zahlen entstehen, wie sie bewertet und geschützt werden, und was die Wörter bedeuten."
    return Page(TITLE, text_page(TITLE, lead, parts))
