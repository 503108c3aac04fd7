"""Protection of small numbers and its audit in English."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "Wovor das nicht schützt": "What this does not protect against",
    "Welches von beidem zutrifft, verrät das Zeichen nicht; nicht gezeigte Werte sehen überall gleich aus, auch in "
    "Diagrammen, Sortierungen und Dateien.": "The sign does not tell which; withheld values look the same "
    "everywhere, also in charts, sorted lists and files.",
    "Eine Null wird gezeigt.": "A zero is shown.",
    "Vor jeder Veröffentlichung wird geprüft, was sich aus allen gezeigten Zahlen zusammen errechnen lässt: aus "
    "Summen, Anteilen, Quartalen und Jahren, aus früheren Ausgaben und aus den Tabellen anderer Sichten.": "Before "
    "each publication it is checked what can be reckoned from all shown figures together: from sums, shares, "
    "quarters and years, from earlier releases and from the tables of other views.",
    "Besteht eine Ausgabe diese Prüfung nicht, erscheint sie nicht.": "A release that fails this check does not "
    "appear.",
    "Was einmal nicht gezeigt wurde, bleibt verborgen, auch wenn die Zahl später größer wird.": "What was withheld "
    "once stays hidden, even if the number grows later.",
    "Berichtigungen schon veröffentlichter Zeiträume erscheinen gesammelt mit der ersten Ausgabe eines Quartals.":
    "Corrections of periods already published appear together with the first release of a quarter.",
    "Lässt sich eine Berichtigung nicht sicher zeigen, bleibt die frühere Zahl stehen.": "If a correction cannot be "
    "shown safely, the earlier figure stays.",
    "Statt einer nicht gezeigten Zahl steht daneben die nächste, die gezeigt werden darf: ein längerer Zeitraum, "
    "ein größeres Gebiet, eine Aufgliederung weniger.": "Beside a withheld figure stands the next one that may be "
    "shown: a longer period, a larger area, one breakdown less.",
    "Aufgliederungen, in denen zu viel verborgen wäre, werden gleich nach Quartalen oder Jahren angeboten oder gar "
    "nicht.": "Breakdowns in which too much would be hidden are offered by quarter or year, or not at all.",
    "Eigenes Wissen: Wer selbst zu einer kleinen Gruppe gehört oder sie gut kennt, weiß mehr, als hier steht, und "
    "kann die übrigen Fälle enger eingrenzen.": "Own knowledge: who belongs to a small group or knows it well knows "
    "more than is said here, and can narrow down the other cases.",
    "Vermutungen: Nicht alle möglichen Werte sind gleich wahrscheinlich.": "Guesses: not all possible values are "
    "equally likely.",
    "Ausgeschlossen ist nur, dass sich etwas beweisen lässt.": "It is only ruled out that something can be proved.",
    "Andere Quellen: Zahlen anderer Behörden, Presseberichte oder alte Unterlagen kennt die Prüfung nicht.": "Other "
    "sources: the check does not know figures of other authorities, press reports or old papers.",
    "Amtliche Zahlen, die schon gerundet oder geschützt sind, werden unverändert übernommen.": "Official figures "
    "that are already rounded or protected are taken over unchanged.",
    "Frühere Zahlen: Was vor einer Berichtigung zu lesen war, lässt sich nicht zurückholen.": "Earlier figures: "
    "what could be read before a correction cannot be taken back.",
    "was die Prüfung dieser Ausgabe ergab": "what the audit of this release found",
    "Zu dieser Ausgabe liegt kein Prüfbericht vor.": "There is no audit report for this release.",
    "Bestanden: Keine nicht gezeigte Zahl lässt sich eingrenzen.": "Passed: no withheld figure can be narrowed down.",
    "Nicht bestanden: Diese Ausgabe gehört nicht veröffentlicht.": "Failed: this release must not be published.",
    "Zahl": "Figure",
    "Aufgliederung": "Breakdown",
    "angeboten": "offered",
    "nicht gezeigt": "withheld",
    "Anteil der Summe, der zu sehen ist": "share of the sum that can be seen",
    "Zähler": "numerator",
    "Nenner": "denominator",
    "Anzahl dahinter": "number behind it",
    "Geheimhaltung": "Protection of small numbers",
}  # fmt: skip
FORMS: tuple[tuple[str, str], ...] = (
    ("Das Zeichen „#“ heißt: Diese Zahl wird nicht gezeigt.", "The sign “{0}” means: this figure is withheld."),
    ("Entweder liegt sie zwischen 1 und #, oder mit ihr ließe sich eine so kleine Zahl ausrechnen.", "Either it "
     "lies between 1 and {0}, or such a small number could be reckoned with it."),
    ("Wo „#“ steht, ist also mindestens eine Person, ein Haushalt oder eine Wohnung gezählt.", "So where it says "
     "“{0}”, at least one person, household or flat was counted."),
    ("Für jede nicht gezeigte Zahl müssen mindestens # Werte möglich bleiben, oder es muss feststehen, dass sie "
     "mindestens # ist.", "For each withheld figure at least {0} values must stay possible, or it must be certain "
     "that it is at least {1}."),
    ("Mindestfallzahl #: # Zahl, # Zahl wird nicht gezeigt, geprüft in # s.", "Minimum number {0}: {1} figure, {2} "
     "figure withheld, checked in {3} s."),
    ("Mindestfallzahl #: # Zahlen, # Zahl wird nicht gezeigt, geprüft in # s.", "Minimum number {0}: {1} figures, "
     "{2} figure withheld, checked in {3} s."),
    ("Mindestfallzahl #: # Zahlen, # Zahlen werden nicht gezeigt, geprüft in # s.", "Minimum number {0}: {1} "
     "figures, {2} figures withheld, checked in {3} s."),
    ("Sicht *", "View {0}"),
    ("Nicht Gezeigtes in der Sicht *", "Withheld in the view {0}"),
    ("Gezeigt sind die ersten # von # Aufgliederungen.", "Shown are the first {0} of {1} breakdowns."),
)  # fmt: skip
