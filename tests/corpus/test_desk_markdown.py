"""A desk taken out as Markdown: to be read, edited in an editor, and brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Anchor, Brought, DatelineError, Described, Desk, desk_as_markdown, import_desk
from corpus.desk import store


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change has a time of its own."""
    times = iter(f"2011-05-18T10:{second // 60:02}:{second % 60:02}+00:00" for second in range(3600))
    monkeypatch.setattr(store, "now", lambda: next(times))


@pytest.fixture
def other() -> Iterator[Desk]:
    with Desk.open(Path(":memory:")) as desk:
        yield desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk.open(Path(":memory:")) as desk:
        desk.mark("key1")
        desk.tag("key1", "Wages; pay")
        desk.tag("key1", "courts")
        desk.add_note(
            "key1", "Since when?\n\nAsk the\nharbour master.", Anchor("twice a year,\n\nand every hold", "", "", 7)
        )
        desk.add_note("key2", "## Not a heading\n> not a quotation\n### Note 123456789abc\n\\#\n- Key: none")
        desk.add_note("key1", "", "the plan")
        desk.save_search("wages", "wages year:2011", "newest")
        yield desk


def described(key: str) -> Described | None:
    return Described("About  fees\nand ports", "Port Authority. (2008). About fees.") if key == "key1" else None


def markdown(desk: Desk) -> str:
    return desk_as_markdown(desk, described)


def test_it_is_read_by_document_with_reference_tags_and_quoted_passages(desk: Desk) -> None:
    text = markdown(desk)
    first, second, third = (note.uid for key in ("key1", "key2") for note in desk.notes(key))

    assert text.startswith("# Desk\n\nExported by Dateline, ")
    assert text.partition("\n\n## ")[2] == (
        f"""About fees and ports

- Key: key1
- Reference: Port Authority. (2008). About fees.
- Marked: 2011-05-18 10:00:00 UTC
- Tag: courts
- Tag: Wages; pay

### Note {first}, 2011-05-18 10:00:03 UTC

> twice a year,
>
> and every hold

Since when?

Ask the
harbour master.

### Note {second}, 2011-05-18 10:00:05 UTC

> the plan

## Document key2

- Key: key2

### Note {third}, 2011-05-18 10:00:04 UTC

\\## Not a heading
\\> not a quotation
\\### Note 123456789abc
\\\\#
- Key: none

## Saved searches

### wages

- Query: wages year:2011
- Sort: newest
"""
    )


def test_brought_back_as_it_is_it_changes_nothing(desk: Desk) -> None:
    assert not import_desk(desk, markdown(desk))
    assert not import_desk(desk, "\ufeff" + markdown(desk).replace("\n", "\r\n"))


def test_brought_to_another_desk_it_is_all_there(desk: Desk, other: Desk) -> None:
    text = markdown(desk)

    assert import_desk(other, text) == Brought(marks=1, tags=2, notes=3, searches=1)

    assert not import_desk(other, text)
    assert markdown(other).split("\n")[4:] == text.split("\n")[4:]
    assert [note.text for note in other.notes("key2")] == [note.text for note in desk.notes("key2")]


def test_a_note_edited_in_an_editor_comes_back_as_an_edit(desk: Desk) -> None:
    text = markdown(desk).replace("Ask the\nharbour master.", "Asked: since 2006.\n\n## Of note\n")

    assert import_desk(desk, text) == Brought(edits=1)

    note = desk.notes("key1")[0]
    assert note.text == "Since when?\n\nAsked: since 2006.\n\n## Of note"
    assert note.anchor == Anchor("twice a year,\n\nand every hold", "", "", 7)
    assert [one.text for one in desk.earlier_texts(note.id)] == ["Since when?\n\nAsk the\nharbour master."]
    assert not import_desk(desk, text)
    assert desk.undo() == "What was imported is taken back."
    assert desk.notes("key1")[0].text == "Since when?\n\nAsk the\nharbour master."


def test_a_note_edited_back_to_what_it_said_before_is_an_edit_too(desk: Desk) -> None:
    number = desk.notes("key2")[0].id
    desk.edit_note(number, "Something else.")
    text = markdown(desk).replace("Something else.", "\\## Not a heading")
    desk.edit_note(number, "## Not a heading")
    desk.edit_note(number, "Something else.")
    old = markdown(desk)

    assert not import_desk(desk, text)
    assert import_desk(desk, old.replace("Something else.", "\\## Not a heading")) == Brought(edits=1)
    assert desk.note(number).text == "## Not a heading"


def test_a_file_of_before_an_edit_here_edits_nothing(desk: Desk) -> None:
    text = markdown(desk)
    number = desk.notes("key2")[0].id
    desk.edit_note(number, "Newer.")

    assert not import_desk(desk, text)
    assert desk.note(number).text == "Newer."


def test_of_a_note_edited_here_and_in_the_file_neither_text_is_lost(desk: Desk) -> None:
    text = markdown(desk).replace("harbour master.", "port authority.")
    number = desk.notes("key1")[0].id
    desk.edit_note(number, "Newer.")

    import_desk(desk, text)

    assert desk.note(number).text == "Since when?\n\nAsk the\nport authority."
    assert "Newer." in [one.text for one in desk.earlier_texts(number)]


def test_notes_tags_and_marks_written_in_an_editor_are_new(desk: Desk) -> None:
    text = markdown(desk).replace(
        "- Key: key2\n", "- Key: key2\n- Marked: today\n- Tag: ports\n\n### Note\n\n> of the harbour\n\nWhich one?\n"
    )

    assert import_desk(desk, text) == Brought(marks=1, tags=1, notes=1)
    assert not import_desk(desk, text)

    assert [(note.passage, note.text) for note in desk.notes("key2")][1:] == [("of the harbour", "Which one?")]
    assert desk.tagged("ports") == {"key2"}
    assert desk.marked() == {"key1", "key2"}


def test_what_was_taken_out_in_an_editor_stays(desk: Desk) -> None:
    before = markdown(desk)
    text = (
        before.replace("- Tag: courts\n", "")
        .replace("Since when?\n\nAsk the\nharbour master.\n", "")
        .partition("## Saved")[0]
    )

    import_desk(desk, text.partition("## Document key2")[0])

    assert desk.all_tags() == {"courts": 1, "Wages; pay": 1}
    assert len(desk.all_notes()) == 3


def test_a_note_that_lost_its_text_and_has_no_passage_stays_as_it_is(desk: Desk) -> None:
    text = markdown(desk)
    start, end = text.index("\\## Not"), text.index("## Saved")

    assert not import_desk(desk, text[:start] + text[end:])
    assert desk.notes("key2")[0].text.startswith("## Not a heading")


def test_a_headline_like_our_own_is_a_headline(desk: Desk, other: Desk) -> None:
    text = desk_as_markdown(desk, lambda key: Described("Saved searches", ""))

    assert import_desk(other, text) == Brought(marks=1, tags=2, notes=3, searches=1)


@pytest.mark.parametrize("text", ["# Notes\n\nOf a long day.", "## Desk", "#"], ids=["notes", "second-level", "bare"])
def test_other_markdown_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(DatelineError, match="not a desk that Dateline exported"):
        import_desk(desk, text)
