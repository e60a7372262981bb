from __future__ import annotations

import json

import pytest

from tui.cli.asking import pointing
from tui.cli.group import globals_first
from tui.cli.output import as_json_text, cells, emphasised, fitted
from tui.cli.paths import named_paths, split_list
from tui.cli.progress import duration
from tui.cli.wording import counted, size


def test_json_shows_letters_as_they_are_and_escapes_what_steers_a_terminal() -> None:
    value = {"title": "Chișinău \x1b[2J \x9b \u202e \udcff \u2028"}

    text = as_json_text(value)

    assert "Chișinău" in text
    assert not {"\x1b", "\x9b", "\u202e", "\udcff", "\u2028"} & set(text)
    assert json.loads(text) == value


def test_hit_words_are_bold_where_asked_and_plain_where_not() -> None:
    assert emphasised("a forced labour camp", ((2, 8), (9, 15)), bold=True) == (
        "a \x1b[1mforced\x1b[0m \x1b[1mlabour\x1b[0m camp"
    )
    assert emphasised("a forced\nlabour", ((2, 8),), bold=False) == "a forced labour"


def test_a_passage_cannot_smuggle_an_escape_in_beside_the_bold() -> None:
    shown = emphasised("x \x1b]0;t\x07 y", ((2, 6),), bold=True)

    assert shown.count("\x1b") == 2
    assert "\x07" not in shown


def test_overlapping_marks_lose_no_letter() -> None:
    shown = emphasised("abcdef", ((1, 4), (2, 5)), bold=True)

    assert shown.replace("\x1b[1m", "").replace("\x1b[0m", "") == "abcdef"


def test_a_line_is_cut_by_columns_not_letters() -> None:
    assert fitted("日本語の報道", 7) == "日本語…"
    assert fitted("plain", 5) == "plain"
    assert cells("日本") == 4
    assert cells("a\u0301") == 1


@pytest.mark.parametrize(
    ("query", "position", "shown"),
    [
        ('"forced labour', 0, '  "forced labour\n  ^'),
        ("a (b", 2, "  a (b\n    ^"),
        ("日本 (", 3, "  日本 (\n       ^"),
        ("end ", 4, "  end \n      ^"),
        ("end OR", 60, "  end OR\n        ^"),
        ("\x1b[2J (", 5, "  ␛[2J (\n       ^"),
    ],
)
def test_the_caret_stands_under_the_place(query: str, position: int, shown: str) -> None:
    assert pointing(query, position) == shown


def test_a_long_query_is_shown_around_the_place() -> None:
    line, caret = pointing("word " * 100 + "(" + " more" * 100, 500).split("\n")

    assert line.startswith("  …")
    assert line.endswith("…")
    assert line[caret.index("^")] == "("
    assert len(line) < 80


def test_global_options_may_stand_behind_the_verb() -> None:
    assert globals_first(["search", "x", "--archive", "A", "--no-color"]) == [
        "--archive",
        "A",
        "--no-color",
        "search",
        "x",
    ]
    assert globals_first(["add", "--desk=D", "--", "--archive"]) == ["--desk=D", "add", "--", "--archive"]
    assert globals_first(["info", "--archive=A"]) == ["--archive=A", "info"]


def test_a_list_of_paths_is_split_by_lines_or_by_nul_and_may_hold_any_bytes() -> None:
    assert split_list(b"a b\n\nc\n") == ["a b", "c"]
    assert split_list(b"a\nb\0c\0") == ["a\nb", "c"]
    assert split_list(b"\xff.txt\n") == ["\udcff.txt"]


def test_paths_stay_as_given() -> None:
    assert named_paths(["./a//b", "", "x*.txt"]) == ["./a//b", "", "x*.txt"]


def test_numbers_read_like_sentences() -> None:
    assert [counted(1, "page"), counted(1204, "page"), counted(2, "reply", "replies")] == [
        "1 page",
        "1,204 pages",
        "2 replies",
    ]
    assert [size(1), size(999), size(4_200_000), size(999_999), size(10**16)] == [
        "1 byte", "999 bytes", "4.2 MB", "1.0 MB", "10,000.0 TB",
    ]  # fmt: skip
    assert [duration(0.4), duration(200), duration(7500)] == ["0 s", "3 min 20 s", "2 h 5 min"]
