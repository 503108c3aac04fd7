"""Colours as data: one table for light and dark, from which the CSS is written and contrast is tested."""

from collections.abc import Mapping
from typing import NamedTuple

LIGHT: Mapping[str, str] = {
    "st-bg": "#F5F4F0",
    "st-surface": "#FFFFFF",
    "st-sunk": "#ECEAE4",
    "st-ink": "#17232E",
    "st-ink-2": "#46535F",
    "st-ink-3": "#5C6873",
    "st-line": "#D8D5CC",
    "st-control": "#7C858C",
    "st-link": "#14507F",
    "st-focus": "#14507F",
    "st-focus-halo": "#FFD166",
    "st-ok": "#0B6B5E",
    "st-watch": "#8F5300",
    "st-act": "#A61B3C",
    "st-none": "#5C6873",
    "st-ok-bg": "#E2F1EE",
    "st-watch-bg": "#FBEED5",
    "st-act-bg": "#FBE5E9",
    "st-none-bg": "#EDEFF1",
    "st-data": "#1D5C94",
    "st-band": "#D5EAE5",
    "st-band-line": "#0B6B5E",
    "st-fan-1": "#BCD3E6",
    "st-fan-2": "#DCE8F1",
    "st-grid": "#E4E2DB",
    "c1": "#1D5C94",
    "c2": "#C4640B",
    "c3": "#33969F",
    "c4": "#511522",
    "c5": "#8E3A23",
    "c6": "#310A77",
    "s1": "#E4EEF5",
    "s2": "#B9D3E6",
    "s3": "#82AFD0",
    "s4": "#3E77A6",
    "s5": "#1D5C94",
    "s6": "#0E3A63",
    "s-ink-hi": "#FFFFFF",
    "s-ink-lo": "#17232E",
    "st-river": "#CFE0EA",
}
DARK: Mapping[str, str] = {
    "st-bg": "#11181E",
    "st-surface": "#19222A",
    "st-sunk": "#222D36",
    "st-ink": "#EDF0F1",
    "st-ink-2": "#BAC4CB",
    "st-ink-3": "#9BA7B0",
    "st-line": "#33404A",
    "st-control": "#76848F",
    "st-link": "#8CC4F0",
    "st-focus": "#FFD166",
    "st-focus-halo": "#11181E",
    "st-ok": "#5CC9B4",
    "st-watch": "#F0B354",
    "st-act": "#FF8FA3",
    "st-none": "#9BA7B0",
    "st-ok-bg": "#16332F",
    "st-watch-bg": "#3A2D14",
    "st-act-bg": "#40202A",
    "st-none-bg": "#26313A",
    "st-data": "#6FB1EA",
    "st-band": "#1B3A37",
    "st-band-line": "#5CC9B4",
    "st-fan-1": "#31536E",
    "st-fan-2": "#243C50",
    "st-grid": "#2A3640",
    "c1": "#6FB1EA",
    "c2": "#F0984A",
    "c3": "#9BEDF0",
    "c4": "#A0795A",
    "c5": "#FBE08A",
    "c6": "#5277D9",
    "s1": "#22394C",
    "s2": "#2C5575",
    "s3": "#3A76A3",
    "s4": "#5C9BCB",
    "s5": "#8FC1E8",
    "s6": "#CBE4F8",
    "s-ink-hi": "#11181E",
    "s-ink-lo": "#FFFFFF",
    "st-river": "#20394A",
}


class Pair(NamedTuple):
    """A foreground that must stand out from a background by at least `floor` (WCAG 2.x contrast)."""

    foreground: str
    background: str
    floor: float


# A fill too pale to stand out from the ground -> the colour of the edge that is drawn around it.
EDGES: Mapping[str, str] = {"s3": "st-data", "st-surface": "st-data", "st-sunk": "st-control", "st-bg": "st-control"}
# Lines and areas behind the figures that nobody has to see to read them; tiles that print their value inside.
BEHIND = frozenset(("st-grid", "st-line", "st-river", "st-band", "st-fan-1", "st-fan-2", "s1", "s2"))
TEXT, GRAPHIC = 4.5, 3.0
_ON_GROUNDS = {
    TEXT: ("st-ink", "st-ink-2", "st-ink-3", "st-link", "st-ok", "st-watch", "st-act", "st-none"),
    GRAPHIC: ("st-control", "st-focus", "st-data", "st-band-line"),
}
PAIRS: tuple[Pair, ...] = (
    *(
        Pair(token, ground, floor)
        for floor, tokens in _ON_GROUNDS.items()
        for token in tokens
        for ground in ("st-bg", "st-surface")
    ),
    *(Pair(f"st-{status}", f"st-{status}-bg", TEXT) for status in ("ok", "watch", "act", "none")),
    Pair("st-ink", "st-sunk", TEXT),
    Pair("st-ink-2", "st-sunk", TEXT),
    Pair("st-data", "st-band", GRAPHIC),
    Pair("st-data", "st-fan-2", GRAPHIC),
    Pair("st-ink", "st-fan-1", TEXT),
    Pair("st-ok", "st-band", TEXT),
    *(Pair("s-ink-lo", step, TEXT) for step in ("s1", "s2", "s3")),
    *(Pair("s-ink-hi", step, TEXT) for step in ("s4", "s5", "s6")),
    *(Pair(f"c{number}", "st-surface", GRAPHIC) for number in range(1, 7)),
    *(Pair(step, "st-surface", GRAPHIC) for step in ("s4", "s5", "s6")),
    Pair("st-surface", "st-link", TEXT),
    Pair("st-surface", "st-ink", TEXT),
)


def luminance(colour: str) -> float:
    """Relative luminance (0 to 1) of a colour written as #RRGGBB."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.x contrast (1 to 21) of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _block(selector: str, tokens: Mapping[str, str], indent: str = "") -> str:
    lines = "\n".join(f"{indent}  --{name}: {colour};" for name, colour in tokens.items())
    scheme = "light" if tokens is LIGHT else "dark"
    return f"{indent}{selector} {{\n{indent}  color-scheme: {scheme};\n{lines}\n{indent}}}\n"


def tokens_css() -> str:
    """The text of `assets/10-tokens.css`: light, dark by choice, dark by system, and always light on paper."""
    system = _block(":root:not([data-bs-theme=light])", DARK, "  ")
    paper = _block(":root:root[data-bs-theme], :root:root:not([data-bs-theme])", LIGHT, "  ")
    return (
        "/* Written by dashboard/theme.py (python -m dashboard.theme); change the colours there. */\n"
        + _block(":root", LIGHT)
        + _block(":root[data-bs-theme=dark]", DARK)
        + f"@media (prefers-color-scheme: dark) {{\n{system}}}\n"
        + f"@media print {{\n{paper}}}\n"
    )


if __name__ == "__main__":
    import sys

    sys.stdout.write(tokens_css())
