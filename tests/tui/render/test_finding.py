import pytest

from tui.render.finding import Findable

TEXTS = ("Die Straße nach Łódź", "was “long” – said she", "cafe\u0301 and café", "labour, Labour and LABOUR")


def found(words: str) -> list[str]:
    return [TEXTS[hit.block][hit.start : hit.end] for hit in Findable(TEXTS).find(words)]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("labour", ["labour", "Labour", "LABOUR"]),
        ("abou", ["abou", "abou", "ABOU"]),
        ("strasse nach lodz", ["Straße nach Łódź"]),
        ('"long" - said', ["“long” – said"]),
        ("café", ["cafe", "café"]),
        ("labour  and", ["Labour and"]),
        ("zeppelin", []),
        ("  ", []),
    ],
)
def test_letters_in_a_row_are_found_however_they_are_written(words: str, places: list[str]) -> None:
    assert found(words) == places


def test_places_do_not_overlap() -> None:
    assert [(hit.start, hit.end) for hit in Findable(["aaaaa"]).find("aa")] == [(0, 2), (2, 4)]


def test_a_line_break_counts_as_a_blank() -> None:
    assert len(Findable(["forced\nlabour"]).find("forced labour")) == 1
