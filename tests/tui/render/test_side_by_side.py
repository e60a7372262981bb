"""What stands side by side: a page's lines beside the document's, two versions beside one another."""

import pytest

from corpus import Document, Passage
from tui.render.alignment import align
from tui.render.columns import Cell, Columns, Group, Shown
from tui.render.compared import changes, compared
from tui.render.raw import MOST_LINES, cleaned_beside_raw, kept_lines, place_of, source_of
from tui.render.runs import Span

TITLE = "Inspectors learn to see the signs"
FIRST = "Inspectors from four ministries learned how to recognise workers who are held against their will."
SECOND = "The course will be repeated in the autumn in two ports, the ministry of labour said on Tuesday."


def document(*paragraphs: str, title: str | None = TITLE) -> Document:
    text = "\n\n".join(paragraphs)
    return Document("key4567890", "page.txt", title, text, text)


def signs(groups: list[Group]) -> list[str]:
    return [f"{cell.sign} {cell.text}" for group in groups for cell in group.left if cell.text]


def beside(groups: list[Group], text: str) -> list[str]:
    (group,) = (one for one in groups if any(text in cell.text for cell in one.left))
    return [cell.text for cell in group.right]


# Which lines made it


def test_kept_lines_stand_beside_what_came_of_them_and_the_others_are_marked() -> None:
    page = ["Home", "- About us", TITLE, "", FIRST, "Share this", SECOND]
    groups = cleaned_beside_raw(page, {1}, document(FIRST, SECOND))
    assert signs(groups) == [
        "· Home", "= - About us", f"│ {TITLE}", f"│ {FIRST}", "· Share this", f"│ {SECOND}"
    ]  # fmt: skip
    assert [beside(groups, text) for text in ("Home", TITLE, FIRST)] == [[], [TITLE], [FIRST]]
    assert kept_lines(groups) == (3, 6)
    assert groups[place_of(groups, "")].right[0].text == TITLE
    assert groups[place_of(groups, "repeated in the autumn")].right[0].text == SECOND
    assert groups[place_of(groups, "said by nobody")].right[0].text == TITLE


def test_lines_that_were_joined_stand_beside_the_paragraph_they_became() -> None:
    words = FIRST.split()
    page = [TITLE, " ".join(words[:8]), "  " + "  ".join(words[8:])]
    groups = cleaned_beside_raw(page, (), document(FIRST))
    assert [len(group.left) for group in groups] == [1, 2]
    assert [cell.text for cell in groups[1].right] == [FIRST]


def test_a_line_that_was_broken_up_stands_beside_all_of_its_parts() -> None:
    groups = cleaned_beside_raw([f"{TITLE} 4 May 2009 {FIRST} {SECOND}"], (), document(FIRST, SECOND))
    (group,) = groups
    assert [cell.text for cell in group.right] == [TITLE, FIRST, SECOND]
    (line,) = group.left
    assert line.sign == "│"
    assert [line.text[span.start : span.end] for span in line.spans] == [TITLE, f"{FIRST} {SECOND}"]


def test_a_title_that_the_page_shows_again_in_its_menus_does_not_lead_astray() -> None:
    page = ["Home", TITLE, FIRST, SECOND, "Read next", TITLE]
    groups = cleaned_beside_raw(page, (), document(FIRST, SECOND))
    assert signs(groups)[-2:] == ["· Read next", f"· {TITLE}"]


def test_what_stands_nowhere_on_the_page_stands_with_what_follows_or_precedes_it() -> None:
    groups = cleaned_beside_raw(["Home", FIRST], (), document(FIRST, "Added by nobody."))
    assert beside(groups, FIRST) == [TITLE, FIRST, "Added by nobody."]


def test_a_paragraph_that_comes_again_later_does_not_pull_the_others_behind_it() -> None:
    page = [SECOND, TITLE, FIRST, "Home", SECOND + " Twice."]
    aligned = align(page, [TITLE, FIRST, SECOND + " Twice."])
    assert aligned.begins == [1, 2, 4]


def test_a_paragraph_changed_in_its_middle_is_found_by_its_ends() -> None:
    page = ["Home", FIRST.replace("recognise", "recog-nise")]
    assert align(page, ["", FIRST]).begins == [None, 1]


def test_a_page_that_is_no_article_at_all_is_all_taken_off() -> None:
    assert signs(cleaned_beside_raw(["Home", "About"], (), document(title=None))) == ["· Home", "· About"]


def test_what_steers_a_terminal_is_made_visible() -> None:
    groups = cleaned_beside_raw(["x"], (), document("A \x1b[2J hostile paragraph."))
    assert groups[0].right[-1].text == "A ␛[2J hostile paragraph."


def test_of_a_page_too_long_to_look_at_the_beginning_is_shown_and_that_is_said() -> None:
    groups = source_of("\n".join(["x"] * (MOST_LINES + 10)), "key4567890")
    assert "dateline read key4567890 --format raw" in groups[-1].left[0].text
    assert len(groups) <= MOST_LINES + 2
    assert "goes on" not in source_of("x\ny", "key4567890")[-1].left[0].text


# Two versions


def test_words_that_only_one_version_has_are_marked_in_it() -> None:
    groups = compared(
        [
            Passage("same", f"{TITLE}\n\nThe course "),
            Passage("removed", "was "),
            Passage("added", "will be "),
            Passage("same", "repeated.\n\nIn two ports.\n\n"),
        ]
    )
    assert [group.differs for group in groups] == [False, True, False]
    left, right = groups[1].left[0], groups[1].right[0]
    assert (left.text, right.text) == ("The course was repeated.", "The course will be repeated.")
    assert (left.sign, right.sign) == ("-", "+")
    assert [left.text[span.start : span.end] for span in left.spans] == ["was"]
    assert right.spans == (Span(11, 18, "inserted"),)
    assert changes(groups) == 1


def test_a_paragraph_in_the_place_of_two_stands_beside_them() -> None:
    groups = compared(
        [
            Passage("same", "A.\n\n"),
            Passage("removed", "B.\n\nC.\n\n"),
            Passage("added", "D.\n\n"),
            Passage("same", "E."),
        ]
    )
    assert [([one.text for one in group.left], [one.text for one in group.right]) for group in groups] == [
        (["A."], ["A."]),
        (["B.", "C."], ["D."]),
        (["E."], ["E."]),
    ]


def test_versions_that_share_nothing_stand_beside_one_another() -> None:
    (group,) = compared([Passage("removed", "One story.\n\n"), Passage("added", "Another story.\n\n")])
    assert (group.left[0].text, group.right[0].text) == ("One story.", "Another story.")


# Columns

GROUPS = (
    Group((Cell("one two three four five six seven", "│"),), (Cell("one", gap=True),), stop=True),
    Group((Cell("eight", "·"),)),
    Group((Cell("nine", "-", spans=(Span(0, 4, "deleted"),)),), (Cell("ten", "+"),), differs=True, stop=True),
)


def drawn(width: int, shown: Shown) -> list[str]:
    columns = Columns(GROUPS, width, shown)
    return ["".join(run.text for run in columns.runs(line)).rstrip() for line in range(columns.height)]


def test_both_sides_begin_on_one_height_and_the_longer_one_decides() -> None:
    assert drawn(38, "both") == [
        "│ one two three      one",
        "│ four five six",
        "│ seven",
        "· eight",
        "- nine             + ten",
    ]


@pytest.mark.parametrize(
    ("shown", "lines"),
    [
        ("left", ["│ one two three four five six seven", "· eight", "- nine"]),
        ("right", ["  one", "", "+ ten"]),
        ("one", ["  one", "", "- nine", "+ ten"]),
    ],
)
def test_where_there_is_no_room_for_both(shown: Shown, lines: list[str]) -> None:
    assert drawn(40, shown) == lines


@pytest.mark.parametrize("width", [0, 1, 2, 3, 5, 500])
def test_any_width_will_do(width: int) -> None:
    lines = drawn(width, "both")
    assert "".join(line.strip("│ ") for line in lines).replace(" ", "").startswith("o")


@pytest.mark.parametrize(("shown", "signs"), [("both", ["+ ", "  "]), ("one", ["+ ", "+ "])])
def test_beside_one_another_only_the_lines_with_a_change_have_the_sign(shown: Shown, signs: list[str]) -> None:
    cell = Cell("one two three four", "+", spans=(Span(0, 3, "inserted"),), exact=True)
    group = Group((cell,), (), differs=True)
    columns = Columns([group], 32 if shown == "both" else 16, shown)
    assert [columns.runs(line)[0].text for line in range(columns.height)] == signs


def test_a_group_is_found_again_at_another_width() -> None:
    narrow, wide = Columns(GROUPS, 20, "both"), Columns(GROUPS, 120, "both")
    for group in range(len(GROUPS)):
        assert wide.group_at(wide.top_of(group)) == group
        assert narrow.group_at(narrow.top_of(group)) == group


def test_the_line_one_reads_is_kept_at_another_width() -> None:
    group = Group((Cell("\n".join(map(str, range(100)))),))
    columns = Columns([Group((Cell("x"),)), group], 40, "left")
    assert columns.line_of(columns.place(51)) == 51
    assert Columns([Group((Cell("x"),)), group, group], 90, "both").line_of(columns.place(51)) == 51


def test_one_goes_from_stop_to_stop_and_not_to_what_is_not_shown() -> None:
    columns = Columns(GROUPS, 38, "both")
    assert columns.stop(0, forward=True) == 4
    assert columns.stop(4, forward=True) is None
    assert columns.stop(4, forward=False) == 0
    assert columns.stop(2, forward=False) == 0
    assert Columns(GROUPS[1:], 38, "right").stop(0, forward=False) is None
