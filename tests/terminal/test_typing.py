"""Typing into the search box, as it goes over the line."""

from .conftest import Opens

SSH = {"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}


def test_the_list_follows_every_letter(opens: Opens) -> None:
    room = opens((120, 40)).presses("/")
    for typed, seen in (("for", "120 of 120"), ("ced", "2 of 120"), (" -labour", "0 of 120")):
        room.presses(*typed).sees(typed, seen)
    room.presses(*["backspace"] * 8).sees("2 of 120").presses(*["backspace"] * 6).sees("120 of 120")


def test_keys_that_come_together_are_taken_in_their_order(opens: Opens) -> None:
    room = opens().presses("/xx\x15forged\x7f\x7f\x7fced labour\r").sees("2 of 120", "forced labour", "⏎ read")
    room.presses("/\x15round table\r" + "jjjm").matches(r"4/\d+").sees("●").quiet()
    assert [line.startswith("▌") for line in room.lines if "●" in line] == [True]


def test_what_is_pasted_becomes_one_line_before_the_keys_behind_it(opens: Opens) -> None:
    room = opens().presses("/\x1b[200~forced\n  labour\x1b[201~\r").sees("/ forced labour", "2 of 120", "⏎ read")
    room.presses("/\x15\x1b[200~" + "long " * 30_000 + "\x1b[201~").sees("0 of 120").presses("enter").sees(
        "may have 64 words"
    )


def test_what_is_typed_behind_enter_is_for_the_results(opens: Opens) -> None:
    room = opens().presses("/forced labour\rj").sees("2/2", "⏎ read").quiet()
    assert "labourj" not in room.text
    room.presses("/\x15hides\r\r").sees("1/1 ·", "hides")


def test_a_letter_that_changes_nothing_in_the_list_sends_little(opens: Opens) -> None:
    room = opens((120, 40), **SSH).presses("/", "forced labour").sees("2 of 120").quiet()
    before = len(room.sent)
    room.presses(" ").quiet()
    assert 0 < len(room.sent) - before <= 600


def test_a_letter_sends_no_more_than_a_screenful_and_then_nothing(opens: Opens) -> None:
    room = opens((120, 40), **SSH).presses("/").quiet()
    for letter in "round":
        before = len(room.sent)
        room.presses(letter).quiet()
        assert len(room.sent) - before <= 10_000
    assert room.pump(2.0) == b""


def test_what_is_offered_is_taken_with_the_right_arrow(opens: Opens) -> None:
    room = opens().presses("/", "exploit").sees("/ exploitation")
    room.presses("\x1b[C", " ").sees("/ exploitation").presses("enter").sees("1 of 120", "⏎ read")


def test_a_query_half_typed_is_no_error_and_one_that_is_taken_says_where_it_goes_wrong(opens: Opens) -> None:
    room = opens((120, 40)).presses("/", "forced (labour").sees("2 of 120").quiet()
    assert "⏎ search" in room.lines[-1]
    room.presses("enter").sees("Here: (labour", "2 of 120")


def test_keys_right_behind_enter_are_for_the_document(opens: Opens) -> None:
    room = opens().presses("/", "forced labour", "enter").sees("2 of 120", "⏎ read", "1/2")
    room.presses("\rjj").sees("/3 ").quiet().presses("escape").sees("⏎ read", "1/2")
    room.presses("\r/hides\r").sees("/ hides").quiet()
