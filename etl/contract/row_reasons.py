"""The closed list of reasons for which one row is refused."""

from etl.contract.reason import Reason, closed

ROW = closed(
    Reason(
        "zu_viele_zellen",
        "Zeile hat zu viele Zellen",
        "Die Zeile hat mehr Zellen als die Tabelle Spalten.",
        "Prüfen, ob ein Trennzeichen im Text steht; dann den Text in Anführungszeichen setzen.",
    ),
    Reason(
        "pflichtfeld_leer",
        "Pflichtfeld leer",
        "In der Spalte „{spalte}“ fehlt der Wert.",
        "Den Wert nachtragen.",
    ),
    Reason(
        "zahl_unlesbar",
        "Zahl nicht lesbar",
        "In der Spalte „{spalte}“ steht keine lesbare Zahl.",
        "Nur die Zahl eintragen, zum Beispiel 1.234,50.",
    ),
    Reason(
        "zahl_mehrdeutig",
        "Zahl mehrdeutig",
        "In der Spalte „{spalte}“ ist nicht eindeutig, ob der Punkt Tausender oder Nachkommastellen trennt.",
        "Mit Komma schreiben: 8,5 oder 8500.",
    ),
    Reason(
        "nicht_ganzzahlig",
        "keine ganze Zahl",
        "In der Spalte „{spalte}“ muss eine ganze Zahl stehen.",
        "Auf ganze Zahlen achten; die Einheit steht in der Überschrift.",
    ),
    Reason(
        "zahl_zu_klein",
        "Zahl zu klein",
        "Der Wert in der Spalte „{spalte}“ liegt unter {wert}.",
        "Wert und Spalte prüfen.",
    ),
    Reason(
        "zahl_zu_gross",
        "Zahl zu groß",
        "Der Wert in der Spalte „{spalte}“ liegt über {wert}.",
        "Wert und Spalte prüfen.",
    ),
    Reason(
        "zeichen_nicht_erlaubt",
        "Zeichen hier nicht vorgesehen",
        "In der Spalte „{spalte}“ steht ein Zeichen der amtlichen Statistik, das hier nicht vorgesehen ist.",
        "Eine Zahl eintragen oder das Feld leer lassen.",
    ),
    Reason(
        "datum_unlesbar",
        "Datum nicht lesbar",
        "Das Datum in der Spalte „{spalte}“ ist nicht lesbar.",
        "In der Form TT.MM.JJJJ schreiben.",
    ),
    Reason(
        "datum_unmoeglich",
        "Datum gibt es nicht",
        "Das Datum in der Spalte „{spalte}“ gibt es im Kalender nicht.",
        "Tag und Monat prüfen.",
    ),
    Reason(
        "datum_zu_frueh",
        "Datum zu früh",
        "Das Datum in der Spalte „{spalte}“ liegt vor dem {wert}.",
        "Das Jahr prüfen.",
    ),
    Reason(
        "datum_zu_spaet",
        "Datum zu spät",
        "Das Datum in der Spalte „{spalte}“ liegt nach dem {wert}.",
        "Das Jahr prüfen; Geplantes gehört nicht in diese Spalte.",
    ),
    Reason(
        "monat_unlesbar",
        "Monat nicht lesbar",
        "Der Monat in der Spalte „{spalte}“ ist nicht lesbar.",
        "In der Form MM.JJJJ schreiben.",
    ),
    Reason(
        "schuljahr_unlesbar",
        "Schuljahr nicht lesbar",
        "Das Schuljahr in der Spalte „{spalte}“ ist nicht lesbar.",
        "In der Form 2026/27 schreiben.",
    ),
    Reason(
        "jahr_unlesbar",
        "Jahr nicht lesbar",
        "Das Jahr in der Spalte „{spalte}“ ist nicht lesbar.",
        "Vierstellig schreiben, zum Beispiel 1994.",
    ),
    Reason(
        "code_unbekannt",
        "Schlüsselwort unbekannt",
        "Die Angabe in der Spalte „{spalte}“ steht nicht in der vereinbarten Liste.",
        "Ein Wort der Liste verwenden oder die Schreibweise im Katalog ergänzen lassen.",
    ),
    Reason(
        "ja_nein_unlesbar",
        "ja oder nein nicht lesbar",
        "In der Spalte „{spalte}“ muss ja oder nein stehen.",
        "ja oder nein eintragen.",
    ),
    Reason(
        "muster_verletzt",
        "Form stimmt nicht",
        "Die Angabe in der Spalte „{spalte}“ hat nicht die vereinbarte Form.",
        "Die Schreibweise mit der Vorlage vergleichen.",
    ),
    Reason(
        "verweis_unbekannt",
        "Kürzel unbekannt",
        "Das Kürzel in der Spalte „{spalte}“ steht nicht in der Liste „{liste}“.",
        "Das Kürzel prüfen oder die Liste zuerst ergänzen.",
    ),
    Reason(
        "nach_stand",
        "liegt nach dem Stand",
        "Die Angabe in der Spalte „{spalte}“ liegt nach dem Stand der Datei.",
        "Stand oder Datum berichtigen.",
    ),
    Reason(
        "reihenfolge_verletzt",
        "Reihenfolge der Daten",
        "„{spalte}“ liegt vor „{andere}“.",
        "Beide Daten prüfen.",
    ),
    Reason(
        "summe_falsch",
        "Summe stimmt nicht",
        "Die Teile ergeben zusammen nicht den Wert in der Spalte „{spalte}“.",
        "Teile und Summe abgleichen.",
    ),
    Reason(
        "teil_groesser",
        "Teil größer als das Ganze",
        "„{spalte}“ ist größer als „{andere}“.",
        "Beide Werte prüfen.",
    ),
    Reason(
        "nicht_genau_eines",
        "genau eine Angabe erwartet",
        "Von „{spalte}“ und „{andere}“ muss genau eines gefüllt sein.",
        "Die überzählige Angabe löschen oder die fehlende nachtragen.",
    ),
    Reason(
        "schluessel_doppelt",
        "Schlüssel doppelt",
        "Die Zeile hat denselben Schlüssel wie eine andere mit abweichendem Inhalt.",
        "Entscheiden, welche Zeile gilt, und die andere löschen.",
    ),
)
