from tui.render.hits import HitSpan, HitWalk, find_hits
from tui.render.layout import Place

TOP = (Place(0, 0), Place(9, 0))
HITS = (HitSpan(1, 0, 6), HitSpan(1, 20, 26), HitSpan(4, 3, 9))


def test_hit_words_that_stand_together_are_one_hit() -> None:
    text = "forced labour and forced marriage"
    assert find_hits([text], [[(0, 6), (7, 13), (18, 24)]]) == (HitSpan(0, 0, 13), HitSpan(0, 18, 24))


def test_landing_on_a_passage_stands_on_its_first_hit() -> None:
    walk = HitWalk(HITS)
    assert walk.land("best", Place(4, 0)) == HITS[2]
    assert walk.count == "3/3"


def test_next_goes_from_hit_to_hit_and_ends() -> None:
    walk = HitWalk(HITS)
    walk.land("first")
    assert [walk.step(True, TOP), walk.step(True, TOP), walk.step(True, TOP)] == [HITS[1], HITS[2], None]
    assert walk.count == "3/3"


def test_previous_goes_back_and_ends_at_the_first() -> None:
    walk = HitWalk(HITS)
    walk.land("last")
    assert [walk.step(False, TOP), walk.step(False, TOP), walk.step(False, TOP)] == [HITS[1], HITS[0], None]


def test_after_scrolling_away_the_next_hit_is_the_one_below_what_is_read() -> None:
    walk = HitWalk(HITS)
    walk.land("first")
    assert walk.step(True, (Place(2, 0), Place(3, 0))) == HITS[2]


def test_after_scrolling_away_the_previous_hit_is_the_one_above() -> None:
    walk = HitWalk(HITS)
    walk.land("last")
    assert walk.step(False, (Place(2, 0), Place(3, 0))) == HITS[1]


def test_a_document_without_hits_has_none_to_step_to() -> None:
    walk = HitWalk()
    assert walk.land("first") is None
    assert walk.step(True, TOP) is None
    assert walk.count == ""


def test_of_a_passage_the_hit_at_its_place_is_stood_on() -> None:
    walk = HitWalk(HITS)
    assert walk.land("best", Place(1, 20)) == HITS[1]
    assert walk.land("best", Place(1, 22)) == HITS[1]
    assert walk.land("best", Place(2, 0)) == HITS[2]
    assert walk.land("best", Place(9, 0)) == HITS[2]


def test_at_a_place_only_a_hit_in_view_is_stood_on() -> None:
    walk = HitWalk(HITS)
    walk.land_in((Place(1, 10), Place(2, 0)))
    assert walk.count == "2/3"
    walk.land_in((Place(2, 0), Place(3, 0)))
    assert walk.count == "–/3"


def test_words_looked_for_and_not_found_are_counted_too() -> None:
    assert HitWalk((), "found").count == "0/0"


def test_hits_are_counted_from_one_heading_to_the_next() -> None:
    assert HitWalk(HITS).counts([1, 2, 4]) == [2, 0, 1]


def test_words_found_look_different_from_hits() -> None:
    walk = HitWalk(HITS, "found")
    walk.land("first")
    assert [span.style for span in walk.lit(1, 0, 40)] == ["found-current", "found"]


def test_only_the_hit_stood_on_is_lit_apart() -> None:
    walk = HitWalk(HITS)
    walk.land("first")
    assert [span.style for span in walk.lit(1, 0, 40)] == ["hit-current", "hit"]
    assert walk.lit(2, 0, 40) == []
    assert 20 in {span.start for span in walk.lit(1, 22, 40)}
