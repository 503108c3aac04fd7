"""Method, accessibility and notices in English, and the forms of frame, tables and data quality."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # Method
    "Wie die Zahlen entstehen, wie sie bewertet und geschützt werden, und was die Wörter bedeuten.": "How the "
    "figures come about, how they are judged and protected, and what the words mean.",
    "Wie eine Zahl entsteht": "How a figure comes about",
    "Wie bewertet wird": "How judgement is made",
    "Zeit, Stichtag, Bruch": "Time, day, break",
    "Womit verglichen wird": "What is compared with",
    "Schutz kleiner Zahlen": "Protection of small numbers",
    "Zielfelder, Schritte, Denkrichtungen": "Fields, steps, perspectives",
    "Lizenz": "Licence",
    "Lizenzen": "Licences",
    "Lizenzen fremder Daten": "Licences of data of others",
    "Die Ämter liefern Listen.": "The offices deliver lists.",
    "Jede Lieferung wird unverändert aufbewahrt, Zelle für Zelle geprüft und gegen ihren Vertrag gelesen.": "Each "
    "delivery is kept unchanged, checked cell by cell and read against its contract.",
    "Aus den übernommenen Zeilen werden alle Kennzahlen nach ihrer Definition gerechnet, einmal und an einer "
    "Stelle.": "From the accepted rows all indicators are reckoned by their definition, once and in one place.",
    "Das Ergebnis ist eine Ausgabe.": "The result is a release.",
    "Sie enthält Werte, Bewertungen und Definitionen zusammen und wird nie verändert.": "It holds values, "
    "judgements and definitions together and is never changed.",
    "Diese Seiten rechnen nichts neu.": "These pages reckon nothing anew.",
    "Karte, Kennzahlseite, Vorlage und Datei zeigen denselben gespeicherten Wert.": "Card, page, paper and file "
    "show the same stored value.",
    "Angaben zu einzelnen Personen stehen in keiner Ausgabe.": "No release holds anything on single persons.",
    "Bewertet wird an der Schwelle, die am letzten Tag des Zeitraums galt.": "Judgement is made by the threshold "
    "that held on the last day of the period.",
    "Ein später geändertes Ziel bewertet frühere Monate nicht um.": "A target changed later does not judge earlier "
    "months anew.",
    "Ein Rand verhindert, dass eine Bewertung wegen kleiner Schwankungen von Monat zu Monat wechselt.": "A margin "
    "keeps a judgement from changing from month to month for small variations.",
    "„Weniger ist besser“ und „mehr ist besser“ stehen in der Definition.": "“Less is better” and “more is better” "
    "stand in the definition.",
    "Veränderungen werden in Worten beschrieben; ein Pfeil oder Vorzeichen bewertet nie.": "Changes are described "
    "in words; an arrow or sign never judges.",
    "Rahmenzahlen beschreiben die Lage und tragen keine Bewertung.": "Context figures describe the situation and "
    "carry no judgement.",
    "Ein Bestand gilt für einen Stichtag, eine Bewegung für einen Zeitraum.": "A stock holds for a day, a flow for "
    "a period.",
    "Beide werden nie zusammengezählt.": "The two are never added up.",
    "Wer oben einen Zeitraum wählt, sieht, was am Ende dieses Zeitraums zu sagen war.": "Who chooses a period above "
    "sees what could be said at its end.",
    "Vor und nach einem Bruch bedeutet eine Zahl nicht dasselbe: Die Linie hat dort eine Lücke, verglichen wird "
    "nicht.": "Before and after a break a figure does not mean the same: the line has a gap there, nothing is "
    "compared.",
    "Verglichen wird mit der Vorperiode, dem Vorjahr, dem Ziel oder mit Städten ähnlicher Größe.": "Compared is "
    "with the previous period, the previous year, the target or cities of similar size.",
    "Mit anderen Städten wird nur verglichen, wo beide dieselbe Definition haben.": "Other cities are compared only "
    "where both have the same definition.",
    "Sonst steht dort, was sich unterscheidet.": "Else it says what differs.",
    "Amtliche Statistiken runden oder verändern kleine Zahlen.": "Official statistics round or alter small numbers.",
    "Solche Werte werden nicht mit eigenen Zählungen verrechnet.": "Such values are not reckoned with counts of our "
    "own.",
    "Nicht gezeigte Werte sehen alle gleich aus, damit niemand aus dem Zeichen schließen kann.": "Withheld values "
    "all look the same, so that nobody can conclude from the sign.",
    "Diese Ausgabe nennt kein Verfahren.": "This release names no method.",
    "Diese Ausgabe enthält kein Glossar.": "This release holds no glossary.",
    "Arbeitsfassung.": "Draft.",
    "Die Schritte greifen ineinander; sie sind keine Reihenfolge für Personen.": "The steps act on each other; they "
    "are no order for persons.",
    # Accessibility
    "Maßstab sind WCAG 2.2 AA, EN 301 549 und die BITV 2.0.": "The measure is WCAG 2.2 AA, EN 301 549 and BITV 2.0.",
    "Stand der Prüfung": "State of the test",
    "Wie die Seiten gebaut sind": "How the pages are built",
    "Was noch fehlt": "What is still missing",
    "Eine Barriere melden": "Report a barrier",
    "Gefunden wurden keine Verstöße.": "No violations were found.",
    "Gefundene Verstöße": "Violations found",
    "Seite": "Page",
    "Verstoß": "Violation",
    "Stellen": "Places",
    "Für diesen Stand der Software liegt noch keine Messung vor.": "There is no measurement for this state of the "
    "software yet.",
    "Sie entsteht mit „make a11y“.": "It is made by “make a11y”.",
    "Jedes Diagramm hat eine Überschrift mit seiner Aussage, einen Text mit denselben Angaben und eine Tabelle mit "
    "denselben Zahlen.": "Every chart has a heading that says what it shows, a text with the same facts and a table "
    "with the same figures.",
    "Eine Bewertung steht immer als Wort, Form und Farbe da; jede allein genügt.": "A judgement always stands as "
    "word, form and colour; each alone is enough.",
    "Alles lässt sich mit der Tastatur erreichen und bedienen.": "Everything can be reached and operated by keyboard.",
    "Es gibt keine Tasten, die allein etwas auslösen.": "There are no keys that do something on their own.",
    "Die Seiten passen auf 320 Pixel Breite, lassen sich auf 200 % vergrößern und folgen hell, dunkel und "
    "verringerter Bewegung, wie Ihr System es vorgibt.": "The pages fit a width of 320 pixels, can be enlarged to "
    "200 % and follow light, dark and reduced motion as your system says.",
    "Eine automatische Prüfung findet nur einen Teil der Hindernisse.": "An automatic test finds only a part of the "
    "barriers.",
    "Eine Prüfung durch Menschen mit Behinderungen steht noch aus.": "A test by people with disabilities is still "
    "to come.",
    "Im Englischen bleiben Definitionen, Glossar und Texte der Ämter deutsch; sie sind als deutsch gekennzeichnet.":
    "In English, definitions, glossary and texts of the offices stay German; they are marked as German.",
    "Texte in Leichter Sprache und in Deutscher Gebärdensprache gibt es noch nicht.": "There are no texts in plain "
    "language or in German sign language yet.",
    "Nennen Sie die Seite und was nicht ging.": "Name the page and what did not work.",
    # Gates
    "Vor der Veröffentlichung": "Before publication",
    "was geprüft wurde und was dabei auffiel": "what was checked and what stood out",
    "Eine Ausgabe, die eine dieser Prüfungen nicht besteht, wird nicht veröffentlicht.": "A release that fails one "
    "of these checks is not published.",
    "Prüfungen vor der Veröffentlichung": "Checks before publication",
    "Prüfung": "Check",
    "Ergebnis": "Result",
    "bestanden": "passed",
    "kein Einwand": "no objection",
    "ohne Angabe": "not stated",
    "Einwand": "Objection",
    "Begründung": "Reason given",
    "Angenommene Einwände": "Accepted objections",
    "Gegenüber der Ausgabe davor fehlt nichts und springt nichts": "Against the release before nothing is missing "
    "and nothing jumps",
    "Jede gelesene Zeile ist übernommen, zurückgewiesen oder doppelt": "Every row read is accepted, rejected or "
    "duplicate",
    "Jede Zelle und jeder Wert steht genau einmal da": "Every cell and every value stands exactly once",
    "Die Teile jeder Aufteilung ergeben die Summe": "The parts of each breakdown add up to the sum",
    "Wo sich die Zensusbasis ändert, nennt die Kennzahl einen Bruch": "Where the census base changes, the indicator "
    "names a break",
    # Notices
    "Noch keine Ausgabe": "No release yet",
    "So entsteht eine Ausgabe:": "This is how a release is made:",
    "Lieferungen ablegen in": "Put deliveries into",
    "Ausführen:": "Run:",
    "Diese Seite neu laden.": "Load this page anew.",
    "Ohne eigene Daten:": "Without data of your own:",
    "erzeugt ein Beispiel.": "makes an example.",
    "Ausgabe nicht lesbar": "Release not readable",
    "Diese Ausgabe kann nicht gelesen werden": "This release cannot be read",
    "Seite nicht gefunden": "Page not found",
    "Fehler": "Error",
    "Diese Seite kann gerade nicht gezeigt werden": "This page cannot be shown at the moment",
    "Es ist ein Fehler aufgetreten, der nicht an Ihnen liegt.": "An error occurred that is not your doing.",
    "Veröffentlichte Zahlen sind unverändert.": "Published figures are unchanged.",
    "Bitte laden Sie die Seite neu.": "Please load the page anew.",
    "Keine Kennzahl passt zur Auswahl": "No indicator matches the selection",
    "Die aktive Auswahl steht über dieser Zeile.": "The selection in force stands above this line.",
    "Weniger Bedingungen zeigen mehr Kennzahlen.": "Fewer conditions show more indicators.",
    "Diese Aufteilung wird nicht gezeigt: Es sind zu wenige Personen, auch über längere Zeiträume.": "This "
    "breakdown is withheld: there are too few persons, also over longer periods.",
    "Für diesen Zeitraum gibt es keine Werte.": "There are no values for this period.",
    "Für diesen Monat gibt es keine Werte.": "There are no values for this month.",
    "Diese Ausgabe enthält die nötigen Zahlen noch nicht.": "This release does not hold the figures needed yet.",
    "Mit der nächsten Ausgabe erscheinen sie hier.": "They appear here with the next release.",
    "Nicht sinnvoll.": "Not meaningful.",
    "Nichts vorhanden.": "Nothing there.",
    "nicht angegeben": "not stated",
    "Davor und danach ist nicht vergleichbar.": "Before and after cannot be compared.",
}  # fmt: skip
FORMS: tuple[tuple[str, str], ...] = (
    ("Lagebild @", "Overview {0}"),
    ("Ankunft @", "Arrival {0}"),
    ("Unterbringung @", "Accommodation {0}"),
    ("Wohnen @", "Housing {0}"),
    ("Schritt #", "Step {0}"),
    ("Filter (# aktiv)", "Filters ({0} active)"),
    ("@ (ab # Personen)", "{0} (from {1} persons)"),
    ("Zeitraum bis: @", "Period up to: {0}"),
    ("Ausgabe *. Sie wird nicht mehr verändert und bleibt abrufbar.", "Release {0}. It is never changed and stays "
     "available."),
    ("Ausgabe: *", "Release: {0}"),
    ("Verglichen mit Ausgabe: *", "Compared with release: {0}"),
    ("KIM-Cockpit · Ausgabe * · Softwarestand *", "KIM-Cockpit · release {0} · software {1}"),
    ("Ausgabe *", "Release {0}"),
    ("Softwarestand *", "software {0}"),
    ("Quelle: Ladeberichte der Ausgabe *", "Source: load reports of release {0}"),
    ("Quelle: *. Datenstand bis #. Lesart: @", "Source: {0}. Data up to {1}. How to read: {2}"),
    ("Quelle: *. Datenstand #. Lesart: @", "Source: {0}. Data as of {1}. How to read: {2}"),
    ("Quelle: *. Lesart: @", "Source: {0}. How to read: {1}"),
    ("Quelle: *. Datenstand bis #.", "Source: {0}. Data up to {1}."),
    ("Quelle: *. Datenstand #.", "Source: {0}. Data as of {1}."),
    ("Quelle: *", "Source: {0}"),
    ("*, Datenstand liegt noch nicht vor", "{0}, no data yet"),
    ("*, Datenstand #", "{0}, data as of {1}"),
    ("Geheimhaltung: *", "Withholding: {0}"),
    ("# Kennzahlen, davon # mit Schwelle", "{0} indicators, {1} of them with a threshold"),
    ("# Kennzahl, davon # mit Schwelle", "{0} indicator, {1} of them with a threshold"),
    ("# Kennzahl, # @", "{0} indicator, {1} {2}"),
    ("# Kennzahlen, # @, # @", "{0} indicators, {1} {2}, {3} {4}"),
    ("# Kennzahlen, # @", "{0} indicators, {1} {2}"),
    ("# von # Kennzahlen passen zur Auswahl.", "{0} of {1} indicators match the selection."),
    ("# Kennzahlen in dieser Ausgabe.", "{0} indicators in this release."),
    ("# Kennzahl in dieser Ausgabe.", "{0} indicator in this release."),
    ("# Kennzahlen", "{0} indicators"),
    ("# Kennzahl", "{0} indicator"),
    ("# Maßnahme ist offen, *", "{0} measure is open, {1}"),
    ("# Maßnahmen sind offen, # davon nach ihrer Frist", "{0} measures are open, {1} of them past their date"),
    ("# Maßnahmen sind offen, alle in ihrer Frist", "{0} measures are open, all within their date"),
    ("# weitere Änderung", "{0} more change"),
    ("# weitere Änderungen", "{0} more changes"),
    ("# ältere Maßnahme", "{0} older measure"),
    ("# ältere Maßnahmen", "{0} older measures"),
    ("@, @ – Frist abgelaufen", "{0}, {1} – past its date"),
    ("*, zu @", "{0}, on {1}"),
    ("*; gültig ab #", "{0}; in force from {1}"),
    ("@, nach Grund", "{0}, by reason"),
    ("@ nach @", "{0} by {1}"),
    ("Nach @, Stand @", "By {0}, as of {1}"),
    ("Nach @: @", "By {0}: {1}"),
    ("nach @", "by {0}"),
    ("Alle Werte: @", "All values: {0}"),
    ("@ in @, gleiche Achsen", "{0} in {1}, same axes"),
    ("@, Angaben in @ zum Stichtag", "{0}, in {1}, on the day"),
    ("@, Angaben in @ je Monat", "{0}, in {1}, by month"),
    ("@, Angaben in @ je Quartal", "{0}, in {1}, by quarter"),
    ("@, Angaben in @ je Halbjahr", "{0}, in {1}, by half-year"),
    ("@, Angaben in @ je Jahr", "{0}, in {1}, by year"),
    ("@, Angaben in @ je Schuljahr", "{0}, in {1}, by school year"),
    ("@, Angaben in @ je Zeitraum", "{0}, in {1}, by period"),
    ("Gezeigt sind # von #; alle stehen in der Tabelle.", "Shown are {0} of {1}; all stand in the table."),
    ("Gezeigt sind die neuesten # von #.", "Shown are the newest {0} of {1}."),
    ("Gezeigt sind # von #, je Kennzahl die neuesten.", "Shown are {0} of {1}, the newest of each indicator."),
    ("Verglichen mit: @, Stand @", "Compared with: {0}, as of {1}"),
    ("Mittlerer Wert von # Städten ähnlicher Größe #: @.", "Median of {0} cities of similar size in {1}: {2}."),
    ("Kein Vergleich dieser Kennzahl mit ähnlichen Städten: *", "Not compared with similar cities: {0}"),
    ("# Zeile zurückgewiesen", "{0} row rejected"),
    ("# Zeilen zurückgewiesen", "{0} rows rejected"),
    ("# % der gelesenen Zeilen aller Lieferungen", "{0} % of the rows read of all deliveries"),
    ("Häufigster Grund: @ (#).", "Most frequent reason: {0} ({1})."),
    ("Balkendiagramm: @.", "Bar chart: {0}."),
    ("Zeilen aus: *", "Rows of: {0}"),
    ("Zurückgewiesene Zeilen: *", "Rejected rows: {0}"),
    ("# Dateien, die neuesten # ansehen", "See {0} files, the newest {1}"),
    ("# Dateien einzeln ansehen", "See {0} files one by one"),
    ("# Datei einzeln ansehen", "See {0} file"),
    ("*: # Zeilen statt # in der Lieferung davor", "{0}: {1} rows instead of {2} in the delivery before"),
    ("*: # Zeile statt # in der Lieferung davor", "{0}: {1} row instead of {2} in the delivery before"),
    ("*: nicht übernommen", "{0}: not accepted"),
    ("* (*): #, seit # @ fällig", "{0} ({1}): {2}, overdue by {3} {4}"),
    ("Unterschied zwischen * und *: @.", "Difference between {0} and {1}: {2}."),
    ("Unterschied zwischen * und *", "Difference between {0} and {1}"),
    ("@: #, @: #, @: #, @: #", "{0}: {1}, {2}: {3}, {4}: {5}, {6}: {7}"),
    ("@: #, @: #, @: #", "{0}: {1}, {2}: {3}, {4}: {5}"),
    ("@: #, @: #", "{0}: {1}, {2}: {3}"),
    ("Bis zum # ist keine Definition zu prüfen.", "No definition is due for review until {0}."),
    ("Schreiben Sie an: *.", "Write to: {0}."),
    ("Bleibt eine Antwort aus, hilft die für Barrierefreiheit zuständige Stelle des Landes *.", "If no answer "
     "comes, the office for accessibility of the state {0} helps."),
    ("Zuletzt geprüft am #, Softwarestand *: # Seiten, hell und dunkel, bei * und * und in # Sprachen, zusammen # "
     "Ansichten, mit axe-core *.", "Last tested on {0}, software {1}: {2} pages, light and dark, at {3} and {4} "
     "and in {5} languages, {6} views in all, with axe-core {7}."),
    ("Unter „*“ ist nichts zu finden.", "There is nothing at “{0}”."),
    ("Im Verzeichnis „*“ wurde noch nichts veröffentlicht.", "Nothing has been published in “{0}” yet."),
    ("Hilft das nicht, nennen Sie der Auswertung diese Kennung: *", "If that does not help, tell the analysts this "
     "code: {0}"),
    ("Die Angabe „*“ in der Adresse gibt es nicht; sie wurde nicht beachtet.", "There is no “{0}” in addresses; it "
     "was not followed."),
    ("„@“ hat auf dieser Seite keine Wirkung.", "“{0}” has no effect on this page."),
    ("@: Auswahl „*“ gibt es nicht, gezeigt wird die Voreinstellung.", "{0}: there is no “{1}”, the default is shown."),
    (
        "Die aktuelle Ausgabe lässt sich nicht lesen. Gezeigt wird die vom *.",
        "The current release cannot be read. Shown is the one of *.",
    ),
    ("Gezeigt wird eine andere als die aktuelle Ausgabe, veröffentlicht am *.", "A release other than the current "
     "one is shown, published on {0}."),
    ("Diese Ausgabe ist # Tage alt.", "This release is {0} days old."),
    ("Gemeinsame Organisationen am #", "Common organisations on {0}"),
    ("zwölf Monate bis #", "twelve months to {0}"),
    ("Besuchte Termine in zwölf Monaten bis #", "Meetings attended in the twelve months to {0}"),
    ("Mitglieder nach der Zahl ihrer Termine in zwölf Monaten bis #", "Members by the number of their meetings in "
     "the twelve months to {0}"),
    ("@ fristgerecht erledigt, @", "{0} done on time, {1}"),
    ("@ in 30 Tagen gedeckt, @", "{0} met within 30 days, {1}"),
    ("# bis # Termine", "{0} to {1} meetings"),
    ("# und mehr Termine", "{0} and more meetings"),
    ("Aktive Ehrenamtliche am #", "Active volunteers on {0}"),
    ("Öffnung der Verwaltung, Stand #", "Opening of the administration, as of {0}"),
    ("Anzahl in *, nur *", "number in {0}, only {1}"),
    ("Anzahl in *", "number in {0}"),
    ("Summe (*) in *, nur *", "sum ({0}) in {1}, only {2}"),
    ("Summe (*) in *", "sum ({0}) in {1}"),
    ("Anzahl verschiedener (*) in *, nur *", "distinct ({0}) in {1}, only {2}"),
    ("Anzahl verschiedener (*) in *", "distinct ({0}) in {1}"),
    ("Summe der Spalte „*“ in der Tabelle „*“", "Sum of column “{0}” in table “{1}”"),
    ("Anzahl verschiedener Werte der Spalte „*“ in der Tabelle „*“", "Number of distinct values of column “{0}” in "
     "table “{1}”"),
    ("Anzahl der Zeilen der Tabelle „*“", "Number of rows of table “{0}”"),
    ("Zeitbezug: Spalte „*“", "dated by column “{0}”"),
    ("Bedingung: *", "condition: {0}"),
    ("Verdeckte Zellen (je höchstens #) bleiben außer Betracht, solange sie zusammen höchstens @ der Summe "
     "ausmachen können.", "Hidden cells (at most {0} each) are left out as long as they can make up at most {1} of "
     "the sum."),
    ("# Einwand angenommen", "{0} objection accepted"),
    ("# Einwände angenommen", "{0} objections accepted"),
    ("@ geteilt durch @, mal #.", "{0} divided by {1}, times {2}."),
    ("@ geteilt durch @.", "{0} divided by {1}."),
)  # fmt: skip
