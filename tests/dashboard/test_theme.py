"""Colours that carry meaning are far enough apart, in light and dark, and the CSS is what was measured."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from dashboard import theme
from dashboard.charts.render import forms
from dashboard.settings import ASSETS


@pytest.mark.parametrize("pair", theme.PAIRS, ids=lambda p: f"{p.foreground} on {p.background}")
@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_contrast_is_held(tokens: Mapping[str, str], pair: theme.Pair) -> None:
    assert theme.contrast(tokens[pair.foreground], tokens[pair.background]) >= pair.floor


def test_contrast_is_reckoned_as_wcag_says() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert theme.contrast("#17232E", "#F5F4F0") == pytest.approx(14.50, abs=0.005)


def test_the_css_is_written_from_the_tokens() -> None:
    assert (ASSETS / "10-tokens.css").read_text(encoding="utf-8") == theme.tokens_css()


def test_css_uses_only_tokens_that_exist_and_no_colour_of_its_own() -> None:
    for file in sorted(ASSETS.glob("[2-9]?-*.css")):
        text = file.read_text(encoding="utf-8")
        used = set(re.findall(r"var\(--((?:st|s|c)-?[\w-]*)\)", text)) - {"sans", "serif"}
        assert used <= set(theme.LIGHT), file.name
        assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) <= {"#fff"}, file.name


def test_light_and_dark_name_the_same_tokens() -> None:
    assert set(theme.LIGHT) == set(theme.DARK)


def drawn() -> set[str]:
    """Every colour that a chart is drawn in: named in the drawings, and in the rules for what is in a drawing."""
    found = set()
    for file in sorted((Path(theme.__file__).parent / "charts").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r"var\(--([\w-]+)\)", text)) | set(re.findall(r'"([cs][1-6])"', text))
    for file in sorted((Path(theme.__file__).parent / "sections").glob("*.py")):
        found |= set(re.findall(r'"([cs][1-6])"', file.read_text(encoding="utf-8")))
    for file in ("35-figures.css", "45-housing.css", "46-network.css"):
        for rule in re.findall(
            r"^[^{}]*(?:\.chart|\.tile|\.river)[^{}]*\{[^}]*\}", (ASSETS / file).read_text(), re.MULTILINE
        ):
            found |= set(re.findall(r"(?:stroke|fill): var\(--([\w-]+)\)", rule))
    return found


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_every_chart_colour_stands_out_or_has_an_edge_that_does(tokens: Mapping[str, str]) -> None:
    texts = {"s-ink-lo", "s-ink-hi"}
    assert {"st-data", "s3", "c2", "s4", "st-control"} <= drawn()
    for name in drawn() - theme.BEHIND - texts:
        edge = theme.EDGES.get(name, name)
        assert theme.contrast(tokens[edge], tokens["st-surface"]) >= theme.GRAPHIC, name


def test_a_pale_fill_is_drawn_with_its_edge() -> None:
    assert forms.edge("s3") == {"stroke": f"var(--{theme.EDGES['s3']})", "stroke_width": "1"}
    assert forms.edge("data") == {}
