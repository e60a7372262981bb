"""Questions and changes of the desk have one order, back and forward."""

from __future__ import annotations

import pytest

from tui.screens.changes import Changes
from tui.screens.question import Question

A, B = Question("a"), Question("b", "newest")


class Drawer:
    """A desk as far as the order of changes knows it: numbered changes, the last of which can be taken back."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.undone: list[int] = []
        self._count = 0

    def last(self) -> int:
        """Return the number of the last change."""
        return self.done[-1] if self.done else 0

    def change(self) -> None:
        """Change something."""
        self._count += 1
        self.done.append(self._count)
        self.undone.clear()


class Person:
    """Somebody who asks, changes things, and goes back and forward."""

    def __init__(self) -> None:
        self.desk = Drawer()
        self.row = 0
        self.changes = Changes(self.desk.last, lambda: self.row)
        self.question = Question()

    def ask(self, question: Question) -> None:
        self.changes.leave(self.question)
        self.question, self.row = question, 0
        self.changes.record(question)

    def undo(self) -> Question | int | None:
        """Take the last change back; return the question that is left, or the number of the desk's change."""
        last = self.changes.last(self.question)
        if last == "search":
            left, before = self.question, self.changes.back(self.question)
            assert before is not None
            self.ask(before.question)
            self.row = before.row
            return left
        if last == "desk":
            self.desk.undone.append(self.desk.done.pop())
            self.changes.desk_went_back()
            return self.desk.undone[-1]
        return None

    def redo(self) -> Question | int | None:
        """Do again what was taken back last, and return it."""
        following = self.changes.next()
        if following == "search":
            step = self.changes.forward(self.question)
            assert step is not None
            self.ask(step.question)
            self.row = step.row
            return step.question
        if following == "desk":
            self.desk.done.append(self.desk.undone.pop())
            self.changes.desk_went_forward()
            return self.desk.done[-1]
        return None


@pytest.fixture
def person() -> Person:
    return Person()


def test_whatever_was_changed_last_is_taken_back_first(person: Person) -> None:
    person.desk.change()
    person.ask(A)
    person.desk.change()
    person.desk.change()
    person.ask(B)
    assert [person.undo() for _ in range(6)] == [B, 3, 2, A, 1, None]


def test_what_was_taken_back_is_done_again_in_the_same_order(person: Person) -> None:
    person.desk.change()
    person.ask(A)
    person.desk.change()
    person.ask(B)
    for _ in range(4):
        person.undo()
    assert [person.redo() for _ in range(5)] == [1, A, 2, B, None]
    assert [person.undo() for _ in range(5)] == [B, 2, A, 1, None]


def test_a_new_question_leaves_nothing_to_do_again(person: Person) -> None:
    person.ask(A)
    person.desk.change()
    person.undo()
    person.ask(B)
    assert person.redo() is None
    assert person.undo() == B


def test_a_new_change_of_the_desk_leaves_no_question_to_ask_again(person: Person) -> None:
    person.ask(A)
    person.undo()
    person.desk.change()
    assert person.redo() is None
    assert person.undo() == 1


def test_a_change_that_was_itself_taken_back_still_counts_as_new(person: Person) -> None:
    person.ask(A)
    person.undo()
    person.desk.change()
    person.undo()
    assert [person.redo(), person.redo()] == [1, None]


def test_what_lay_on_the_desk_before_is_not_taken_back(person: Person) -> None:
    person.desk.change()
    person.changes = Changes(person.desk.last)
    person.ask(A)
    assert [person.undo(), person.undo()] == [A, None]


def test_asking_the_same_twice_is_one_step(person: Person) -> None:
    person.ask(A)
    person.ask(A)
    assert [person.undo(), person.undo()] == [A, None]


def test_undo_while_typing_goes_back_to_what_was_settled_on_last(person: Person) -> None:
    person.ask(A)
    assert person.changes.last(Question("a b")) == "search"
    before = person.changes.back(Question("a b"))
    assert before
    assert before.question == A


def test_one_comes_back_to_the_row_where_a_question_was_left(person: Person) -> None:
    person.ask(A)
    person.row = 7
    person.ask(B)
    person.row = 3
    person.undo()
    assert (person.question, person.row) == (A, 7)
    person.row = 9
    person.redo()
    assert (person.question, person.row) == (B, 3)
    person.undo()
    assert (person.question, person.row) == (A, 9)


def test_one_is_told_once_that_only_what_was_changed_before_is_left(person: Person) -> None:
    person.changes.going_further = True
    person.ask(A)
    assert not person.changes.going_further
