"""Szenarien and Vorlagen in English: levers, answers and record of the outlook, and the room of the papers."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # Head and levers
    "Szenarien: Reichen die Plätze?": "Scenarios: do the places suffice?",
    "Es gibt keine Vorausschau auf die Plätze.": "There is no outlook on the places.",
    "Diese Ausgabe enthält keine Vorausschau auf die Plätze.": "This release holds no outlook on the places.",
    "Szenarien sind Rechnungen unter Annahmen, keine Vorhersagen.": "Scenarios are reckoned under assumptions; they "
    "are no predictions.",
    "Sie ändern keine veröffentlichte Zahl.": "They change no published figure.",
    "Stellschrauben": "Levers",
    "Zurücksetzen": "Reset",
    "Was kommt": "What comes",
    "Ankünfte": "Arrivals",
    "Wohnungen für Menschen aus Unterkünften": "Flats for people from accommodation",
    "Personen je Wohnung": "Persons per flat",
    "Überführung in private Mietverträge": "Passing on to private leases",
    "Hilft nur, wo begrenzt ist, wie viele Wohnungen die Stadt mietet; eine Grenze ist nicht vereinbart.": "Helps only "
    "where the number of flats rented by the city is limited; no limit has been agreed.",
    "Neue Plätze": "New places",
    "Bestellt im": "Ordered in",
    "Vorlauf der Beschaffung": "Lead time of procurement",
    "Preis eines Platzes": "Price of a place",
    "Schließung einer Unterkunft": "Closing a site",
    "keine weitere": "no other",
    "Vorsicht": "Caution",
    "Risiko, zu spät zu kommen": "Risk of being too late",
    "Rechnen": "Reckon",
    "kurze Vorlaufzeit": "short lead time",
    "mittlere Vorlaufzeit": "medium lead time",
    "lange Vorlaufzeit": "long lead time",
    # Answers and fan
    "Spätester Bestelltermin": "Latest date to order",
    "Engpass": "Bottleneck",
    "Wohnungen: Es werden weniger frei, als Menschen auf eine warten.": "Flats: fewer become free than people wait "
    "for one.",
    "Kontingent: Die Höchstzahl der von der Stadt gemieteten Wohnungen ist erreicht.": "Contingent: the largest number "
    "of flats rented by the city has been reached.",
    "keiner: Wer ausziehen kann, findet voraussichtlich eine Wohnung.": "none: whoever can move out will probably find "
    "a flat.",
    "Ohne Platz, und was es kostet": "Without a place, and what it costs",
    "kein Termin in Sicht": "no date in sight",
    "keiner in Sicht": "none in sight",
    "diesen Monat": "this month",
    "Die Plätze reichen voraussichtlich zwei Jahre": "The places will probably suffice for two years",
    "Die nutzbaren Plätze sind schon belegt": "The usable places are occupied already",
    "Menschen in Gemeinschaftsunterkünften und verfügbare Plätze am Monatsende.": "People in shared accommodation and "
    "available places at the end of the month.",
    "Dunkel: 5 von 10 Fällen, hell: 8 von 10": "Dark: 5 of 10 cases, light: 8 of 10",
    "Szenario, nicht geprüft": "scenario, not tested",
    "nicht geprüft": "not tested",
    "verfügbare Plätze, gepunktet der nutzbare Teil": "available places, dotted the usable part",
    "verfügbare Plätze": "available places",
    "davon nutzbar": "of them usable",
    "gezählt | Vorausschau": "counted | outlook",
    "heute": "today",
    "ohne Maßnahmen": "without measures",
    "Vorausschau je Monat, Personen gerundet": "Outlook by month, persons rounded",
    "Monatsende": "End of month",
    "mittlerer Verlauf": "middle course",
    "Verlauf mit Bandbreite.": "Course with its range.",
    "Nach zwölf Monaten ist es ein Szenario, das niemand geprüft hat.": "After twelve months it is a scenario that "
    "nobody has tested.",
    # What levers do
    "Was die Stellschrauben bewirken": "What the levers do",
    "Was eine Stellschraube allein bewirken würde: Beispiele zum Ausprobieren": "What one lever alone would do: "
    "examples to try",
    "nichts tun": "do nothing",
    "alles zusammen": "all together",
    "Maßnahme": "Measure",
    "Kosten im Jahr": "Cost in the year",
    "voll in 12 Monaten": "full within 12 months",
    "Personenmonate ohne Platz": "Person-months without a place",
    "In Klammern der Unterschied zu „nichts tun“.": "In brackets the difference to “do nothing”.",
    "Die Kosten sind die der neuen Plätze; Wohnungen haben hier keinen Preis.": "The cost is that of the new places; "
    "flats have no price here.",
    "Abgelegte Szenarien": "Kept scenarios",
    "Name des Szenarios": "Name of the scenario",
    "Szenario ablegen": "Keep the scenario",
    "Dieses Szenario": "This scenario",
    "Szenario": "Scenario",
    "daneben zeigen": "show beside it",
    "Plätze belegt": "Places occupied",
    "Szenarien im Vergleich, mit den Zahlen dieser Ausgabe gerechnet": "Scenarios compared, reckoned with the figures "
    "of this release",
    "schon jetzt belegt": "occupied already",
    "steht kein Bestelltermin an": "no order is due",
    # Record
    "Kein Modell erkennt einen Bruch vorher.": "No model sees a break before it comes.",
    "Ankünfte je Monat: Balken die Bandbreite für 8 von 10 Fällen, Punkt der wahre Wert, hohl wenn außerhalb": "Arri"
    "vals per month: bar the range for 8 of 10 cases, dot the true value, hollow where outside",
    "Balken mit Punkten.": "Bars with dots.",
    "Prognosen und was kam": "Forecasts and what came",
    "erwartet (8 von 10)": "expected (8 of 10)",
    "gekommen": "came",
    "in der Bandbreite": "within the range",
    "ja": "yes",
    "nein": "no",
    "Gezeigt sind Prognosen der Ankünfte für drei Monate später, mit dem heutigen Modell aus den damaligen Zahlen "
    "gerechnet.": "Shown are forecasts of arrivals three months ahead, reckoned with the model of today from the "
    "figures of that time.",
    "Gezeigt sind Prognosen der Ankünfte für drei Monate später, wie sie damals veröffentlicht wurden.": "Shown are "
    "forecasts of arrivals three months ahead as they were published then.",
    "In ruhigen Jahren lag der Wert in 75 bis 90 von 100 Monaten in der Bandbreite für 8 von 10 Fällen, in einem Jahr "
    "des Bruchs nur in 35 bis 70 von 100.": "In calm years the value was within the range for 8 of 10 cases in 75 to "
    "90 of 100 months, in a year of a break only in 35 to 70 of 100.",
    "Das Modell hätte in diesen Monaten nicht gewarnt": "The model would not have warned in these months",
    "Was das Modell damals gesagt hätte, mit den Plätzen, die es damals gab": "What the model would have said then, "
    "with the places of that time",
    "Plätze damals": "Places then",
    # Papers
    "Welche Vorlage soll es werden?": "Which paper is it to be?",
    "Jede wird aus den Zahlen dieser Ausgabe geschrieben.": "Each is written from the figures of this release, in "
    "German.",
    "Alle Vorlagen": "All papers",
    "Freigegebene Vorlagen und Antworten.": "Released papers and answers.",
    "Noch ist keine Vorlage freigegeben.": "No paper has been released yet.",
    "Vorlagen schreibt die Beauftragte für Integration.": "Papers are written by the commissioner for integration.",
    "Diese Ausgabe enthält noch keine Vorlagen.": "This release holds no papers yet.",
    "Mit der nächsten erscheinen sie hier.": "With the next one they appear here.",
    "Ablage": "Archive",
    "Freigegebene Vorlagen und Antworten": "Released papers and answers",
    "Vorlage": "Paper",
    "Nummer": "Number",
    "Freigegeben": "Released",
    "Dateien": "Files",
    "Jahresbericht Integration": "Annual report on integration",
    "Lagebild Integration": "Overview of integration",
    "Antwort der Verwaltung auf eine Anfrage": "Answer of the administration to an inquiry",
    "Quartalsbericht zur Aufnahme und Integration": "Quarterly report on admission and integration",
    "Gliederung": "Outline",
    "Texte der Vorlage": "Texts of the paper",
    "Angaben zur Vorlage": "About the paper",
    "Kennzahlen auf „handeln“": "Indicators on “act”",
    "Ursache, Veranlasstes und Empfehlung in eigenen Worten; ohne sie bleibt die Freigabe gesperrt.": "Cause, steps "
    "taken and recommendation in your own words; without them it cannot be released.",
    "Texte": "Texts",
    "Zahlen bleiben gebunden: {gu_auslastung} druckt den Wert der Ausgabe, {gu_belegung:frauen=w} den einer "
    "Ausprägung.": "Figures stay bound: {gu_auslastung} prints the value of the release, {gu_belegung:frauen=w} "
    "that of a member.",
    "Eine Leerzeile trennt Absätze.": "An empty line parts paragraphs.",
    "Entwurf speichern": "Save the draft",
    "Neuen Entwurf beginnen": "Begin a new draft",
    "Was wird gefragt?": "What is asked?",
    "Anlagen: abgelegte Szenarien": "Annexes: kept scenarios",
    "Gerechnet mit den Zahlen, die die Leserinnen und Leser dieser Vorlage sehen dürfen.": "Reckoned with the figures "
    "that the readers of this paper may see.",
    "Als geprüft kennzeichnen": "Mark as checked",
    "Freigeben": "Release",
    "Antwort unter ihrer Nummer ablegen": "File the answer under its number",
    "Entwurf": "Draft",
    "geprüft": "checked",
    "freigegeben": "released",
    "Stand: noch nicht gespeichert": "State: not saved yet",
    "Stand: Entwurf": "State: draft",
    "Stand: geprüft": "State: checked",
    "Stand: freigegeben": "State: released",
    "Wer hat wann was gespeichert?": "Who saved what and when?",
    "Prüfung": "Check",
    "Nichts steht dem nächsten Stand entgegen.": "Nothing stands against the next state.",
    "Was hat sich geändert und warum?": "What has changed and why?",
    "Herunterladen": "Download",
    "PDF": "PDF",
    "Word (DOCX)": "Word (DOCX)",
    "Tabellen (XLSX)": "Tables (XLSX)",
    "Folien (PPTX)": "Slides (PPTX)",
    "Vorschau": "Preview",
}  # fmt: skip
FORMS: tuple[tuple[str, str], ...] = (
    # Money, chances, months
    ("# Mio. €", "€{0} million"),
    ("# Tsd. €", "€{0} thousand"),
    ("# €", "€{0}"),
    ("in unter # von # Fällen", "in under {0} of {1} cases"),
    ("in über # von # Fällen", "in over {0} of {1} cases"),
    ("in # von # Fällen", "in {0} of {1} cases"),
    ("# zu #", "{0} in {1}"),
    ("# zu # (Vorgabe)", "{0} in {1} (default)"),
    ("Ende @", "end of {0}"),
    ("bis Ende @", "by the end of {0}"),
    ("noch # Monat", "{0} month left"),
    ("noch # Monate", "{0} months left"),
    ("verstrichen seit # Monat", "past by {0} month"),
    ("verstrichen seit # Monaten", "past by {0} months"),
    ("bis zur Lieferung etwa # Personenmonate ohne Platz", "until delivery about {0} person-months without a place"),
    ("# Monate Vorlauf", "{0} months of lead time"),
    # Levers
    ("# (wie heute)", "{0} (as today)"),
    ("# im Monat (wie heute)", "{0} a month (as today)"),
    ("# im Monat", "{0} a month"),
    ("# von 100 im Monat (wie heute)", "{0} of 100 a month (as today)"),
    ("# von 100 im Monat", "{0} of 100 a month"),
    ("# Monate (wie heute)", "{0} months (as today)"),
    ("# € am Tag (wie heute)", "€{0} a day (as today)"),
    ("# € am Tag", "€{0} a day"),
    ("Hilft, sobald die Höchstzahl von # Wohnungen der Stadt erreicht ist.", "Helps once the largest number of {0} "
     "flats of the city has been reached."),
    ("Frühere Vorhaben, Monate: @: #, @: #, @: #.", "Earlier projects, months: {0}: {1}, {2}: {3}, {4}: {5}."),
    ("@ ab @", "{0} from {1}"),
    ("@ (−# Plätze)", "{0} (−{1} places)"),
    ("Schon eingerechnet, weil Verträge enden: @.", "Reckoned in already, as contracts end: {0}."),
    # The sentence
    ("Bei heutigem Wohnungszugang (# im Monat) sind die # Plätze (# davon nutzbar) @.", "At the pace of flats today "
     "({0} a month) the {1} places ({2} of them usable) are {3}."),
    ("Bei heutigem Wohnungszugang (# im Monat) und der Annahme @ sind die # Plätze (# davon nutzbar) @.", "At the pace "
     "of flats today ({0} a month) and under the assumption {1} the {2} places ({3} of them usable) are {4}."),
    ("Mit @ und der Annahme @ sind die # Plätze (# davon nutzbar) @.", "With {0} and under the assumption {1} the {2} "
     "places ({3} of them usable) are {4}."),
    ("Mit @ sind die # Plätze (# davon nutzbar) @.", "With {0} the {1} places ({2} of them usable) are {3}."),
    ("in den nächsten # Monaten voraussichtlich nicht belegt", "probably not occupied within {0} months"),
    ("voraussichtlich frühestens im @ belegt, vielleicht auch in # Monaten noch nicht", "probably occupied in {0} at "
     "the earliest, perhaps not even in {1} months"),
    ("voraussichtlich zwischen @ und @ belegt", "probably occupied between {0} and {1}"),
    ("voraussichtlich im @ belegt", "probably occupied in {0}"),
    ("Bei # Monaten Vorlauf steht in dieser Zeit kein Bestelltermin an.", "At a lead time of {0} months there is no "
     "date to order in this time."),
    ("Wenn das Risiko unter @ bleiben soll, hätte bei # Monaten Vorlauf bis Ende @ bestellt werden müssen.", "If the "
     "risk is to stay under {0}, at a lead time of {1} months the order was due by the end of {2}."),
    ("Wenn das Risiko unter @ bleiben soll, muss bei # Monaten Vorlauf bis Ende @ bestellt werden.", "If the risk is "
     "to stay under {0}, at a lead time of {1} months the order is due by the end of {2}."),
    ("In unter # von # Fällen sind die nutzbaren Plätze binnen zwölf Monaten belegt.", "In under {0} of {1} cases the "
     "usable places are occupied within twelve months."),
    ("In über # von # Fällen sind die nutzbaren Plätze binnen zwölf Monaten belegt.", "In over {0} of {1} cases the "
     "usable places are occupied within twelve months."),
    ("In # von # Fällen sind die nutzbaren Plätze binnen zwölf Monaten belegt.", "In {0} of {1} cases the usable "
     "places are occupied within twelve months."),
    ("Ab @ fehlen Plätze, weil der Vertrag für @ im @ endet.", "From {0} places are lacking, as the contract for {1} "
     "ends in {2}."),
    ("# Wohnungen im Monat", "{0} flats a month"),
    ("# Personen je Wohnung", "{0} persons per flat"),
    ("einer Überführung von # von 100 Mietverträgen im Monat", "{0} of 100 leases passed on a month"),
    ("# neuen Plätzen ab @", "{0} new places from {1}"),
    ("der Schließung von @ ab @", "the closing of {0} from {1}"),
    ("mit @", "with {0}"),
    # Answers, fan
    ("Mit # weiteren Plätzen, jetzt bestellt, bliebe das Risiko im Jahr nach der Lieferung unter @.", "With {0} more "
     "places, ordered now, the risk in the year after delivery would stay under {1}."),
    ("# Menschen warten voraussichtlich in zwölf Monaten auf eine Wohnung.", "{0} people will probably wait for a flat "
     "in twelve months."),
    ("unter # Menschen warten voraussichtlich in zwölf Monaten auf eine Wohnung.", "under {0} people will probably "
     "wait for a flat in twelve months."),
    ("# Personenmonate ohne nutzbaren Platz im nächsten Jahr, im Mittel aller Verläufe.", "{0} person-months without a "
     "usable place in the next year, on average of all courses."),
    ("unter # Personenmonate ohne nutzbaren Platz im nächsten Jahr, im Mittel aller Verläufe.", "under {0} "
     "person-months without a usable place in the next year, on average of all courses."),
    ("Anderswo untergebracht: etwa @. Neue Plätze: @.", "Housed elsewhere: about {0}. New places: {1}."),
    ("Ab @ können die Plätze knapp werden", "From {0} the places may become scarce"),
    ("Im @ leben voraussichtlich etwa # Menschen in Gemeinschaftsunterkünften, in 8 von 10 Fällen # bis #; dann gibt "
     "es # verfügbare Plätze.", "In {0} probably about {1} people live in shared accommodation, in 8 of 10 cases {2} "
     "to {3}; then there are {4} available places."),
    ("Im @ leben voraussichtlich etwa # Menschen in Gemeinschaftsunterkünften (Annahme, ohne Bandbreite); dann gibt es "
     "# verfügbare Plätze.", "In {0} probably about {1} people live in shared accommodation (assumption, without a "
     "range); then there are {2} available places."),
    ("@: etwa # Personen, in 8 von 10 Fällen # bis #", "{0}: about {1} persons, in 8 of 10 cases {2} to {3}"),
    ("@: etwa # Personen, Annahme", "{0}: about {1} persons, assumption"),
    ("bestellen bei # Monaten Vorlauf", "order at {0} months of lead time"),
    ("verstrichen bei # Monaten Vorlauf", "passed at {0} months of lead time"),
    ("Bestelltermin bei # Monaten", "Order date at {0} months"),
    ("voll in # Monaten", "full within {0} months"),
    ("Belegung # Monate später", "Occupancy {0} months later"),
    ("Daneben: @", "Beside it: {0}"),
    ("„*“ hat auf dieser Seite keine Wirkung.", "“{0}” has no effect on this page."),
    # Record
    ("Letzte Prüfung: @.", "Last test: {0}."),
    ("Datenstand: #, gerechnet ab Ende @.", "Data as of {0}, reckoned from the end of {1}."),
    ("# Monat eigene Daten.", "{0} month of own data."),
    ("# Monate eigene Daten.", "{0} months of own data."),
    ("# Personen leben # Monate und länger dort; vielleicht sind Einträge nicht beendet.", "{0} persons have lived "
     "there for {1} months or longer; perhaps entries were not closed."),
    ("In # von # Fällen lag der Wert in der Bandbreite", "In {0} of {1} cases the value was within the range"),
    ("Erwartet sind # bis #.", "Expected are {0} to {1}."),
    ("Erwartet sind #.", "Expected are {0}."),
    ("@: erwartet # bis #, gekommen #", "{0}: expected {1} to {2}, came {3}"),
    ("So hätte das Modell gewarnt: erstmals im @, bei # Monaten Vorlauf", "How the model would have warned: first in "
     "{0}, at {1} months of lead time"),
    ("Von # Monaten lagen # außerhalb dessen, was das Modell ein halbes Jahr vorher in 8 von 10 Fällen erwartete.",
     "Of {0} months {1} were outside what the model had expected half a year before in 8 of 10 cases."),
    # Papers
    ("Einordnung: @", "Assessment: {0}"),
    ("@ steht auf „handeln“ und braucht eine Einordnung.", "{0} is on “act” and needs an assessment."),
    ("# Punkt sperrt den nächsten Stand", "{0} point blocks the next state"),
    ("# Punkte sperren den nächsten Stand", "{0} points block the next state"),
    ("# Hinweis zum Ansehen", "{0} hint to look at"),
    ("# Hinweise zum Ansehen", "{0} hints to look at"),
    ("Dieselben Zahlen in allen vier Formaten; Datenstand bis #, Prüfsumme *.", "The same figures in all four formats; "
     "data up to {0}, checksum {1}."),
    ("Fassung #: @, #, # Uhr, Rolle *", "Version {0}: {1}, {2}, {3}, role {4}"),
)  # fmt: skip
