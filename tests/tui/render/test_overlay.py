import pytest

from corpus import Document
from tui.render.blocks import parse
from tui.render.hits import find_hits
from tui.render.layout import Layout, Line, Place
from tui.render.opened import Opened, header_blocks
from tui.render.overlay import NOTE, NOTE_ON, Overlay

TEXT = "Inspectors met. They learn.\n\nForced labour hides in ordinary places, they heard, and forced labour pays."
DOCUMENT = Document(key="k", origin="o", title="Inspectors", text=TEXT, markdown=TEXT)


@pytest.fixture
def over() -> Overlay:
    header = header_blocks(DOCUMENT)
    layout = Layout((*header, *parse(TEXT)), 40)
    texts = [block.text for block in layout.blocks]
    words = [[(text.index("labour"), text.index("labour") + 6)] if "labour" in text else [] for text in texts]
    return Overlay(Opened(DOCUMENT, layout, len(header), find_hits(texts, words)))


def line(over: Overlay, words: str) -> Line:
    layout = over.opened.layout
    return next(line for line in layout.lines if words in layout.blocks[line.block].text[line.start : line.end])


def styles(over: Overlay, words: str) -> list[str]:
    return [span.style for span in over.spans(line(over, words))]


def test_words_found_are_stepped_through_in_place_of_the_querys_hits(over: Overlay) -> None:
    over.hits.land("first")
    assert over.walk.count == "1/1"
    assert over.find("forced").land("first")
    assert over.walk.count == "1/2"
    assert styles(over, "Forced labour") == ["hit-current", "found-current"]


def test_looking_for_nothing_brings_the_hits_back(over: Overlay) -> None:
    over.find("forced")
    assert over.find(" ") is over.hits
    assert (over.words, over.found) == ("", None)


def test_words_found_and_notes_outlive_a_document_lit_anew(over: Overlay) -> None:
    over.find("they").land("last")
    over.note([(0, 10)])
    after = Overlay(over.opened)
    after.take_over(over)
    assert after.walk.count == "2/2"
    assert after.margin(line(after, "Inspectors met")) == NOTE


def test_a_note_is_marked_where_its_passage_begins_and_as_far_as_it_goes(over: Overlay) -> None:
    start = TEXT.index("Forced")
    over.note([(start, len(TEXT))])
    assert over.margin(line(over, "Forced")) == NOTE
    assert over.margin(line(over, "labour pays")) == NOTE_ON
    assert over.margin(line(over, "Inspectors met")) == " "
    assert "noted" in styles(over, "Forced")


def test_the_passage_is_the_selection(over: Overlay) -> None:
    over.selection = over.selection_at(Place(over.opened.body, 16))
    passage = over.passage(Place(0, 0), Place(99, 0))
    assert passage
    assert passage.text == "They learn."


def test_else_it_is_the_paragraph_of_the_hit_in_view(over: Overlay) -> None:
    over.hits.land("first")
    body = over.opened.body
    passage = over.passage(Place(0, 0), Place(body + 1, 60))
    assert passage
    assert passage.text.startswith("Forced labour")
    passage = over.passage(Place(0, 0), Place(body, 5))
    assert passage
    assert passage.text.startswith("Inspectors met")


def test_where_no_text_follows_it_is_the_last_paragraph(over: Overlay) -> None:
    passage = over.passage(Place(99, 0), Place(99, 0))
    assert passage
    assert passage.text.startswith("Forced labour")
    assert TEXT[passage.start : passage.end] == passage.text
