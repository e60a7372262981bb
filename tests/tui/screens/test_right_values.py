"""What a value may be put right to."""

import pytest

from corpus import Document, Page, Revision, StatedDate
from tests.tui.render.test_known import document
from tui.render.known import Known
from tui.screens.asking import Option
from tui.screens.right_values import choices, chosen, written

COUNTS = {"source": (("Harbour Office", 7), ("OSCE", 2)), "type": (("Bulletin", 1),)}


def known(now: Document, *before: Document) -> Known:
    revisions = [Revision(number, "2026-01-02T10:00:00+00:00", one) for number, one in enumerate(before, 1)]
    page = Page("page.txt", "text", b"", "")
    return Known(now, page, {}, [*revisions, Revision(len(revisions) + 1, None, now)], 0, [])


def offered(now: Document, name: str, typed: str, *before: Document) -> list[str]:
    return [option.text for option in choices(known(now, *before), name, COUNTS)(typed)]


def test_what_the_archive_has_comes_before_what_is_known_besides() -> None:
    texts = offered(document(), "source", "")
    assert texts[:3] == ["none", "Harbour Office", "OSCE"]
    assert "OSCE Secretariat" in texts
    assert texts.count("OSCE") == 1


def test_what_stands_there_already_is_to_be_replaced_so_everything_is_offered() -> None:
    now = document(source=("Wrong Office",))
    assert offered(now, "source", written(known(now), "source"))[1] == "Harbour Office"


def test_the_last_of_several_values_is_completed_and_those_before_it_are_kept() -> None:
    assert offered(document(), "source", "Wrong Office; harb")[0] == "Wrong Office; Harbour Office"


def test_a_single_value_is_completed_whole() -> None:
    assert offered(document(), "type", "bull") == ["Bulletin"]


def test_what_is_corrected_can_go_back_to_what_the_page_states() -> None:
    now, before = (
        document(type="Bulletin", stated={"type": "correction"}),
        document(type="News", stated={"type": "line"}),
    )
    first = choices(known(now, before), "type", COUNTS)("")[0]
    assert first.text == "News"
    assert chosen("type", first) == ({}, frozenset(["type"]))


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("title", "Below deck", "Below deck"),
        ("date", "2011-06", "2011-06"),
        ("date", "none", None),
        ("source", " OSCE ;; Harbour Office ", ("OSCE", "Harbour Office")),
        ("fields", "None", ()),
    ],
)
def test_what_is_typed_is_what_is_right(name: str, text: str, value: object) -> None:
    assert chosen(name, Option(text)) == ({name: value}, frozenset())


def test_a_value_is_written_as_one_would_type_it() -> None:
    told = known(document(date=StatedDate(2011, 5), source=("OSCE", "Harbour Office"), title=None))
    assert [written(told, name) for name in ("date", "source", "title")] == ["2011-05", "OSCE; Harbour Office", ""]
