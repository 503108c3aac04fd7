"""The words of disclosure control: the mark of a withheld figure, and what a release says about its protection."""

WITHHELD = "g"
METHOD = "Mindestfallzahl und Gegensperrung"
NOTE = (
    "Zahlen von 1 bis unter {k} werden nicht gezeigt, und mit ihnen so viele weitere, dass sie sich aus Summen, "
    "früheren Ausgaben und anderen Tabellen nicht errechnen lassen. Beide tragen dasselbe Zeichen. "
    "Berichtigungen erscheinen gesammelt mit der ersten Ausgabe eines Quartals."
)
