"""Tags: cleaned, compared without their capitals, renamed, merged, deleted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Desk, NotFoundError, RefusedValueError


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk.open(Path(":memory:")) as desk:
        yield desk


def test_tags_name_documents_and_documents_have_tags(desk: Desk) -> None:
    desk.tag("key1", "wages")
    desk.tag("key1", "courts")
    desk.tag("key2", "wages")
    desk.tag("key3", "wages")
    desk.untag("key3", "wages")

    assert desk.tags("key1") == ["courts", "wages"]
    assert desk.tagged("wages") == {"key1", "key2"}
    assert desk.all_tags() == {"courts": 1, "wages": 2}
    assert desk.taggings() == {"courts": {"key1"}, "wages": {"key1", "key2"}}
    assert desk.tags("key3") == []


def test_many_documents_get_a_tag_at_once_and_lose_it_at_once(desk: Desk) -> None:
    desk.tag(["key1", "key2", "key3"], "wages")
    desk.untag(iter(["key1", "key2"]), "wages")

    assert desk.tagged("wages") == {"key3"}


def test_the_tags_of_many_documents_are_told_at_once(desk: Desk) -> None:
    desk.tag(["key1", "key2"], "wages")
    desk.tag("key1", "Courts")

    assert desk.tags_of(["key1", "key2", "key3"]) == {"key1": ["Courts", "wages"], "key2": ["wages"]}


def test_a_tag_keeps_its_first_spelling_and_is_found_in_any(desk: Desk) -> None:
    assert desk.tag("key1", "Żubrówka STRASSE") == "Żubrówka STRASSE"
    assert desk.tag("key2", "żubrówka straße") == "Żubrówka STRASSE"

    assert desk.all_tags() == {"Żubrówka STRASSE": 2}
    assert desk.tagged("ŻUBRÓWKA Strasse") == {"key1", "key2"}
    desk.untag("key1", "żubrówka strasse")
    assert desk.tags("key1") == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  forced \n labour\t", "forced labour"),
        ("red\x1b[31m", "red␛[31m"),
        ("turned \u202eround", "turned ⟨U+202E⟩round"),
        ("zero\u200bwidth", "zerowidth"),
        ('the "new" “deal”', "the 'new' 'deal'"),
        ("cafe\u0301", "café"),
    ],
    ids=["blanks", "escape", "bidi", "invisible", "quotes", "composed"],
)
def test_a_tag_is_one_clean_line(desk: Desk, written: str, kept: str) -> None:
    assert desk.tag("key", written) == kept
    assert desk.tags("key") == [kept]
    assert desk.tagged(written) == {"key"}


@pytest.mark.parametrize("name", ["", " \n", "\u200b", "x" * 101], ids=["empty", "blank", "invisible", "long"])
def test_a_tag_without_a_name_or_with_a_very_long_one_is_refused(desk: Desk, name: str) -> None:
    desk.tag("key", "x" * 100)
    with pytest.raises(RefusedValueError):
        desk.tag("key", name)
    with pytest.raises(RefusedValueError):
        desk.rename_tag("x" * 100, name)
    assert list(desk.all_tags()) == ["x" * 100]


def test_a_renamed_tag_has_its_documents_and_its_times(desk: Desk) -> None:
    desk.tag(["key1", "key2"], "wages")
    times = desk.rows("SELECT key, made FROM tags")

    assert desk.rename_tag("WAGES", "pay") == "pay"

    assert desk.taggings() == {"pay": {"key1", "key2"}}
    assert desk.rows("SELECT key, made FROM tags WHERE deleted IS NULL") == times


def test_a_tag_can_be_given_other_capitals(desk: Desk) -> None:
    desk.tag(["key1", "key2"], "osce")

    desk.rename_tag("osce", "OSCE")

    assert desk.all_tags() == {"OSCE": 2}
    assert desk.tag("key3", "osce") == "OSCE"


def test_a_tag_is_not_renamed_to_another_there_is(desk: Desk) -> None:
    desk.tag("key1", "wages")
    desk.tag("key2", "Pay")

    with pytest.raises(RefusedValueError, match="“Pay” already"):
        desk.rename_tag("wages", "pay")
    assert desk.taggings() == {"Pay": {"key2"}, "wages": {"key1"}}


def test_a_tag_taken_off_everything_is_no_hindrance_for_a_new_name(desk: Desk) -> None:
    desk.tag("key1", "wages")
    desk.tag("key1", "pay")
    desk.untag("key1", "pay")

    desk.rename_tag("wages", "Pay")

    assert desk.taggings() == {"Pay": {"key1"}}


def test_merged_tags_are_one(desk: Desk) -> None:
    desk.tag(["key1", "key2"], "wages")
    desk.tag("key2", "pay")
    desk.tag("key3", "Salary")

    assert desk.merge_tags(["wages", "PAY", "salary"], "pay") == "pay"

    assert desk.taggings() == {"pay": {"key1", "key2", "key3"}}


def test_tags_can_be_merged_into_a_new_one(desk: Desk) -> None:
    desk.tag("key1", "wages")
    desk.tag("key2", "salary")

    desk.merge_tags(["wages", "salary"], "Pay")

    assert desk.taggings() == {"Pay": {"key1", "key2"}}


def test_a_deleted_tag_is_on_no_document(desk: Desk) -> None:
    desk.tag(["key1", "key2"], "wages")
    desk.tag("key1", "courts")

    desk.delete_tag("Wages")

    assert desk.all_tags() == {"courts": 1}
    assert desk.tags("key1") == ["courts"]


def test_a_tag_that_is_not_there_can_be_neither_renamed_nor_merged_nor_deleted(desk: Desk) -> None:
    desk.tag("key1", "wages")
    for change in (
        lambda: desk.rename_tag("pay", "salary"),
        lambda: desk.merge_tags(["wages", "pay"], "salary"),
        lambda: desk.delete_tag("pay"),
    ):
        with pytest.raises(NotFoundError, match="“pay”"):
            change()
    assert desk.taggings() == {"wages": {"key1"}}


def test_taking_off_a_tag_that_is_not_there_does_nothing(desk: Desk) -> None:
    desk.untag("key1", "wages")

    assert desk.undo() is None
