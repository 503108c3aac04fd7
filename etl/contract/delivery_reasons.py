"""The closed list of reasons for which a delivery is refused as a whole."""

from etl.contract.reason import Reason, closed

DELIVERY = closed(
    Reason(
        "datei_leer",
        "Datei ist leer",
        "Die Datei enthält keine Daten.",
        "Die Liste neu speichern und noch einmal ablegen.",
    ),
    Reason(
        "datei_unlesbar",
        "Datei nicht lesbar",
        "Die Datei ist nicht als Text lesbar.",
        "Als XLSX oder CSV (Trennzeichen Semikolon) speichern und neu ablegen.",
    ),
    Reason(
        "datei_veraendert",
        "Datei wurde beim Lesen verändert",
        "Die Datei hat sich geändert, während sie gelesen wurde.",
        "Warten, bis das Kopieren beendet ist, und den Lauf wiederholen.",
    ),
    Reason(
        "format_unbekannt",
        "Dateiart nicht vorgesehen",
        "Dateien der Art „{wert}“ werden nicht gelesen.",
        "Die Liste als XLSX oder CSV ablegen; was keine Liste ist, gehört nicht in den Eingang.",
    ),
    Reason(
        "mappe_unlesbar",
        "Arbeitsmappe nicht lesbar",
        "Die Arbeitsmappe lässt sich nicht lesen; sie ist beschädigt oder unvollständig.",
        "In der Tabellenkalkulation öffnen, als XLSX neu speichern und noch einmal ablegen.",
    ),
    Reason(
        "datei_geschuetzt",
        "mit Kennwort geschützt",
        "Die Datei ist mit einem Kennwort geschützt.",
        "Ohne Kennwort speichern und noch einmal ablegen.",
    ),
    Reason(
        "datei_zu_gross",
        "Datei zu groß",
        "Die Datei ist größer als zugelassen: {wert}.",
        "Leere Spalten und Zeilen am Rand löschen oder die Liste auf mehrere Dateien verteilen.",
    ),
    Reason(
        "blatt_mehrfach",
        "Liste auf mehreren Blättern",
        "Die Liste „{liste}“ steht auf mehreren Blättern ({wert}); welches gilt, ist nicht zu erkennen.",
        "Alle Zeilen auf ein Blatt setzen oder die übrigen Blätter ausblenden.",
    ),
    Reason(
        "zip_unlesbar",
        "ZIP-Datei nicht lesbar",
        "Die ZIP-Datei lässt sich nicht lesen; sie ist beschädigt oder unvollständig.",
        "Neu packen oder die Listen einzeln ablegen.",
    ),
    Reason(
        "zip_verschachtelt",
        "ZIP-Datei in einer ZIP-Datei",
        "In der ZIP-Datei liegt eine weitere ZIP-Datei; sie wird nicht geöffnet.",
        "Die Listen auspacken und einzeln oder in einer einzigen ZIP-Datei ablegen.",
    ),
    Reason(
        "nachlieferung_unbekannt",
        "Lieferung dazu fehlt",
        "Die berichtigten Zeilen gehören zu einer Lieferung, die nicht geladen ist.",
        "Die vollständige, berichtigte Liste ablegen.",
    ),
    Reason(
        "nachlieferung_ueberholt",
        "Nachlieferung überholt",
        "Seit den berichtigten Zeilen ist eine neuere vollständige Liste geladen (Stand {wert}).",
        "Die Zeilen in der neuesten Liste prüfen und diese neu ablegen.",
    ),
    Reason(
        "keine_tabelle",
        "keine bekannte Tabelle",
        "Keine Zeile der Datei enthält die Überschriften einer bekannten Lieferung.",
        "{wert} Bei einer vereinbarten Liste die Überschriften mit der Vorlage vergleichen (python -m etl template "
        "LIEFERUNG); eine neue Art von Lieferung zuerst im Katalog unter sources vereinbaren.",
    ),
    Reason(
        "tabelle_mehrdeutig",
        "Tabelle nicht eindeutig",
        "Die Überschriften passen zu mehreren Lieferungen: {wert}.",
        "Die fehlenden Spalten ergänzen.",
    ),
    Reason(
        "pflichtspalte_fehlt",
        "Spalte fehlt",
        "Für die Lieferung „{liste}“ fehlt: {wert}.",
        "Die Spalte mit dieser Überschrift ergänzen oder die neue Schreibweise im Katalog eintragen lassen.",
    ),
    Reason(
        "spalte_doppelt",
        "Spalte steht doppelt",
        "Die Spalte „{spalte}“ kommt mehr als einmal vor.",
        "Die überzählige Spalte löschen.",
    ),
    Reason(
        "dateiname_unbekannt",
        "Dateiname sagt es nicht",
        "Aus dem Dateinamen geht nicht hervor: {wert}. In der Tabelle selbst steht es nicht.",
        "Die Datei so umbenennen, dass das letzte Wort hinter einem Unterstrich eines von diesen ist: {andere}. Ein "
        "fehlendes Wort im Katalog ergänzen lassen.",
    ),
    Reason(
        "stand_fehlt",
        "Stand fehlt",
        "Über der Tabelle steht kein Stand.",
        "Eine Zeile „Stand: TT.MM.JJJJ“ über die Überschriften setzen.",
    ),
    Reason(
        "stand_unlesbar",
        "Stand nicht lesbar",
        "Über der Tabelle steht ein Stand, aber kein Datum, das der Kalender kennt.",
        "In der Form „Stand: TT.MM.JJJJ“ schreiben.",
    ),
    Reason(
        "stand_in_zukunft",
        "Stand liegt in der Zukunft",
        "Der Stand {wert} liegt in der Zukunft.",
        "Den Stand berichtigen.",
    ),
    Reason(
        "stand_veraltet",
        "Stand ist älter als der geladene",
        "Der Stand {wert} ist älter als der schon geladene ({andere}).",
        "Die aktuelle Liste ablegen.",
    ),
    Reason(
        "falscher_monat",
        "Monat passt nicht zum Stand",
        "Die Datei nennt den Stand {wert}, die Zeilen gehören zu einem anderen Monat.",
        "Prüfen, ob die richtige Liste abgelegt wurde.",
    ),
    Reason(
        "zu_viele_zurueckweisungen",
        "zu viele Zeilen zurückgewiesen",
        "{wert} der Zeilen sind nicht übernehmbar; vereinbart sind höchstens {andere}.",
        "Die Liste anhand der Gründe berichtigen und neu ablegen. Der letzte gute Stand bleibt erhalten.",
    ),
    Reason(
        "genesis_passt_nicht",
        "GENESIS-Tabelle passt nicht",
        "Die GENESIS-Tabelle passt nicht zur Lieferung „{liste}“: {wert}.",
        "Die Tabelle mit genau den Merkmalen der Lieferung abrufen oder das Merkmal im Katalog ergänzen lassen.",
    ),
    Reason(
        "basis_nicht_erklaert",
        "Basis nicht erklärt",
        "Für den Stichtag {wert} in dieser Form ist im Katalog nicht erklärt, auf welcher Basis die Werte stehen.",
        "Die Basis in der Quelle „{liste}“ unter bases eintragen lassen.",
    ),
    Reason(
        "verweisliste_fehlt",
        "Liste fehlt noch",
        "Die Liste „{liste}“ liegt noch nicht vor; ohne sie sind die Kürzel nicht prüfbar.",
        "Zuerst die Liste „{liste}“ liefern, dann den Lauf wiederholen.",
    ),
    Reason(
        "beispiel_gemischt",
        "Beispiel und echte Daten gemischt",
        "{wert}",
        "Beispieldaten und echte Lieferungen in getrennten Verzeichnissen führen.",
    ),
    Reason(
        "keine_zeilen",
        "keine Datenzeilen",
        "Unter den Überschriften stehen keine Zeilen.",
        "Die vollständige Liste ablegen.",
    ),
)
