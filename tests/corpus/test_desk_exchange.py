"""A desk taken out as JSON and brought to another: all of it, once, and nothing lost on either."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from corpus import Anchor, Brought, DatelineError, Desk, desk_as_json, import_desk
from corpus.desk import store

FORM = {"form": "dateline desk", "version": 1}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change has a time of its own."""
    times = iter(f"2011-05-18T10:{second // 60:02}:{second % 60:02}+00:00" for second in range(3600))
    monkeypatch.setattr(store, "now", lambda: next(times))


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk.open(Path(":memory:")) as desk:
        yield desk


@pytest.fixture
def other() -> Iterator[Desk]:
    with Desk.open(Path(":memory:")) as desk:
        yield desk


@pytest.fixture
def full(desk: Desk) -> Desk:
    desk.mark(["key1", "key2"])
    desk.tag(["key1", "key2"], "Wages")
    desk.tag("key2", "courts")
    number = desk.add_note("key1", "Check the year.", Anchor("in May", "raised ", ", and", 20))
    desk.edit_note(number, "It is 2008.")
    desk.edit_note(number, "It is 2008: see the label.")
    desk.add_note("key3", "Two\nlines — “quoted” \u202e")
    desk.delete_note(desk.add_note("key3", "Gone."))
    desk.set_read("key1")
    desk.set_position("key1", 3, 140, "raised in May")
    desk.visit("key1", "archive")
    desk.visit("key3", "archive")
    desk.search_made("wages", "newest", "archive", 12)
    desk.save_search("wages", "wages year:2011", "newest")
    desk.seen("wages", "archive", 7, 12)
    return desk


def form(desk: Desk) -> dict[str, Any]:
    return {name: value for name, value in desk_as_json(desk).items() if name != "exported"}


def text(desk: Desk) -> str:
    return json.dumps(desk_as_json(desk))


def exported(**entries: Any) -> str:  # noqa: ANN401
    return json.dumps(FORM | entries)


def test_an_export_says_what_it_is_and_when_it_was_made(full: Desk) -> None:
    values = desk_as_json(full)

    assert (values["form"], values["version"]) == ("dateline desk", 1)
    assert datetime.fromisoformat(str(values["exported"])).tzinfo == UTC


def test_an_export_brought_to_an_empty_desk_makes_the_same_desk(full: Desk, other: Desk) -> None:
    brought = import_desk(other, text(full))

    assert form(other) == form(full)
    assert brought == Brought(marks=2, tags=3, notes=2, searches=1, other=5)


def test_an_export_holds_every_table_but_the_sessions_of_the_screen_and_the_log(full: Desk, other: Desk) -> None:
    import_desk(other, text(full))

    tables = full.column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    for table in tables - {"memory", "sessions", "changes"}:
        where = "WHERE deleted IS NULL" if table in {"marks", "read", "tags", "notes"} else ""
        count = f"SELECT COUNT(*) FROM {table} {where}"  # noqa: S608
        assert other.rows(count) == full.rows(count) != [(0,)]


def test_the_same_brought_twice_changes_nothing(full: Desk, other: Desk) -> None:
    export = text(full)
    import_desk(other, export)
    before = form(other)

    assert not import_desk(other, export)
    assert not import_desk(full, export)
    assert form(other) == before
    assert other.undo() == "What was imported is taken back."
    assert not any(value for value in form(other).values() if isinstance(value, list))


def test_two_desks_brought_together_hold_what_either_held(full: Desk, other: Desk) -> None:
    other.mark("key2")
    other.mark("key9")
    other.tag("key9", "WAGES")
    other.add_note("key1", "Another.")
    other.save_search("courts", "courts")

    import_desk(other, text(full))

    assert other.marked() == {"key1", "key2", "key9"}
    assert other.taggings() == {"courts": {"key2"}, "WAGES": {"key1", "key2", "key9"}}
    assert [note.text for note in other.notes("key1")] == ["Another.", "It is 2008: see the label."]
    assert [search.name for search in other.saved_searches()] == ["courts", "wages"]


def test_two_desks_that_take_each_others_exports_end_alike(full: Desk, other: Desk) -> None:
    import_desk(other, text(full))
    other.edit_note(other.notes("key1")[0].id, "It is 2009.")
    full.edit_note(full.notes("key3")[0].id, "Three lines.")
    other.tag("key5", "ports")
    full.mark("key6")

    import_desk(full, text(other))
    import_desk(other, text(full))

    assert sorted(map(json.dumps, form(full)["notes"])) == sorted(map(json.dumps, form(other)["notes"]))
    assert {**form(full), "notes": 0} == {**form(other), "notes": 0}


def test_what_was_taken_away_here_since_comes_back(full: Desk) -> None:
    export = text(full)
    full.unmark("key1")
    full.delete_tag("wages")
    full.delete_note(full.notes("key3")[0].id)
    full.forget_search("wages")

    brought = import_desk(full, export)

    assert brought == Brought(marks=1, tags=2, notes=1, searches=1)
    assert full.marked() == {"key1", "key2"}
    assert full.tagged("wages") == {"key1", "key2"}
    assert full.noted() == {"key1", "key3"}


def test_what_was_taken_away_there_stays_here(full: Desk, other: Desk) -> None:
    import_desk(other, text(full))
    other.unmark("key1")
    other.delete_note(other.notes("key1")[0].id)

    assert not import_desk(full, text(other))
    assert full.marked() == {"key1", "key2"}


def test_a_note_edited_there_is_edited_here(full: Desk, other: Desk) -> None:
    import_desk(other, text(full))
    other.edit_note(other.notes("key1")[0].id, "It is 2009.")

    assert import_desk(full, text(other)) == Brought(edits=1)

    (note,) = full.notes("key1")
    assert note.text == "It is 2009."
    assert [one.text for one in full.earlier_texts(note.id)] == [
        "Check the year.",
        "It is 2008.",
        "It is 2008: see the label.",
    ]


def test_an_export_of_before_an_edit_edits_nothing(full: Desk) -> None:
    export = text(full)
    full.edit_note(full.notes("key1")[0].id, "It is 2009.")

    assert not import_desk(full, export)
    assert full.notes("key1")[0].text == "It is 2009."


@pytest.mark.parametrize("last", ["here", "there"])
def test_of_a_note_edited_in_both_the_later_text_stands_and_the_other_is_kept(
    full: Desk, other: Desk, last: str
) -> None:
    import_desk(other, text(full))
    first, second = (other, full) if last == "here" else (full, other)
    first.edit_note(first.notes("key1")[0].id, "The earlier.")
    second.edit_note(second.notes("key1")[0].id, "The later.")

    import_desk(full, text(other))
    assert not import_desk(full, text(other))

    (note,) = full.notes("key1")
    assert note.text == "The later."
    assert "The earlier." in [one.text for one in full.earlier_texts(note.id)]


def test_a_saved_search_of_the_same_name_is_kept_beside_the_one_here(full: Desk, other: Desk) -> None:
    other.save_search("wages", "pay")
    export = text(full)

    import_desk(other, export)
    assert not import_desk(other, export)

    assert [(one.name, one.query) for one in other.saved_searches()] == [
        ("wages", "pay"),
        ("wages (2)", "wages year:2011"),
    ]
    seen = other.saved_searches("archive")[1].seen
    assert seen
    assert (seen.change_number, seen.total) == (7, 12)


def test_of_two_places_in_a_document_the_later_stands(full: Desk, other: Desk) -> None:
    other.set_position("key1", 9, 9, "later words")
    import_desk(other, text(full))
    left = other.left_at("key1")
    assert left
    assert (left.block, left.words) == (9, "later words")

    import_desk(full, text(other))

    assert full.left_at("key1") == left


def test_times_of_any_zone_are_kept_in_utc(desk: Desk) -> None:
    marks = [{"key": "key1", "made": "2011-05-18T12:00:00+02:00"}, {"key": "key2", "made": "2011-05-18T10:00:00.7"}]
    import_desk(desk, exported(marks=marks))

    assert desk.column("SELECT made FROM marks") == {"2011-05-18T10:00:00+00:00"}


def test_nothing_imported_steers_a_terminal(desk: Desk) -> None:
    anchor = {"exact": "x\x1b[2J", "prefix": "\x07", "suffix": "\u202e", "start": 3}
    note = {"key": "key1", "text": "\x9b31m", "anchor": anchor}
    search = {"name": "w\x1b", "query": "\x1bc"}
    import_desk(
        desk, exported(notes=[note], tags=[{"name": "t\x1b", "documents": [{"key": "key1"}]}], searches=[search])
    )

    assert not any(control in text(desk) for control in ("\\u001b", "\\u0007", "\\u009b", "\\u202e"))
    assert desk.notes("key1")[0].passage == "x␛[2J"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Notes of a long day",
        "[]",
        "null",
        "{}",
        '{"form": "other"}',
        "[" * 100_000,
        '{"form": "dateline desk"}',
        exported(marks="key1"),
        exported(marks=["key1"]),
        exported(marks=[{}]),
        exported(marks=[{"key": "two words"}]),
        exported(marks=[{"key": "../key"}]),
        exported(marks=[{"key": 7}]),
        exported(marks=[{"key": "key1", "made": "yesterday"}]),
        exported(marks=[{"key": "key1", "made": "0001-01-01T00:00:00+14:00"}]),
        exported(tags=[{"name": "", "documents": []}]),
        exported(tags=[{"name": "x" * 101, "documents": []}]),
        exported(notes=[{"key": "key1", "text": ""}]),
        exported(notes=[{"key": "key1", "text": "x", "uid": "../../x"}]),
        exported(notes=[{"key": "key1", "text": "x", "anchor": []}]),
        exported(notes=[{"key": "key1", "text": "x" * 200_001}]),
        exported(positions=[{"key": "key1", "block": -1, "offset": 0}]),
        exported(positions=[{"key": "key1", "block": 2**63, "offset": 0}]),
        exported(positions=[{"key": "key1", "block": True, "offset": 0}]),
        exported(searches=[{"name": "wages", "query": "x" * 10_001}]),
    ],
    ids=lambda content: str(content)[:60],
)
def test_anything_else_is_refused_in_one_sentence_and_changes_nothing(full: Desk, content: str) -> None:
    before = form(full)
    mixed = content.replace('"version": 1, ', '"version": 1, "read": [{"key": "key7"}], ')

    with pytest.raises(DatelineError) as refused:
        import_desk(full, mixed)

    assert "\n" not in str(refused.value)
    assert form(full) == before


def test_the_names_in_an_export_are_those_of_the_reference(full: Desk) -> None:
    def names(value: Any) -> set[str]:  # noqa: ANN401
        if isinstance(value, dict):
            return set(value).union(*map(names, value.values()))
        return set().union(*map(names, value)) if isinstance(value, list) else set()

    written = (
        (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8").partition("`desk export`, one object")
    )
    assert all(f'"{name}"' in written[2] for name in names(desk_as_json(full)))


def test_the_export_of_a_newer_dateline_is_refused(desk: Desk) -> None:
    with pytest.raises(DatelineError, match="newer Dateline"):
        import_desk(desk, json.dumps(FORM | {"version": 2}))


def test_what_a_later_dateline_adds_to_the_form_is_passed_over(desk: Desk) -> None:
    import_desk(desk, exported(marks=[{"key": "key1", "colour": "red"}], moods=[1]))

    assert desk.marked() == {"key1"}
