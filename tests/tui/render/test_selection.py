from tui.render.blocks import Block, parse
from tui.render.layout import Place
from tui.render.runs import Span
from tui.render.selection import Selection, Units

BLOCKS = (
    Block("The title", "heading"),
    Block("key 7", "meta"),
    *parse("One here. Two here. Three here.\n\n* * *\n\nFour here. Five here.\n\n| a | b |\n|---|---|\n| c | d |"),
)
BODY = 2


def begun(block: int, offset: int) -> Selection:
    units = Units(BLOCKS, BODY)
    unit = units.at(Place(block, offset))
    assert unit
    return Selection(units, unit, unit)


def shown(selection: Selection) -> str:
    parts = [
        BLOCKS[number].text[span.start : span.end] for number in range(len(BLOCKS)) for span in selection.spans(number)
    ]
    return " / ".join(parts)


def test_it_begins_with_the_sentence_at_a_place() -> None:
    assert shown(begun(2, 12)) == "Two here."
    assert begun(2, 12).spans(2) == [Span(10, 19, "passage")]


def test_in_the_header_it_begins_with_the_first_sentence_of_the_text() -> None:
    assert shown(begun(0, 0)) == "One here."


def test_behind_the_text_it_begins_with_the_last_one() -> None:
    assert shown(begun(len(BLOCKS), 0)) == "c | d"


def test_it_is_drawn_sentence_by_sentence_into_the_next_paragraph_and_back() -> None:
    selection = begun(2, 12)
    for words in ("Two here. Three here.", "Two here. Three here. / Four here."):
        selection = selection.drawn_on(forward=True)
        assert shown(selection) == words
    for words in ("Two here. Three here.", "Two here.", "One here. Two here.", "One here. Two here."):
        selection = selection.drawn_on(forward=False)
        assert shown(selection) == words


def test_another_sentence_is_selected_instead() -> None:
    selection = begun(2, 12).drawn_on(forward=True)
    assert shown(selection.moved(forward=True)) == "Four here."
    assert shown(selection.moved(forward=False)) == "One here."


def test_it_is_widened_to_paragraphs_and_drawn_by_them() -> None:
    selection = begun(2, 12).widened()
    assert shown(selection) == "One here. Two here. Three here."
    assert shown(selection.drawn_on(forward=True)) == "One here. Two here. Three here. / Four here. Five here."
    assert shown(selection.widened()) == "Two here."


def test_a_row_of_a_table_is_selected_as_one() -> None:
    selection = begun(4, 12).drawn_on(forward=True)
    assert shown(selection) == "Five here. / a | b"


def test_it_is_drawn_to_a_place() -> None:
    assert shown(begun(2, 0).drawn_to(Place(4, 3))) == "One here. Two here. Three here. / Four here."


def test_where_there_is_no_text_nothing_is_selected() -> None:
    assert Units(BLOCKS[:2], 2).at(Place(0, 0)) is None
