"""Where long German words may be broken in narrow columns: soft hyphens at the joints of compounds; pure."""

import re

SOFT = "\u00ad"
LONG = 12
# Second parts of compounds that occur in titles of indicators; what is not named is broken by nobody.
_PARTS = (
    "abruf", "ausreise", "bedarf", "beirat", "belegung", "bereich", "berechtigt", "beschäftig", "beteiligung",
    "betreuung", "bürgerung", "dauer", "deckung", "einrichtung", "fehler", "fenster", "förderung", "grad", "haushalt",
    "information", "kinder", "kosten", "management", "miete", "mittel", "organisation", "person", "plätze", "quote",
    "reichweite", "schreitung", "schutz", "spenden", "spruch", "staats", "stabilität", "stand", "stelle", "stellung",
    "teilung", "unterkünfte", "unterkunft", "unterbringung", "veranstaltung", "vereinbarung", "verbindung", "verträge",
    "viertel", "weildauer", "wohner", "wohnung", "zahl", "zeit", "ziel",
)  # fmt: skip
_JOINT = re.compile(rf"(?<=\w{{4}})(?=(?:{'|'.join(_PARTS)}))")
_WORD = re.compile(rf"\w{{{LONG},}}")


def breakable(text: str) -> str:
    """The text with soft hyphens in its long words; without them it is the text that was given."""
    return _WORD.sub(lambda found: _JOINT.sub(SOFT, found[0]), text)
