"""How texts are made comparable: blanks, normalised spellings, and code lists looked up by them."""

from collections.abc import Mapping

from etl.catalogue.catalogue import CodeList
from etl.catalogue.source import Column

# Blank, tab, line ends inside quotes, and the blanks that word processors set between thousands.
BLANKS = " \t\n\r\u00a0\u2007\u2009\u202f"
SOFT_HYPHEN = "\u00ad"
_DROPPED = BLANKS + ".-_" + SOFT_HYPHEN

# Only letters whose small form is one letter, so that Python and DuckDB lower the same ones.
_SMALL = {
    chr(n): chr(n).lower()
    for n in (*range(0x41, 0x5B), *range(0xC0, 0x180))
    if len(chr(n).lower()) == 1 and chr(n).lower() != chr(n)
}
# From and to, as the SQL function translate() takes them: what has no partner is dropped.
TRANSLATE_FROM = "".join(_SMALL) + _DROPPED
TRANSLATE_TO = "".join(_SMALL.values())
_NORMAL = str.maketrans(_SMALL) | dict.fromkeys(map(ord, _DROPPED))

YES_NO: Mapping[str, tuple[str, ...]] = {
    "true": ("ja", "Ja", "JA", "j", "J", "1", "x", "X", "wahr", "true"),
    "false": ("nein", "Nein", "NEIN", "n", "N", "0", "falsch", "false"),
}


def normalise(text: str) -> str:
    """The text in small letters without blanks, dots, hyphens and underscores; ß stays ß."""
    return text.translate(_NORMAL)


def trimmed(text: str | None) -> str | None:
    """The text without blanks around it; None when nothing is left."""
    return (text.strip(BLANKS) or None) if text is not None else None


def written(column: Column, lists: Mapping[str, CodeList]) -> dict[str, str]:
    """Spelling as declared -> code, the code itself included; KeyError when the code list is unknown."""
    if column.type == "boolean":
        codes: Mapping[str, tuple[str, ...]] = YES_NO
    else:
        codes = {**(lists[column.code_list] if column.code_list else {}), **column.codes}
    return {word: code for code, words in codes.items() for word in (code, *words)}


def spellings(column: Column, lists: Mapping[str, CodeList]) -> dict[str, str]:
    """Normalised spelling -> code for a code or boolean column, empty for every other type.

    Raises ValueError when one spelling belongs to two codes: which of them was meant would be chance.
    """
    if column.type not in ("code", "boolean"):
        return {}
    found: dict[str, str] = {}
    for word, code in written(column, lists).items():
        key = normalise(word)
        if key and found.setdefault(key, code) != code:
            raise ValueError(f"die Schreibweise „{word}“ gehört zu {found[key]} und zu {code}")
    return found
