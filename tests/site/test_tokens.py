"""Contrast is measured, not believed: every pair the tokens declare (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "src" / "lienthong" / "pages" / "static"
TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")
RULE = re.compile(r"/\* (dark )?on ([\w, -]+) >= ([\d.]+): ([\w, -]+) \*/")

Theme = dict[str, str]
Pair = tuple[str, str, str, float]


def declared() -> list[Pair]:
    """Theme, text, ground and the least contrast between them."""
    return [
        (theme.strip() or "light", text, ground, float(least))
        for theme, grounds, least, texts in RULE.findall(TOKENS)
        for text in texts.split(", ")
        for ground in grounds.split(", ")
    ]


def theme(selector: str) -> Theme:
    block = re.search(rf"^{re.escape(selector)} \{{(.*?)^\}}", TOKENS, re.S | re.M)
    assert block, selector
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1]))


LIGHT = theme(":root")
DARK = LIGHT | theme(".dark")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("pair", declared(), ids=lambda pair: " ".join(map(str, pair)))
def test_declared_pairs_reach_their_contrast(pair: Pair) -> None:
    in_theme, text, ground, least = pair
    colours = DARK if in_theme == "dark" else LIGHT
    assert contrast(colours[text], colours[ground]) >= least


def test_the_yardstick_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_text_colour_is_declared() -> None:
    found = {(in_theme, text) for in_theme, text, _, _ in declared()}
    for name in ("ink", "ink-soft", "accent", "late", "soon", "proof"):
        assert {("light", name), ("dark", name)} <= found


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_colours_stand_in_the_tokens_only(sheet: Path) -> None:
    if sheet.name == "tokens.css":
        return
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])", sheet.read_text(encoding="utf-8"))
