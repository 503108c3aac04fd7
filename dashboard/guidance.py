"""What helps to read a page: a few sentences for each address, for the help sheet and the help page."""

from collections.abc import Mapping

READING: Mapping[str, tuple[str, ...]] = {
    "/": (
        "Oben steht in einem Satz, was der Stand ist; darunter, was jetzt zu entscheiden ist und bis wann.",
        "Jede Karte und jeder Eintrag der Matrix führt zu seiner Kennzahl.",
        "Die Matrix ordnet Kennzahlen nach Zielfeldern und Handlungsschritten. Die Schritte sind keine Reihenfolge.",
    ),
    "/katalog": (
        "Die Liste zeigt alle Kennzahlen mit dem neuesten Wert. Mit der Auswahl oben wird sie kürzer.",
        "Eine Kennzahl ohne Schwelle ist nicht schlechter: Über ihr Ziel wurde noch nicht entschieden.",
    ),
    "/kennzahl": (
        "Die Linie ist der Wert, die Fläche der Zielkorridor, eine grüne Linie ein Ziel mit nur einer Grenze.",
        "Offene Punkte sind vorläufig. Wo die Linie eine Lücke hat, fehlt ein Wert oder die Reihe hat einen Bruch.",
        "Jeder Monat wird an dem Ziel gemessen, das damals galt. Stufen im Korridor sind geänderte Ziele.",
    ),
    "/ankunft": ("Angekündigt ist nicht angekommen. Wer wen zählt, steht in der Tabelle der Definitionen.",),
    "/unterbringung": (
        "Ein Balken zeigt belegte, reservierte, freie und gesperrte Plätze; der Strich die genehmigten.",
        "Unter 60 % Auslastung steht ebenfalls „handeln“: Freie Plätze kosten Geld.",
    ),
    "/wohnen": (
        "Bestände und Bewegungen werden nie addiert. Eine Kohorte sind alle Haushalte eines Einzugsjahres.",
        "Eine Kurve endet, wo die Beobachtung endet.",
    ),
    "/sozialraum": (
        "Die Kacheln zeigen die ungefähre Lage, nicht die Fläche. Gestrichelt heißt: nicht gezeigt (g).",
        "Dieselben Zahlen stehen in der Tabelle daneben; ihre Überschriften sortieren sie.",
    ),
    "/sprache-schule": ("Der Mittelabruf wird am vergangenen Teil des Schuljahres gemessen.",),
    "/netzwerk": ("Gezeigt werden Organisationen, nie Personen. Die Linie ist umso dicker, je mehr sie teilen.",),
    "/daten": (
        "Drei Uhren: worüber die Zahlen berichten, bis wann geliefert wurde, was veröffentlicht ist.",
        "Keine Zeile geht verloren: gelesen = übernommen + zurückgewiesen + doppelt.",
        "Der Inhalt einer zurückgewiesenen Zelle geht nur an das Amt, das geliefert hat.",
    ),
}
NAMES: Mapping[str, str] = {
    "/": "Lagebild",
    "/katalog": "Kennzahlen",
    "/kennzahl": "Seite einer Kennzahl",
    "/ankunft": "Ankunft",
    "/unterbringung": "Unterbringung",
    "/wohnen": "Wohnen",
    "/sozialraum": "Sozialraum",
    "/sprache-schule": "Sprache & Schule",
    "/netzwerk": "Netzwerk",
    "/daten": "Datenqualität",
}
EVERYWHERE: tuple[str, ...] = (
    "Die Adresse im Browser enthält die ganze Auswahl. Wer den Link öffnet, sieht dasselbe.",
    "Unter jedem Diagramm führt „Tabelle“ zu denselben Zahlen, „Daten“ und „Bild“ zum Herunterladen.",
)
KEYS: tuple[tuple[str, str], ...] = (
    ("Strg K oder ⌘ K", "Suche öffnen"),
    ("Pfeiltasten, Eingabe", "in der Suche wählen und öffnen"),
    ("Esc", "Suche, Hilfe oder Menü schließen"),
    ("Tabulator", "zum nächsten Element; das erste führt zum Inhalt"),
)


def reading(path: str) -> tuple[str, ...]:
    """The sentences for an address; none for a page that needs none."""
    return READING.get(path) or READING.get("/" + path.strip("/").split("/")[0], ())
