"""Every change can be taken back and done again, also the next day, and never against another room."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from corpus import Anchor, Desk, desk_as_json, import_desk
from corpus.desk import log

Act = Callable[[Desk], object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with Desk.open(path) as desk:
        yield desk


def state(desk: Desk) -> object:
    return {name: value for name, value in desk_as_json(desk).items() if name != "exported"}


def prepared(desk: Desk) -> None:
    """Put something of everything on a desk."""
    desk.mark(["key1", "key2"])
    desk.tag(["key1", "key2"], "wages")
    desk.tag(["key2", "key3"], "pay")
    desk.set_read("key1")
    desk.add_note("key1", "Check the year.", Anchor("in May", "raised ", ", and", 20))
    desk.delete_note(desk.add_note("key2", "Not needed."))
    desk.save_search("wages", "wages", "newest")
    desk.seen("wages", "archive", 3, 4)


CHANGES: dict[str, tuple[Act, str, str]] = {
    "mark": (
        lambda desk: desk.mark("key3"),
        "Mark taken away from key3.",
        "Mark put back on key3.",
    ),
    "unmark": (lambda desk: desk.unmark("key1"), "Mark put back on key1.", "Mark taken away from key1."),
    "mark-many": (
        lambda desk: desk.mark(f"key{number}" for number in range(1400)),
        "Mark taken away from 1,400 documents.",
        "Mark put back on 1,400 documents.",
    ),
    "read": (lambda desk: desk.set_read("key2"), "Not read any more: key2.", "Read, as before: key2."),
    "unread": (lambda desk: desk.set_read("key1", False), "Read, as before: key1.", "Not read any more: key1."),
    "tag": (
        lambda desk: desk.tag("key3", "WAGES"),
        "Tag “wages” taken off key3.",
        "Tag “wages” put back on key3.",
    ),
    "untag": (
        lambda desk: desk.untag(["key1", "key2"], "wages"),
        "Tag “wages” put back on 2 documents.",
        "Tag “wages” taken off 2 documents.",
    ),
    "rename-tag": (
        lambda desk: desk.rename_tag("wages", "salary"),
        "The tag “salary” is called “wages” again.",
        "The tag “wages” is called “salary” again.",
    ),
    "merge-tags": (
        lambda desk: desk.merge_tags(["wages"], "pay"),
        "What was merged into the tag “pay” is apart again.",
        "Merged into the tag “pay” again.",
    ),
    "delete-tag": (
        lambda desk: desk.delete_tag("pay"),
        "The tag “pay” is back on its documents.",
        "The tag “pay” is deleted again.",
    ),
    "note": (lambda desk: desk.add_note("key3", "So?"), "Note taken away from key3.", "Note put back on key3."),
    "edit-note": (
        lambda desk: desk.edit_note(1, "It is 2008."),
        "The note on key1 says again what it said before.",
        "The note on key1 is edited again.",
    ),
    "delete-note": (lambda desk: desk.delete_note(1), "Note put back on key1.", "Note taken away from key1."),
    "restore-note": (lambda desk: desk.restore_note(2), "Note taken away from key2.", "Note put back on key2."),
    "save-search": (
        lambda desk: desk.save_search("courts", "court"),
        "The saved search “courts” is taken away.",
        "The saved search “courts” is back.",
    ),
    "replace-search": (
        lambda desk: desk.save_search("wages", "wages OR pay"),
        "The saved search “wages” is what it was before.",
        "The saved search “wages” is replaced again.",
    ),
    "forget-search": (
        lambda desk: desk.forget_search("wages"),
        "The saved search “wages” is back.",
        "The saved search “wages” is taken away.",
    ),
    "rename-search": (
        lambda desk: desk.rename_search("wages", "pay"),
        "The saved search “pay” is called “wages” again.",
        "The saved search “wages” is called “pay” again.",
    ),
    "import": (
        lambda desk: import_desk(desk, '{"form": "dateline desk", "version": 1, "marks": [{"key": "key9"}]}'),
        "What was imported is taken back.",
        "What was imported is there again.",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_can_be_taken_back_and_done_again(desk: Desk, change: str) -> None:
    act, undone, redone = CHANGES[change]
    prepared(desk)
    before = state(desk)
    act(desk)
    after = state(desk)
    assert after != before

    assert desk.undo() == undone
    assert state(desk) == before
    assert desk.redo() == redone
    assert state(desk) == after
    assert desk.redo() is None


def test_every_kind_of_change_has_been_tried() -> None:
    from corpus.desk.undo import SENTENCES

    assert {change.removesuffix("-many").replace("-", "_") for change in CHANGES} == set(SENTENCES)


def test_changes_are_taken_back_one_by_one_to_the_first_and_done_again_to_the_last(desk: Desk) -> None:
    states = [state(desk)]
    for act, _, _ in CHANGES.values():
        if not states[1:]:
            prepared(desk)
            states = [state(desk)]
        act_or_nothing(desk, act)
        states.append(state(desk))
    distinct = [one for one, after in pairwise(states) if one != after]

    for expected in reversed(distinct):
        assert desk.undo()
        assert state(desk) == expected
    for expected in [*distinct[1:], states[-1]]:
        assert desk.redo()
        assert state(desk) == expected


def act_or_nothing(desk: Desk, act: Act) -> None:
    """Do something; where it is refused by what was done before, nothing."""
    from corpus import DatelineError

    try:
        act(desk)
    except DatelineError:
        return


def test_the_sentence_calls_a_document_what_it_is_told_to(desk: Desk) -> None:
    desk.mark("key1")

    assert desk.undo(lambda key: f"“About {key}”") == "Mark taken away from “About key1”."
    assert desk.redo(str.upper) == "Mark put back on KEY1."


def test_on_an_empty_desk_there_is_nothing_to_take_back(desk: Desk) -> None:
    assert desk.undo() is None
    assert desk.redo() is None


def test_what_changes_nothing_is_no_change_to_take_back(desk: Desk) -> None:
    desk.mark("key1")
    desk.mark("key1")
    desk.untag("key1", "wages")
    desk.save_search("wages", "wages")
    desk.save_search("wages", "wages")
    desk.set_read("key1", undoable=False)
    desk.set_position("key1", 1, 1)
    desk.visit("key1")
    desk.remember("session", "x")

    assert desk.undo() == "The saved search “wages” is taken away."
    assert desk.undo() == "Mark taken away from key1."
    assert desk.undo() is None
    assert desk.read() == {"key1"}


def test_after_a_new_change_nothing_can_be_done_again(desk: Desk) -> None:
    desk.mark("key1")
    desk.mark("key2")
    desk.undo()
    desk.mark("key3")

    assert desk.redo() is None
    assert desk.undo() == "Mark taken away from key3."
    assert desk.undo() == "Mark taken away from key1."


def test_changes_of_yesterday_are_taken_back_and_done_again_today(path: Path) -> None:
    with Desk.open(path) as yesterday:
        yesterday.mark("key1")
        yesterday.mark("key2")
        yesterday.mark("key3")
        yesterday.undo()

    with Desk.open(path) as today:
        assert today.redo() == "Mark put back on key3."
        assert today.undo() == "Mark taken away from key3."
        assert today.undo() == "Mark taken away from key2."
    with Desk.open(path) as tomorrow:
        assert tomorrow.undo() == "Mark taken away from key1."
        assert tomorrow.redo() == "Mark put back on key1."


def test_a_room_takes_back_its_own_changes_and_not_those_of_another(path: Path) -> None:
    with Desk.open(path) as one, Desk.open(path) as other:
        one.mark("key1")
        other.mark("key2")

        assert one.undo() == "Mark taken away from key1."
        assert one.undo() is None
        assert one.marked() == {"key2"}
        assert one.redo() == "Mark put back on key1."
        assert other.undo() == "Mark taken away from key2."
        assert other.undo() is None


def test_a_room_takes_back_its_own_changes_before_those_of_a_room_that_has_gone(path: Path) -> None:
    with Desk.open(path) as one:
        one.mark("key1")
        with Desk.open(path) as other:
            other.mark("key2")

        assert one.undo() == "Mark taken away from key1."
        assert one.undo() == "Mark taken away from key2."


def test_what_another_room_has_changed_since_stays(path: Path) -> None:
    with Desk.open(path) as one, Desk.open(path) as other:
        number = one.add_note("key1", "Check the year.")
        one.edit_note(number, "Check the day.")
        other.edit_note(number, "It is Tuesday.")

        assert one.undo() == "That was changed again since, and stays as it is."
        assert one.note(number).text == "It is Tuesday."


def test_of_many_documents_those_changed_since_stay(path: Path) -> None:
    with Desk.open(path) as one, Desk.open(path) as other:
        one.mark(["key1", "key2", "key3"])
        other.unmark("key2")
        other.mark("key2")
        other.rows("UPDATE marks SET made = '1' WHERE key = 'key2'")

        assert one.undo() == "Mark taken away from 3 documents. What was changed since stays as it is."
        assert one.marked() == {"key2"}
        one.redo()
        assert one.marked() == {"key1", "key2", "key3"}


def test_a_note_taken_back_never_gives_its_number_to_another(desk: Desk) -> None:
    first = desk.add_note("key1", "Check.")
    desk.undo()
    second = desk.add_note("key2", "Check.")

    assert first != second


def test_the_log_forgets_the_oldest_changes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "KEPT", 3)
    for number in range(6):
        desk.mark(f"key{number}")

    assert [desk.undo() is None for _ in range(4)] == [False, False, False, True]
    assert desk.marked() == {"key0", "key1", "key2"}


def test_the_log_keeps_the_last_change_however_large(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "LARGEST", 1000)
    desk.mark("key")
    desk.mark(f"key{number}" for number in range(500))

    assert desk.undo()
    assert desk.marked() == {"key"}
    assert desk.undo() is None


def test_a_desk_that_remembers_nothing_takes_back_all_the_same() -> None:
    with Desk.open(Path(":memory:")) as desk:
        desk.mark("key1")
        assert desk.undo() == "Mark taken away from key1."
        assert desk.marked() == set()


def test_the_last_change_is_numbered_as_long_as_it_can_be_taken_back(desk: Desk) -> None:
    assert desk.last_change() == 0
    desk.mark("key1")
    first = desk.last_change()
    desk.remember("session", 1)
    desk.visit("key1")
    assert desk.last_change() == first
    desk.tag("key1", "wages")
    assert desk.last_change() > first > 0
    desk.undo()
    assert desk.last_change() == first


def test_the_last_change_of_a_room_that_is_gone_counts_only_where_that_is_asked_for(path: Path) -> None:
    with Desk.open(path) as gone:
        gone.mark("key1")
    with Desk.open(path) as desk:
        assert desk.last_change() == 0
        assert desk.last_change(earlier=True) > 0
        desk.undo()
        assert desk.last_change(earlier=True) == 0
