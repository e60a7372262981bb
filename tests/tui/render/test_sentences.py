import pytest

from tui.render.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sen. J. R. Lake (R-Mer.) said today that Gov. Hill was there.",
        "The bill (H.R. 3222) cost $2.5 million in the U.S. Treasury.",
        "It was 5 p.m. on Friday, Nov. 9, and so it goes on.",
        "“No!” said one of them… and left.",
    ],
    ids=["titles", "initials", "months", "quotes"],
)
def test_what_is_one_sentence_stays_one(sentence: str) -> None:
    assert split(sentence) == [sentence]


def test_sentences_end_at_full_stops_and_behind_what_closes_them() -> None:
    assert split('He said: "We must act. We will." Then? “Yes!” (See there.) End.[1] 17 came.') == [
        'He said: "We must act.',
        'We will."',
        "Then?",
        "“Yes!”",
        "(See there.)",
        "End.[1]",
        "17 came.",
    ]


def test_a_line_of_its_own_is_a_sentence() -> None:
    assert split("one line\n  another line") == ["one line", "another line"]


def test_sentences_of_scripts_without_blanks_end_too() -> None:
    assert split("漢字です。漢字。") == ["漢字です。", "漢字。"]


def test_blanks_are_no_sentence() -> None:
    assert split("  ") == []
