from tui.screens.places import MOST, Places, Spot

A, B, C, D = (Spot(key, number, 0) for number, key in enumerate("abcd"))


def test_one_goes_back_and_forward_through_the_places_one_left() -> None:
    places = Places()
    places.leave(A)
    places.leave(B)
    assert [places.back(C), places.back(B), places.back(A)] == [B, A, None]
    assert [places.forward(A), places.forward(B), places.forward(C)] == [B, C, None]


def test_going_somewhere_else_forgets_what_lay_ahead() -> None:
    places = Places()
    places.leave(A)
    assert places.back(B) == A
    places.leave(A)
    assert places.forward(C) is None
    assert places.back(C) == A


def test_the_last_place_is_gone_to_and_back_again() -> None:
    places = Places()
    assert places.last(A) is None
    places.leave(A)
    assert [places.last(B), places.last(A), places.last(B)] == [A, B, A]


def test_coming_back_the_place_left_is_the_last_one() -> None:
    places = Places()
    places.leave(A)
    assert places.back(B) == A
    assert places.last(A) == B


def test_a_place_left_again_is_kept_once() -> None:
    places = Places()
    for spot in (A, B, A):
        places.leave(spot)
    assert [places.back(C), places.back(A), places.back(B)] == [A, B, None]


def test_the_place_where_one_is_is_no_step_back() -> None:
    places = Places()
    places.leave(A)
    places.leave(B)
    assert places.back(B) == A


def test_no_more_places_are_kept_than_one_can_want() -> None:
    places = Places()
    for number in range(2 * MOST):
        places.leave(Spot("a", number, 0))
    here, steps = D, 0
    while spot := places.back(here):
        here, steps = spot, steps + 1
    assert steps == MOST
