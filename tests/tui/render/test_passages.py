import pytest

from tui.render.blocks import Block, parse
from tui.render.layout import Place
from tui.render.passages import Correspondence, Passage

TEXT = """VIENNA, 3 May 2011 – The ministers agreed on a plan.

Repeat me.

State | Cases

Ostland | 17

- First point
- Second point

Repeat me.

“We will act,” he said. “Soon.\""""

MARKDOWN = """VIENNA, 3 May 2011 – The **ministers** agreed on [a plan](https://example.org/plan).

Repeat me.

| State | Cases |
|---|---|
| Ostland | 17 |

- First point
- Second point

Repeat me.

“We will act,” he said. “Soon.\""""


def correspondence(markdown: str = MARKDOWN, text: str = TEXT) -> Correspondence:
    return Correspondence(text, parse(markdown))


def whole(found: Correspondence, block: int) -> Passage | None:
    return found.passage(Place(block, 0), Place(block, len(found.blocks[block].text)))


def test_a_paragraph_is_found_in_the_plain_text_without_what_the_reader_adds() -> None:
    passage = whole(correspondence(), 0)
    assert passage == Passage("VIENNA, 3 May 2011 – The ministers agreed on a plan.", 0, 52)


def test_of_paragraphs_alike_each_is_found_where_it_stands() -> None:
    first, second = (whole(correspondence(), block) for block in (1, 6))
    assert first
    assert second
    assert first.text == second.text == "Repeat me."
    assert (first.start, second.start) == (TEXT.index("Repeat"), TEXT.rindex("Repeat"))


def test_rows_and_items_are_found() -> None:
    assert [passage.text for block in (2, 3, 5) if (passage := whole(correspondence(), block))] == [
        "State | Cases",
        "Ostland | 17",
        "Second point",
    ]


def test_the_marks_around_the_letters_belong_to_a_passage() -> None:
    found = correspondence()
    text = found.blocks[7].text
    assert whole(found, 7) == Passage(text, TEXT.index("“We"), len(TEXT))
    sentence = found.passage(Place(7, 0), Place(7, text.index(" “Soon")))
    assert sentence
    assert sentence.text == "“We will act,” he said."


def test_a_passage_may_reach_over_blocks() -> None:
    passage = correspondence().passage(Place(0, 25), Place(2, 5))
    assert passage
    assert passage.text == TEXT[passage.start : passage.end] == "ministers agreed on a plan.\n\nRepeat me.\n\nState"


def test_what_is_not_in_the_text_is_no_passage() -> None:
    assert whole(correspondence("# # #\n\nOther words altogether"), 0) is None


def test_an_image_is_its_caption() -> None:
    found = correspondence("![Delegates gather](x.jpg)", "Delegates gather")
    assert whole(found, 0) == Passage("Delegates gather", 0, 16)


@pytest.mark.parametrize(
    "words", ["ministers agreed", "Ostland | 17", "First point\n- Second", "“We will act,” he said."]
)
def test_a_span_of_the_text_is_found_in_the_blocks(words: str) -> None:
    found = correspondence()
    start = TEXT.index(words)
    spans = list(found.spans(start, start + len(words)))
    shown = " ".join(found.blocks[span.block].text[span.start : span.end] for span in spans)
    assert shown.split()[0].strip("“") == words.split(maxsplit=1)[0].strip("“")
    assert [span.block for span in spans] == sorted({span.block for span in spans})


def test_the_header_is_not_looked_for_in_the_text() -> None:
    blocks = (Block("Repeat me.", "heading"), Block("Repeat me."))
    found = Correspondence("Repeat me.", blocks, body=1)
    assert whole(found, 0) is None
    assert whole(found, 1) == Passage("Repeat me.", 0, 10)
