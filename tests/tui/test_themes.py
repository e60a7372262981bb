"""Every theme can be read, and nothing is told by colour alone."""

import re
import tomllib
from itertools import product
from pathlib import Path

import pytest
from rich.color import Color
from rich.style import Style

import tui.widgets.theme as themes
from tui.actions import actions
from tui.widgets.theme import ANSI, LOOKS, THEME_NAMES, colours, palette, preferred

from .driver import opened

PAINTED = [name for name in THEME_NAMES if name != ANSI]
GROUNDS = ("background", "surface", "bar", "selected", "selected-focus")
DRAWN = {"edge", "rule"}
"""Lines that part one thing from another: nothing is lost where they are faint."""

SEEN = {"bar", "bar-focus", "edge-focus", "mark", "bars"}
"""Signs one must see but need not read."""

WORDS = {"bright", "foreground", "muted", "primary", "accent", "error", "key"}
"""What sheets and boxes write in, apart from the looks of a line."""

TERMINALS = {
    "xterm": {"black": "#000000", "bright_yellow": "#ffff00", "magenta": "#cd00cd", "white": "#e5e5e5"},
    "vga": {"black": "#000000", "bright_yellow": "#ffff55", "magenta": "#aa00aa", "white": "#aaaaaa"},
    "tango": {"black": "#2e3436", "bright_yellow": "#fce94f", "magenta": "#75507b", "white": "#d3d7cf"},
}
"""What some terminals make of colours that have a number only."""


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2 of a colour `#rrggbb`."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs(name: str) -> dict[tuple[str, str], float]:
    """Return the contrast of every look of a theme on every ground it can stand on."""
    ours = themes.theme(name).variables | colours(name)
    found = {
        (style, ground): contrast(ours[look.colour or "foreground"], ours[ground])
        for style, look in LOOKS.items()
        for ground in ([look.background] if look.background and look.colour else GROUNDS)
        if style not in {"selected", "selected-focus"}
    }
    words = {(word, ground): contrast(ours[word], ours[ground]) for word, ground in product(WORDS, GROUNDS)}
    return found | words


def test_the_measure_of_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("name", "least"), [("dark", 4.5), ("light", 4.5), ("contrast-dark", 7), ("contrast-light", 7)]
)
def test_every_look_can_be_read_on_every_ground(name: str, least: float) -> None:
    unread = {
        place: round(ratio, 2)
        for place, ratio in pairs(name).items()
        if ratio < (least if place[0] not in SEEN else 3) and place[0] not in DRAWN
    }
    assert unread == {}


@pytest.mark.parametrize("terminal", TERMINALS)
def test_in_16_colours_words_are_in_the_terminals_own_colour_or_on_a_ground_of_theirs(terminal: str) -> None:
    shades = TERMINALS[terminal]
    for look, style in palette(ANSI, colour=True).items():
        ink, ground = style.color, style.bgcolor
        if ground is not None:
            assert ink is not None
            assert contrast(shades[ink.name], shades[ground.name]) >= 4.5, look
        elif ink is not None:
            assert look in SEEN | DRAWN, look


def test_the_16_colours_paint_no_ground() -> None:
    assert {colours(ANSI)[ground] for ground in GROUNDS} == {"ansi_default"}
    assert {theme for theme in THEME_NAMES if themes.theme(theme).ansi} == {ANSI}


@pytest.mark.parametrize("name", PAINTED)
def test_every_colour_is_one_of_256_so_that_it_costs_few_bytes(name: str) -> None:
    cube = [0, 95, 135, 175, 215, 255]
    known = {"#{:02x}{:02x}{:02x}".format(*rgb) for rgb in product(cube, repeat=3)}
    known |= {f"#{grey:02x}{grey:02x}{grey:02x}" for grey in range(8, 239, 10)}
    assert set(colours(name).values()) - known == set()


def test_every_theme_has_every_colour() -> None:
    used = {colour for look in LOOKS.values() for colour in (look.colour, look.background) if colour}
    styled = set(re.findall(r"\$([a-z-]+)", "".join(path.read_text("utf-8") for path in Path("tui").rglob("*.py"))))
    for name in THEME_NAMES:
        known = themes.theme(name).variables
        assert used - set(known) == set()
        assert styled - set(known) - {"text"} == set()


def told_apart(style: Style) -> tuple[bool, ...]:
    return tuple(bool(getattr(style, one)) for one in ("bold", "underline", "reverse", "italic", "strike"))


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("colour", [True, False], ids=["colour", "none"])
def test_nothing_is_told_by_colour_alone(name: str, colour: bool) -> None:
    styles = palette(name, colour=colour)
    plain = told_apart(Style())
    assert told_apart(styles["hit"])[1], "a hit is underlined, so it stands out in a bold heading too"
    for look in ("hit", "heading", "link", "em", "struck", "picked", "error", "selected-focus"):
        assert told_apart(styles[look]) != plain, look
    assert told_apart(styles["hit-current"]) != told_apart(styles["hit"])
    assert styles["hit-current"].bgcolor is not None or styles["hit-current"].reverse


def test_without_colour_no_style_has_one() -> None:
    for name in THEME_NAMES:
        assert [one for one in themes.WITHOUT_COLOUR.values() if one.colour or one.background] == []
        assert palette(name, colour=False)["selected-focus"].reverse


@pytest.mark.parametrize(
    ("env", "name"),
    [
        ({"TERM": "xterm-256color"}, "dark"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "light"),
        ({"TERM": "xterm", "COLORTERM": "truecolor", "COLORFGBG": "15;0"}, "dark"),
        ({"TERM": "linux"}, "ansi"),
        ({"TERM": "xterm", "COLORFGBG": "0;15"}, "ansi"),
    ],
)
def test_the_theme_fits_the_terminal(monkeypatch: pytest.MonkeyPatch, env: dict[str, str], name: str) -> None:
    for one in ("TERM", "COLORTERM", "COLORFGBG"):
        monkeypatch.delenv(one, raising=False)
    for one, value in env.items():
        monkeypatch.setenv(one, value)
    assert preferred() == name


def test_the_palette_names_the_themes_there_are() -> None:
    action = next(action for action in actions() if action.id == "theme")
    assert action.takes == THEME_NAMES
    file = tomllib.loads(Path(themes.__file__).with_name("themes.toml").read_text("utf-8"))
    assert tuple(file) == THEME_NAMES


async def test_a_theme_is_put_on_from_the_palette(press: Path) -> None:
    async with opened(press) as room:
        await room.presses("colon", *"theme", "space", *"contrast-l", "enter")
        await room.is_told("The theme is contrast-light.")
        assert room.room.list.rich_style.bgcolor == Color.parse("#ffffff")
