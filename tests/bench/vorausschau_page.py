"""The page docs/foresight.md: how good the forecast of arrivals was, with its failures."""

from collections.abc import Sequence

HEAD = """# Wie gut die Prognose der Ankünfte ist

Erzeugt von `KIM_REAL_DATA=ORDNER make bench ONLY=vorausschau`. Gemessen an den Erstanträgen auf Asyl in Deutschland
2015 bis 2019, auf den Anteil einer Stadt ({share} %) gebracht: sechs Städte ausgedünnt, sechs mit Haushalten von 1
bis 6 Personen. Alle zwölf teilen einen Verlauf, es sind also nicht zwölf unabhängige Prüfungen; und Anträge sind
keine Zuweisungen. Ursprünge ab März 2016, Ziele bis Dezember 2019. In jedem Ursprung weiß das Modell nur, was bis
dahin geschah.

## Nach Vorlauf

CRPS ist der mittlere Abstand zwischen Band und Wert in Personen, kleiner ist besser; hier geteilt durch den eines
einfachen Bandes („wie im letzten Monat“, Streuung aller Veränderungen) und eines guten einfachen (der letzten 24),
geometrisches Mittel über die Städte. Oberes Ende: Verlust am 90-%-Wert, ebenso geteilt.

{summary}

Größte Abweichung von der Vorlage (CRPS / einfach und 80-%-Bereich, vier Vorläufe): {off}.

## Nach Ursprungsjahr: Anteil im 80-%-Bereich

{years}

Im Herbst 2016 brachen die Zahlen ein; das hat kein Ursprung vorher gesehen. Ruhige Jahre und das Bruchjahr stehen
deshalb beide hier.

## Abnahme

| Nr. | Prüfung | bestanden, wenn | gemessen | bestanden |
|---|---|---|---|---|
{rows}

Nr. 9: Die veröffentlichten Quantile haben keinen Startwert, ihr CRPS ändert sich nicht; der genannte gälte für
gezogene. Nr. 11: Mehr Wohnungen und größere Haushalte, wo Wohnungen fehlen; mehr Überführungen und eine höhere
Höchstzahl, wo diese erreicht ist. Ist die Höchstzahl erreicht, helfen mehr Wohnungen nur im Mittel: Eine frühe Wohnung
kann an jemanden gehen, der ohnehin ausgezogen wäre, und fehlt dann einem anderen (in Klammern). Nr. 12: Rechenzeit auf
einem Kern für 60 Monate. Nr. 13 und 14: der Verlauf Halles 2012 bis 2015 nach veröffentlichten Jahreszahlen, die
Monate sind angenommen; wann die Plätze damals gewarnt hätten, steht auf der Seite Szenarien.

## Was gerechnet wird

Ein Zufallsgang der logarithmierten Erwartung mit schweren Rändern, Anzahlen negativ binomialverteilt, auf einem
Gitter exakt gefiltert und über 42 Paare von Streuungen gemittelt. Die Quantile werden errechnet und nicht gezogen:
gleiche Daten geben gleiche Zahlen. Gezogen werden nur die Wege, mit denen die Fortschreibung rechnet, paarweise
gespiegelt und mit festem Startwert. Keine Jahreszeit, kein Trend: Beides machte auf denselben Daten schlechter.
Nach einem Bruchalarm gilt ein halbes Jahr lang ein breiterer Anfangsglaube über die Streuung; auf diesen Daten
verändert das die Werte oben um weniger als 0,01.

Mehr als „etwa wie in den letzten Monaten“ sagt die mittlere Linie nicht. Der Gewinn liegt im Band.
"""


def page(summary: str, years: str, rows: Sequence[str], off: float, share: float) -> str:
    """Markdown; `off` is the largest distance to the reference, `share` that of the city in the country."""
    return HEAD.format(
        share=f"{share * 100:.2f}".replace(".", ","),
        summary=summary,
        off=f"{off:.3f}".replace(".", ","),
        years=years,
        rows="\n".join(rows),
    )
