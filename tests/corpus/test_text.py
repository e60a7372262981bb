"""Text that is safe to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import one_line, visible


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇"),
        ("a\x00b\x7fc", "a␀b␡c"),
        ("\x9b31m\ud800", "\ufffd31m\ufffd"),
        ("a\r\nb\rc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("gnp.\u202eexe", "gnp.⟨U+202E⟩exe"),
        ("co\xadoper\u200bation\ufeff", "cooperation"),
        ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("z" + "\u0301" * 40, "z" + "\u0301" * 4),
    ],
)
def test_control_characters_are_shown_or_gone(raw: str, shown: str) -> None:
    assert visible(raw) == shown


@pytest.mark.parametrize("text", ["می‌خواهم", "שָׁלוֹם עולם", "مرحبا بالعالم", "Chișinău – Kyïv", "क्षत्रिय‍"])
def test_scripts_that_need_their_marks_keep_them(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = visible(text)
    assert visible(once) == once
    assert not any(ord(char) < 0x20 and char not in "\t\n" for char in once)


def test_one_line_is_one_line() -> None:
    assert one_line("  a\r\n\tb\u2029c  ") == "a b c"
