"""Sentences that are generated from figures, in English: findings, leads, reasons for absence, alternative texts."""

# "#" a figure or sign, "@" a part that must be known, "*" any text: see dashboard/wording.py.
FORMS: tuple[tuple[str, str], ...] = (
    # What a drawing is called before its sentence is read
    ("Liniendiagramm: @, @ bis @.", "Line chart: {0}, {1} to {2}."),
    ("Stand @: @.", "As of {0}: {1}."),
    ("Der Wert liegt @ (@).", "The value has been {0} ({1})."),
    ("Der Wert erfüllt das Ziel (@).", "The value meets the target ({0})."),
    ("Der niedrigste Wert der Reihe ist @ (@), der höchste @ (@).", "The lowest value of the series is {0} ({1}), "
     "the highest {2} ({3})."),
    ("Bruch @: *", "Break {0}: {1}"),
    ("@: @. Verlauf von @ bis @", "{0}: {1}. Course from {2} to {3}"),
    ("Verlauf von @ bis @", "Course from {0} to {1}"),
    # Lead and decisions of the overview
    ("@: @, @.", "{0}: {1}, {2}."),
    ("# weitere Kennzahlen liegen außerhalb ihres Ziels.", "{0} more indicators are off their target."),
    ("# weitere Kennzahlen liegen im Zielkorridor.", "{0} more indicators are on track."),
    ("Alle # bewerteten Kennzahlen liegen im Zielkorridor.", "All {0} judged indicators are on track."),
    ("Die Plätze sind @; bei # Monaten Vorlauf @.", "The places are {0}; with a lead time of {1} months {2}."),
    ("hätte bis Ende @ bestellt werden müssen", "the order should have been placed by the end of {0}"),
    ("muss bis Ende @ bestellt werden", "the order must be placed by the end of {0}"),
    ("Die Plätze reichen bis @.", "The places last until {0}."),
    ("Die Plätze reichen mindestens bis @.", "The places last at least until {0}."),
    ("Nach der @ Annahme reichen die Plätze noch # @; eine Beschaffung dauert rund # @.", "By the {0} assumption "
     "the places last {1} {2} more; a procurement takes about {3} {4}."),
    ("Der Auslastungsgrad liegt bei @.", "The occupancy rate is {0}."),
    ("Unbelegte Plätze kosteten @ (@).", "Unused places cost {0} ({1})."),
    ("# Kennzahlen einordnen", "Explain {0} indicators"),
    ("# Maßnahmen neu terminieren oder abschließen", "Reschedule or close {0} measures"),
    ("Die älteste: *. Alle stehen unter „Vereinbarte Maßnahmen“.", "The oldest: {0}. All stand under “Agreed "
     "measures”."),
    ("Zuständig: * und # weitere Stelle", "Responsible: {0} and {1} more office"),
    ("Zuständig: * und # weitere Stellen", "Responsible: {0} and {1} more offices"),
    ("Zuständig: *", "Responsible: {0}"),
    ("@ von „@“ zu „@“ (@).", "{0} from “{1}” to “{2}” ({3})."),
    ("@, @: # statt # und # weiterer Zeitraum.", "{0}, {1}: {2} instead of {3}, and {4} more period."),
    ("@, @: # statt # und # weitere Zeiträume.", "{0}, {1}: {2} instead of {3}, and {4} more periods."),
    ("@, @: # statt #.", "{0}, {1}: {2} instead of {3}."),
    ("@ wird anders berechnet oder beschrieben.", "{0} is reckoned or described differently."),
    ("@ wird an einer neuen Schwelle gemessen.", "{0} is measured by a new threshold."),
    ("# Kennzahl hat einen neuen Wert: @.", "{0} indicator has a new value: {1}."),
    ("# Kennzahlen haben einen neuen Wert: @ und # weitere Kennzahl.", "{0} indicators have a new value: {1} and "
     "{2} more."),
    ("# Kennzahlen haben einen neuen Wert: @ und # weitere Kennzahlen.", "{0} indicators have a new value: {1} and "
     "{2} more."),
    ("# Kennzahlen haben einen neuen Wert: @.", "{0} indicators have a new value: {1}."),
    ("# Kennzahl antwortet; @.", "{0} indicator answers; {1}."),
    ("# Kennzahlen antworten; @.", "{0} indicators answer; {1}."),
    ("# liegt außerhalb ihres Ziels", "{0} is off its target"),
    ("# liegen außerhalb ihres Ziels", "{0} are off their target"),
    ("# liegt außerhalb ihrer Ziele", "{0} is off its target"),
    ("# liegen außerhalb ihrer Ziele", "{0} are off their targets"),
    ("# von # Lieferung liegt vor.", "{0} of {1} delivery is there."),
    ("# von # Lieferungen liegt vor.", "{0} of {1} deliveries is there."),
    ("# von # Lieferungen liegen vor.", "{0} of {1} deliveries are there."),
    ("Überfällig ist „*“.", "Overdue: “{0}”."),
    ("Überfällig sind „*“.", "Overdue: “{0}”."),
    # Why nothing is there
    ("Die Lieferung „*“ liegt noch nicht vor.", "The delivery “{0}” is not there yet."),
    ("Die Lieferungen „*“ liegen noch nicht vor.", "The deliveries “{0}” are not there yet."),
    ("# Wert wird nicht gezeigt (g): @", "{0} value is withheld (g): {1}"),
    ("# Werte werden nicht gezeigt (g): @", "{0} values are withheld (g): {1}"),
    # Arrival
    ("# Person kam im @", "{0} person came in {1}"),
    ("# Personen kamen im @, @ ein Jahr zuvor", "{0} persons came in {1}, {2} a year before"),
    ("# Personen kamen im @", "{0} persons came in {1}"),
    ("# Person kam in die Stadt", "{0} person came to the city"),
    ("# Personen kamen in die Stadt", "{0} persons came to the city"),
    ("davon # durch Zuweisung des Landes", "{0} of them assigned by the state"),
    ("# durch Zuweisung des Landes", "{0} assigned by the state"),
    ("Im laufenden Halbjahr ist die Aufnahmequote zu @ erfüllt (Stand @).", "In the running half-year the quota of "
     "admission is met by {0} (as of {1})."),
    ("genauso viele wie ein Jahr zuvor", "as many as a year before"),
    ("genauso viele wie", "as many as"),
    ("# mehr als", "{0} more than"),
    ("# weniger als", "{0} fewer than"),
    ("Ein Jahr zuvor waren es #.", "A year before it was {0}."),
    ("Unter 18 Jahre alt sind # der Angekommenen.", "{0} of those who came are under 18."),
    ("Angekündigt und nicht angekommen: #.", "Announced and not arrived: {0}."),
    ("Aufnahmequote zu @ erfüllt", "Quota of admission met by {0}"),
    ("Unter dem Soll lag die Zahl der Zugewiesenen in # von # Halbjahren.", "The number of assigned persons was "
     "below the quota in {0} of {1} half-years."),
    ("Unter dem Soll lag die Zahl der Zugewiesenen in @.", "The number of assigned persons was below the quota in "
     "{0}."),
    ("Zugewiesene aus # Staat", "Assigned persons from {0} state"),
    ("Zugewiesene aus # Staaten", "Assigned persons from {0} states"),
    ("Im @ wurde niemand zugewiesen.", "Nobody was assigned in {0}."),
    ("In # von # Haushalten leben Kinder", "Children live in {0} of {1} households"),
    # Accommodation
    ("# von # @ sind belegt, # ist frei, @.", "{0} of {1} {2} are occupied, {3} is free, {4}."),
    ("# von # @ sind belegt, # sind frei, @.", "{0} of {1} {2} are occupied, {3} are free, {4}."),
    ("# von # @ sind belegt, # ist frei.", "{0} of {1} {2} are occupied, {3} is free."),
    ("# von # @ sind belegt, # sind frei.", "{0} of {1} {2} are occupied, {3} are free."),
    ("# für Angekündigte vorgesehen", "{0} kept for announced persons"),
    ("# Unterkunft nach Auslastungsgrad", "{0} site by occupancy rate"),
    ("# Unterkünfte nach Auslastungsgrad", "{0} sites by occupancy rate"),
    ("# Unterkunft", "{0} site"),
    ("# Unterkünfte", "{0} sites"),
    ("# @ ist frei, @ ein Jahr zuvor", "{0} {1} is free, {2} a year before"),
    ("# @ sind frei, @ ein Jahr zuvor", "{0} {1} are free, {2} a year before"),
    ("# @ ist frei", "{0} {1} is free"),
    ("# @ sind frei", "{0} {1} are free"),
    ("Am # waren # Plätze frei und nicht reserviert, ein Jahr zuvor #.", "On {0} {1} places were free and not "
     "reserved, a year before {2}."),
    ("Frei ist # @, davon # in @", "{0} {1} is free, {2} of them in {3}"),
    ("Frei sind # @, davon # in @", "{0} {1} are free, {2} of them in {3}"),
    ("Frei ist # @", "{0} {1} is free"),
    ("Frei sind # @", "{0} {1} are free"),
    ("# Plätze in # Unterkunft", "{0} places on {1} site"),
    ("# Plätze in # Stadtbezirken", "{0} places in {1} boroughs"),
    ("# Plätze in # Unterkünften", "{0} places on {1} sites"),
    ("@ liegt außerhalb des Ziels.", "{0} is off target."),
    ("@ liegen außerhalb des Ziels.", "{0} are off target."),
    ("@ liegt weit außerhalb des Ziels.", "{0} is far off target."),
    ("@ liegen weit außerhalb des Ziels.", "{0} are far off target."),
    ("# Plätze sind gesperrt, die meisten in @.", "{0} places are blocked, most of them in {1}."),
    ("# Plätze sind für angekündigte Personen vorgesehen.", "{0} places are kept for announced persons."),
    ("# Kind oder Jugendlicher lebt länger als das Ziel in der Unterkunft", "{0} child or youth lives in "
     "accommodation longer than the target"),
    ("# Kinder und Jugendliche leben länger als das Ziel in der Unterkunft", "{0} children and youths live in "
     "accommodation longer than the target"),
    ("Insgesamt sind es # Personen, @ der Belegung.", "In all it is {0} persons, {1} of the occupancy."),
    ("Das Ziel sind @.", "The target is {0}."),
    ("Je Unterkunft wird nicht gezeigt, wie viele davon vorgesehen sind; sie zählen dort als frei.", "It is not shown "
     "how many of them are kept at each site; there they count as free."),
    ("Je Stadtbezirk wird nicht gezeigt, wie viele davon vorgesehen sind; sie zählen dort als frei.", "It is not shown "
     "how many of them are kept in each borough; there they count as free."),
    ("# Stadtbezirk", "{0} borough"),
    ("# Stadtbezirke", "{0} boroughs"),
    # Housing
    ("# @ hält die Stadt im Kontingent.", "The city holds {0} {1} in its contingent."),
    ("# Haushalt übernahm im Monat seinen Mietvertrag.", "{0} household took over its lease in the month."),
    ("# Haushalte übernahmen im Monat ihren Mietvertrag.", "{0} households took over their lease in the month."),
    ("# Haushalte übernahmen ihren Mietvertrag, im Vorjahresmonat #.", "{0} households took over their lease, {1} "
     "in the same month of the year before."),
    ("# Haushalte übernahmen ihren Mietvertrag.", "{0} households took over their lease."),
    ("Im @ zogen # Personen aus Unterkünften ins Kontingent und # direkt in eine private Wohnung.", "In {0} {1} "
     "persons moved from accommodation to the contingent and {2} directly to a private flat."),
    ("Zwölf Monate nach der Übernahme bestehen @ der Mietverhältnisse.", "Twelve months after the take-over {0} of "
     "the leases still hold."),
    ("# Haushalt wechselte in einen eigenen Mietvertrag, mehr als ein Jahr zuvor", "{0} household moved to a lease "
     "of its own, more than a year before"),
    ("# Haushalt wechselte in einen eigenen Mietvertrag, weniger als ein Jahr zuvor", "{0} household moved to a "
     "lease of its own, fewer than a year before"),
    ("# Haushalte wechselten in einen eigenen Mietvertrag, mehr als ein Jahr zuvor", "{0} households moved to a "
     "lease of their own, more than a year before"),
    ("# Haushalte wechselten in einen eigenen Mietvertrag, weniger als ein Jahr zuvor", "{0} households moved to a "
     "lease of their own, fewer than a year before"),
    ("# Haushalt wechselte in einen eigenen Mietvertrag", "{0} household moved to a lease of its own"),
    ("# Haushalte wechselten in einen eigenen Mietvertrag", "{0} households moved to a lease of their own"),
    ("# @ steht nach der Übergabe leer", "{0} {1} stands empty after handover"),
    ("# @ stehen nach der Übergabe leer", "{0} {1} stand empty after handover"),
    ("Am #: bewohnt #, übergeben und leer #, angefordert und noch nicht übergeben #.", "On {0}: lived in {1}, "
     "handed over and empty {2}, requested and not yet handed over {3}."),
    ("Haushalte, die # einzogen", "Households that moved in in {0}"),
    ("Wer # einzog, wechselt gleich schnell wie #", "Who moved in in {0} changes as fast as in {1}"),
    ("Wer # einzog, wechselt früher als #", "Who moved in in {0} changes earlier than in {1}"),
    ("Wer # einzog, wechselt später als #", "Who moved in in {0} changes later than in {1}"),
    ("# Monate nach dem Einzug haben # % der Haushalte von # einen eigenen Mietvertrag; bei Einzug # waren es # %.",
     "{0} months after moving in {1} % of the households of {2} have a lease of their own; of those of {3} it was "
     "{4} %."),
    ("Als Orientierung dienen # % nach # Monaten; erreicht hat das keiner der Jahrgänge.", "{0} % after {1} months "
     "serve as orientation; none of the years has reached that."),
    ("Als Orientierung dienen # % nach # Monaten; erreicht hat das @.", "{0} % after {1} months serve as "
     "orientation; reached by {2}."),
    ("Häufigster genannter Grund: @", "Reason named most often: {0}"),
    ("# Haushalt wohnt länger als 18 Monate im Kontingent.", "{0} household has lived in the contingent for more "
     "than 18 months."),
    ("# Haushalte wohnen länger als 18 Monate im Kontingent.", "{0} households have lived in the contingent for "
     "more than 18 months."),
    ("Bei # ist als Grund eingetragen: @.", "For {0} the recorded reason is: {1}."),
    ("Bei # ist kein Grund eingetragen.", "For {0} no reason is recorded."),
    ("Die meisten je Aufteilung: @.", "Most in each breakdown: {0}."),
    # Districts
    ("Am höchsten: @", "Highest: {0}"),
    ("Der höchste Wert ist # (@), in # Stadtvierteln ist es 0.", "The highest value is {0} ({1}), in {2} districts "
     "it is 0."),
    ("Der höchste Wert ist # (@), der niedrigste # (@).", "The highest value is {0} ({1}), the lowest {2} ({3})."),
    ("In der ganzen Stadt sind es @.", "In the whole city it is {0}."),
    ("In # Stadtviertel wird der Wert aus Datenschutzgründen nicht gezeigt (g).", "In {0} district the value is "
     "withheld to protect people (g)."),
    ("In # Stadtvierteln wird der Wert aus Datenschutzgründen nicht gezeigt (g).", "In {0} districts the value is "
     "withheld to protect people (g)."),
    ("@: # von 100 Punkten am #.", "{0}: {1} of 100 points on {2}."),
    # School
    ("# von # Kindern mit Sprachförderbedarf erhalten Stunden, die die Stadt bezahlt.", "{0} of {1} children who "
     "need language support get lessons paid by the city."),
    ("# Schule mit Bedarf hat keine geförderten Kinder; dort sind # @ gemeldet.", "{0} school with need has no "
     "supported children; {1} {2} are reported there."),
    ("# Schulen mit Bedarf haben keine geförderten Kinder; dort sind # @ gemeldet.", "{0} schools with need have "
     "no supported children; {1} {2} are reported there."),
    ("# Schule mit Bedarf hat keine geförderten Kinder.", "{0} school with need has no supported children."),
    ("# Schulen mit Bedarf haben keine geförderten Kinder.", "{0} schools with need have no supported children."),
    ("# Schule mit Bedarf hat keine Mittel", "{0} school with need has no funds"),
    ("# Schulen mit Bedarf haben keine Mittel", "{0} schools with need have no funds"),
    ("Zwischen den Schulen liegen # Euro je Kind", "{0} euros per child lie between the schools"),
    ("Der Median beträgt # EUR.", "The median is {0} EUR."),
    ("Der höchste Wert ist # EUR (@).", "The highest value is {0} EUR ({1})."),
    ("Der niedrigste Wert über null ist # EUR (@).", "The lowest value above zero is {0} EUR ({1})."),
    ("Für # Schule gibt es keinen Wert.", "There is no value for {0} school."),
    ("Für # Schulen gibt es keinen Wert.", "There is no value for {0} schools."),
    ("Der Abruf liegt # @ unter dem abgerechneten Teil des Schuljahres", "The uptake is {0} {1} below the billed "
     "part of the school year"),
    ("Der Abruf liegt # @ über dem abgerechneten Teil des Schuljahres", "The uptake is {0} {1} above the billed "
     "part of the school year"),
    ("Bis # waren @ der bewilligten Mittel nachgewiesen; abgerechnet waren # % des Schuljahres.", "By {0} {1} of "
     "the granted funds were accounted for; {2} % of the school year were billed."),
    ("@ hat einen kleineren Anteil an den Mitteln als am Bedarf", "{0} has a smaller share of the funds than of "
     "the need"),
    ("@ hat einen größeren Anteil an den Mitteln als am Bedarf", "{0} has a larger share of the funds than of the "
     "need"),
    ("Dort liegen # % der Mittel und # % der Kinder mit Bedarf.", "It has {0} % of the funds and {1} % of the "
     "children in need."),
    ("Damit beides passt, müssten # % der Mittel an anderer Stelle liegen.", "For both to fit, {0} % of the funds "
     "would have to go elsewhere."),
    ("Die Quote nichtdeutscher Kinder liegt # @ unter der deutscher Kinder", "The rate of non-German children is "
     "{0} {1} below that of German children"),
    ("Die Quote nichtdeutscher Kinder liegt # @ über der deutscher Kinder", "The rate of non-German children is "
     "{0} {1} above that of German children"),
    ("Am # waren # % der nichtdeutschen und # % der deutschen Kinder in einer Kita.", "On {0} {1} % of the "
     "non-German and {2} % of the German children were in a kita."),
    # Network
    ("# von # Mitgliedern kamen in zwölf Monaten zu mindestens einem Termin.", "{0} of {1} members came to at "
     "least one meeting in twelve months."),
    ("Von # Migrantenorganisationen waren im Quartal # # dabei.", "Of {0} migrant organisations {2} took part in "
     "quarter {1}."),
    ("In # trafen sich alle Themenbereiche", "In {0} all themes met"),
    ("In # traf sich kein Themenbereich", "In {0} no theme met"),
    ("# Themenbereich ohne Treffen in #", "{0} theme without a meeting in {1}"),
    ("# Themenbereiche ohne Treffen in #", "{0} themes without a meeting in {1}"),
    ("In den letzten vier Quartalen traf sich der Themenbereich @ am häufigsten (#).", "In the last four quarters "
     "the theme {0} met most often ({1})."),
    ("Seit mindestens zwei Quartalen ohne Treffen: @.", "Without a meeting for at least two quarters: {0}."),
    ("@ und @ sind am engsten verbunden", "{0} and {1} are linked most closely"),
    ("# Organisation wirkt in beiden mit.", "{0} organisation takes part in both."),
    ("# Organisationen wirken in beiden mit.", "{0} organisations take part in both."),
    ("Ohne gemeinsames Mitglied: @.", "Without a common member: {0}."),
    ("# Paar hat keine gemeinsame Organisation.", "{0} pair has no common organisation."),
    ("# Paare haben keine gemeinsame Organisation.", "{0} pairs have no common organisation."),
    ("# Mitglied kam in zwölf Monaten zu keinem Termin", "{0} member came to no meeting in twelve months"),
    ("# Mitglieder kamen in zwölf Monaten zu keinem Termin", "{0} members came to no meeting in twelve months"),
    ("Im Mittel sind es # Termine je Mitglied.", "On average it is {0} meetings per member."),
    ("# Mitglied trägt # % aller Teilnahmen (je # oder mehr).", "{0} member carries {1} % of all attendances ({2} "
     "or more each)."),
    ("# Mitglieder tragen # % aller Teilnahmen (je # oder mehr).", "{0} members carry {1} % of all attendances "
     "({2} or more each)."),
    ("Unter den Mitgliedern ohne Termin: # Migrantenorganisation.", "Among the members without a meeting: {0} "
     "migrant organisation."),
    ("Unter den Mitgliedern ohne Termin: # Migrantenorganisationen.", "Among the members without a meeting: {0} "
     "migrant organisations."),
    ("# von # Maßnahmen fristgerecht erledigt", "{0} of {1} measures done on time"),
    ("# von # Bedarfe in 30 Tagen gedeckt", "{0} of {1} requests met within 30 days"),
    ("In @ galt das für alle @.", "In {0} that held for all {1}."),
    ("In @ war der Anteil am niedrigsten bei @ (#).", "In {0} the share was lowest for {1} ({2})."),
    ("In @ war der Anteil am niedrigsten bei @ (# %).", "In {0} the share was lowest for {1} ({2} %)."),
    ("Die meisten Freiwilligen: @", "Most volunteers: {0}"),
    ("# Personen waren in den drei Monaten bis # im Einsatz, # davon im Bereich @.", "{0} persons were active in "
     "the three months to {1}, {2} of them in the field {3}."),
    ("Am häufigsten genannt: @", "Named most often: {0}"),
    ("Im #. Halbjahr # wurde @ #-mal genannt.", "In half-year {0} of {1} {2} was named {3} times."),
    ("Im Halbjahr davor waren es # Nennungen.", "In the half-year before it was {0} mentions."),
)  # fmt: skip
