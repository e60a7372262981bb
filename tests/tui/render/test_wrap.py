from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.render.wrap import wrap

TEXT = st.text(alphabet=st.sampled_from("ab é漢字 \nx-–"), max_size=200)


def lines_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_breaks_at_blanks_and_keeps_words_whole() -> None:
    assert lines_of("the quick brown fox", 10) == ["the quick", "brown fox"]


def test_a_newline_always_breaks() -> None:
    assert lines_of("one\ntwo", 10) == ["one", "two"]


def test_a_word_longer_than_the_width_is_broken() -> None:
    assert lines_of("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]


def test_wide_characters_count_two_cells() -> None:
    assert lines_of("漢字漢字", 4) == ["漢字", "漢字"]


@given(TEXT, st.integers(2, 30))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in lines_of(text, width))


@given(TEXT, st.integers(2, 30))
def test_nothing_but_the_white_space_at_breaks_is_lost(text: str, width: int) -> None:
    spans = wrap(text, width)
    gaps = [text[before[1] : after[0]] for before, after in pairwise(spans)]
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert set(gaps) <= {"", " ", "\n"}
