"""How the handbook is to be read: fields, judgement, signs, kinds of figures, protection of small counts."""

from dashboard import formatting
from dashboard.exports.content import Cell, Chapter, Part, Table
from dashboard.records import Snapshot, State
from dashboard.sentences import STATE_WORDS

_MEANINGS: tuple[tuple[State, str], ...] = (
    ("act", "Der Wert liegt außerhalb von Zielkorridor und Beobachtungsbereich. Es ist zu entscheiden."),
    ("watch", "Der Wert hat den Zielkorridor verlassen, liegt aber noch im Beobachtungsbereich."),
    ("on_track", "Der Wert erfüllt das Ziel; Grenzen gehören dazu."),
    ("none", "Für diese Kennzahl ist kein Ziel beschlossen. Das ist zulässig und kein Mangel."),
    ("stale", "Der Wert ist älter, als seine Gültigkeit reicht. Er trägt keine Bewertung mehr."),
    ("missing", "Der Wert fehlt oder wird nicht gezeigt; das Zeichen sagt, warum."),
)
JUDGEMENT = (
    "Bewertet wird nach der Schwelle, die am letzten Tag des Zeitraums galt. Ändert sich ein Ziel, bleiben frühere "
    "Bewertungen bestehen; jede Schwelle nennt, wer sie entschieden hat und von wann bis wann sie gilt.",
    "Damit Zufall keine Bewertung umschaltet, kann eine Schwelle einen Spielraum haben: Liegt ein Wert höchstens um "
    "den Spielraum jenseits der Grenze, die er überschritten hat, behält die Kennzahl die Bewertung des Zeitraums "
    "davor. Nach einer geänderten Schwelle oder einer Lücke beginnt die Bewertung neu, ohne Spielraum.",
    "Rahmenangaben beschreiben die Bedingungen der Arbeit. Sie tragen nie eine Bewertung. Alle Bewertungen in diesem "
    "Handbuch gelten für den Tag der Veröffentlichung.",
)
KINDS = (
    "Ein Bestand wird an einem Stichtag gezählt, eine Bewegung über einen Zeitraum. Beide werden nie zusammengezählt. "
    "Personen, Haushalte, Wohnungen und Plätze sind vier verschiedene Einheiten.",
    "Ein Bruch trennt Werte, die nicht vergleichbar sind, zum Beispiel nach einer neuen Zensusbasis. Über ihn hinweg "
    "wird keine Linie gezogen und keine Veränderung gerechnet.",
    "Prozentwerte auf einer Basis unter 50 werden ohne Nachkommastelle gedruckt, weil sie sonst eine Genauigkeit "
    "vortäuschen.",
)


def reading_guide(shown: Snapshot) -> Chapter:
    """The first chapter: what a reader must know to read a sheet."""
    parts = [
        Part("Zielfelder und ihre Fragen", "zielfelder", table=_fields(shown)),
        Part("Bewertung", "bewertung", JUDGEMENT, _judgements()),
        Part("Zeichen", "zeichen", ("Ein Zeichen steht neben einem Wert oder an seiner Stelle.",), _signs(shown)),
        Part("Bestand, Bewegung, Bruch", "bestand-bewegung", KINDS),
        Part("Denkrichtungen", "denkrichtungen", table=_lenses(shown)),
    ]
    if protection := _protection(shown):
        parts.append(Part("Schutz kleiner Zahlen", "schutz", protection))
    lead = (
        "Dieses Handbuch beschreibt die Kennzahlen des Kommunalen Integrationsmanagements: was jede fragt, wie sie "
        "gerechnet wird, wie sie bewertet wird und wer für sie einsteht.",
        "Definitionen und Werte stammen aus derselben Ausgabe. Was hier steht, ist deshalb genau das, wonach die "
        "Zahlen dieser Ausgabe gerechnet wurden.",
    )
    return Chapter("So lesen Sie dieses Handbuch", "lesen", lead, tuple(parts))


def _fields(shown: Snapshot) -> Table:
    rows = []
    for field in shown.city.fields:
        count = sum(r.indicator.field == field.id for r in shown.readings)
        link = f"feld-{field.id}" if count else ""
        rows.append((Cell(field.title, anchor=link), Cell(field.question), Cell(formatting.integer(count))))
    return Table("Zielfelder", ("Zielfeld", "Frage", "Kennzahlen"), (34, 48, 18), tuple(rows))


def _judgements() -> Table:
    rows = tuple((Cell(STATE_WORDS[state], state), Cell(text)) for state, text in _MEANINGS)
    return Table("Bewertungen", ("Bewertung", "Bedeutung"), (26, 74), rows)


def _signs(shown: Snapshot) -> Table:
    rows = tuple((Cell(printed), Cell(word)) for printed, word in shown.signs().values())
    return Table("Zeichen", ("Zeichen", "Bedeutung"), (14, 86), rows)


def _lenses(shown: Snapshot) -> Table:
    rows = tuple((Cell(lens.title), Cell(lens.question)) for lens in shown.city.lenses)
    return Table("Denkrichtungen", ("Denkrichtung", "Frage"), (30, 70), rows)


def _protection(shown: Snapshot) -> tuple[str, ...]:
    if shown.secrecy is None:
        return ()
    ends = "" if shown.secrecy.method.endswith(".") else "."
    return (
        f"Verfahren dieser Ausgabe: {shown.secrecy.method}{ends} {shown.secrecy.note}",
        f"Die Mindestfallzahl dieser Sicht ist {shown.info.k}.",
    )
