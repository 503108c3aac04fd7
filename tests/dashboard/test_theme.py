"""Colours that carry meaning are far enough apart, in light and dark, and the CSS is what was measured."""

import re
from collections.abc import Mapping

import pytest

from dashboard import theme
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
