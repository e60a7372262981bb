import random

import pytest

from tui.widgets.folding import Folding


def drawn(folding: Folding) -> list[int]:
    return [folding.row_at(slot) for slot in range(folding.slots)]


def test_without_stories_every_row_has_a_slot_of_its_own() -> None:
    assert drawn(Folding(4)) == [0, 1, 2, 3]
    assert drawn(Folding()) == []


def test_versions_stand_at_the_best_of_them() -> None:
    folding = Folding(6)
    folding.add([(1, "a"), (3, "a"), (4, "b"), (5, "a")])
    assert drawn(folding) == [0, 1, 2, 4]
    assert [folding.versions(row) for row in drawn(folding)] == [1, 3, 1, 1]
    assert folding.slot_of(5) == folding.slot_of(1) == 1


def test_unfolded_they_stand_below_it_and_folded_they_are_gone_again() -> None:
    folding = Folding(6)
    folding.add([(1, "a"), (2, "b"), (3, "a"), (4, "b"), (5, "a")])
    assert folding.toggle(2) == 2
    assert folding.toggle(1) == 1
    assert drawn(folding) == [0, 1, 3, 5, 2, 4]
    assert folding.toggle(5) == 1
    assert drawn(folding) == [0, 1, 2, 4]


def test_a_story_of_one_version_has_nothing_to_unfold() -> None:
    folding = Folding(3)
    folding.add([(0, "a")])
    assert folding.toggle(0) is None


def test_more_hits_never_move_the_rows_above_them() -> None:
    folding = Folding(1_000)
    folding.add([(0, "a"), (2, "b")])
    before = [folding.row_at(slot) for slot in range(3)]
    folding.add([(3, "a"), (4, "b"), (5, "c")])
    assert [folding.row_at(slot) for slot in range(4)] == [*before, 5]


def test_a_row_that_was_seen_far_below_stays_where_a_better_one_comes_to_light() -> None:
    folding = Folding(100)
    folding.add([(90, "a"), (91, "a")])
    folding.add([(10, "a"), (12, "a")])
    assert {10, 90} <= set(drawn(folding))
    assert {12, 91}.isdisjoint(drawn(folding))
    assert (folding.lead_of(12), folding.lead_of(91)) == (10, 90)


def test_a_row_folded_away_leaves_the_cursor_to_the_one_before_it() -> None:
    folding = Folding(5)
    folding.add([(0, "a"), (2, "a"), (3, "a")])
    assert folding.standing(3) == 1
    folding.toggle(0)
    assert folding.standing(3) == 3


@pytest.mark.parametrize("seed", range(20))
def test_rows_and_slots_lead_to_each_other_whatever_was_fetched_and_unfolded(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance, the same every time
    folding = Folding(60)
    for first in chance.sample(range(0, 60, 10), 4):
        folding.add((row, f"story {chance.randrange(6)}") for row in range(first, first + 10) if chance.random() < 0.6)
        folding.toggle(chance.randrange(60))
        rows = drawn(folding)
        assert len(set(rows)) == len(rows)
        assert [folding.slot_of(row) for row in rows] == list(range(folding.slots))
        assert {folding.lead_of(row) for row in range(60)} <= set(rows)
