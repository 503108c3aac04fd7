"""German texts -> English: exact words, forms with parts, and texts that are put together from such; pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from dashboard.english import FORMS, TEXTS
from dashboard.english.values import MONTHS

SOFT, NBSP = "\u00ad", "\u00a0"
Words = Callable[[str], str | None]
_FIGURE = r"([−+<]?(?:[IV]+/)?\d+(?:[.,:/]\d+)*|[gxprs…–+])"
_LAZY = {"#": _FIGURE, "@": r"(\S.*?)", "*": r"(\S.*?)"}
_GREEDY = {"#": _FIGURE, "@": r"(\S.*)", "*": r"(\S.*)"}
# Words that are the same in both languages, identifiers and figures are nothing to translate or to mark.
_NEUTRAL = re.compile(
    r"\W*|KIM-Cockpit|CSV \(1[.,]5\)|SVG|PNG|XLSX|[gxprs]|[a-z0-9]+(_[a-z0-9]+)+|[−+]?\d[\d., %/]*|[IV]+/\d{4}"
    r"|[\d-]{8,10}T[\dZ-]+|\d[\d.,]*\W+(\d[\d.,]*\W*)*"
)
_EDGES = re.compile(r"([\s,·]*)(.*?)([\s,:]*)", re.DOTALL)
_GLUE = re.compile(r"(?<=\d) (?=[%A-Za-z])")
# A point behind these ends no sentence: short months, days before a month, ordinals before what they count.
_SHORT = re.compile(r"(?:^|[\s(„])(?:Jan|Feb|Apr|Aug|Sept|Okt|Nov|Dez|Hj|e|V|Nr)\.$")
_STOP = re.compile(rf"[.!?“] (?=[A-ZÄÖÜ„\d])(?!Hj\.|Halbjahr|Quartal|(?:{'|'.join(name for name, _ in MONTHS)})\b)")
_MOST = 20_000


def _compiled(forms: Iterable[tuple[str, str]]) -> Iterator[tuple[re.Pattern[str], str, str]]:
    """Pattern, the tokens of its groups in order, and the English text.

    A title may hold the comma at which a form parts: what the shortest parts do not fit, the longest may.
    """
    for form, text in forms:
        pieces = re.split(r"([#@*])", form)
        kinds = "".join(piece for piece in pieces if piece in _LAZY)
        for tokens in (_LAZY, _GREEDY) if len(kinds.replace("#", "")) > 1 else (_LAZY,):
            yield re.compile("".join(tokens.get(piece, re.escape(piece)) for piece in pieces)), kinds, text


_COMPILED = tuple(_compiled(FORMS))
_EXACT = {text.strip(" ,·:"): said.strip(" ,·:") for text, said in TEXTS.items()}


@lru_cache(maxsize=8)
def words_for(own: tuple[tuple[str, str], ...], names: frozenset[str]) -> Words:
    """The words of one catalogue: `own` texts with their English, and `names` that stay as they are in a sentence."""
    return _Wording(dict(own), names)


class _Wording:
    """A translator that remembers what it said."""

    def __init__(self, own: dict[str, str], names: frozenset[str]) -> None:
        self._own = own
        self._names = names
        self._said: dict[str, str | None] = {}

    def __call__(self, text: str) -> str | None:
        """The English text, None where there is none; spaces at the edges stay as they are."""
        plain = text.replace(SOFT, "").replace(NBSP, " ")
        found = self._whole(plain)
        if found is None or found == plain:
            return text if found is not None else None
        return _GLUE.sub(NBSP, found) if NBSP in text else found

    def _whole(self, plain: str) -> str | None:
        if plain not in self._said:
            if len(self._said) > _MOST:
                self._said.clear()
            edges = _EDGES.fullmatch(plain)
            assert edges is not None
            before, core, after = edges.groups()
            found = self._core(core)
            self._said[plain] = None if found is None else f"{before}{found}{after}"
        return self._said[plain]

    def _core(self, core: str) -> str | None:
        if _NEUTRAL.fullmatch(core):
            return core
        if (found := self._own.get(core) or _EXACT.get(core)) is not None:
            return found
        said = sentences(core)
        if len(said) > 1 and (found := self._joined(said, " ")) is not None:
            return found
        return self._formed(core) or self._composed(core)

    def _formed(self, core: str) -> str | None:
        for form, kinds, text in _COMPILED:
            if match := form.fullmatch(core):
                parts = [p if k != "@" else self._part(p) for p, k in zip(match.groups(), kinds, strict=True)]
                if None not in parts:
                    return text.format(*parts)
        return None

    def _composed(self, core: str) -> str | None:
        """Parts beside each other: "a · b", "a, b und c", "name: text", "a (b)", and a sentence with its point."""
        for mark in (" · ", "; "):
            if mark in core and (found := self._joined(core.split(mark), mark)) is not None:
                return found
        for place in re.finditer(" und ", core):
            if (front := self._front(core[: place.start()])) and (last := self._part(core[place.end() :])):
                return f"{front} and {last}"
        for mark in (": ", ", "):
            if mark in core and (found := self._joined(core.split(mark, 1), mark)) is not None:
                return found
        if core.endswith(")") and " (" in core:
            front, _, inner = core[:-1].rpartition(" (")
            both = self._part(front), self._part(inner)
            if None not in both:
                return f"{both[0]} ({both[1]})"
        if core.endswith(".") and (found := self._part(core[:-1])) is not None:
            return f"{found}."
        return None

    def _front(self, text: str) -> str | None:
        return self._part(text) or self._joined(text.split(", "), ", ")

    def _joined(self, parts: Iterable[str], mark: str) -> str | None:
        found = [self._part(part) for part in parts]
        return None if None in found else mark.join(part or "" for part in found)

    def _part(self, part: str) -> str | None:
        """A part of a text: translated, or a name that stays as it is."""
        if (found := self._whole(part)) is not None:
            return found
        return part if part in self._names else None


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, split where a point ends one."""
    found, begin = [], 0
    for stop in _STOP.finditer(text):
        piece = text[begin : stop.start() + 1]
        if piece[-1] != "“" and not _SHORT.search(piece):
            found.append(piece)
            begin = stop.end()
    return [*found, text[begin:]]
