from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui.render.safety import Colourless, OwnColours, SafeText

BLACK = Color(0, 0, 0)


def test_control_characters_become_pictures() -> None:
    (segment,) = SafeText().apply([Segment("a\x1b]52;c;aGk=\x07\x9b31m\u202eb\tc\n")], BLACK)
    assert segment.text.isprintable()
    assert "␛]52" in segment.text
    assert "⟨U+202E⟩" in segment.text


def test_clean_text_is_passed_on_as_it_is() -> None:
    segments = [Segment("Chișinău · ⏎ ▌● עברית"), Segment("x", Style(bold=True))]
    assert SafeText().apply(segments, BLACK) is segments


def test_the_terminals_own_colours_are_not_sent() -> None:
    styled = [Segment("x", Style(color="default", bgcolor="default", bold=True)), Segment("y", Style(color="magenta"))]
    assert [segment.style for segment in OwnColours().apply(styled, BLACK)] == [
        Style(bold=True),
        Style(color="magenta"),
    ]
    both = Segment("z", Style(color="default", bgcolor="bright_yellow", underline=True))
    assert OwnColours().apply([both], BLACK)[0].style == Style(bgcolor="bright_yellow", underline=True)


def test_colourless_leaves_only_attributes() -> None:
    styled = Segment("x", Style(color="red", bgcolor="default", bold=True))
    (segment,) = Colourless().apply([styled], BLACK)
    assert segment.style == Style(bold=True)
