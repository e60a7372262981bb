import pytest

from tui.render.blocks import MAX_DEPTH, Block, parse
from tui.render.runs import Span


def texts(markdown: str) -> list[str]:
    return [block.first + block.text for block in parse(markdown)]


def test_a_heading_and_a_paragraph() -> None:
    heading, paragraph = parse("# Signs of forced labour\n\nInspectors met\nin Geneva.")
    assert (heading.text, heading.kind) == ("Signs of forced labour", "heading")
    assert paragraph.text == "Inspectors met in Geneva."


def test_lists_keep_their_numbers_and_nest() -> None:
    assert texts("3. first\n   - inner\n4. second") == ["3. first", "   • inner", "4. second"]


def test_a_second_line_of_an_item_stands_under_its_text() -> None:
    (block,) = parse("12. a long item")
    assert (block.first, block.rest) == ("12. ", "    ")


def test_a_quote_has_a_line_before_every_line() -> None:
    (block,) = parse("> quoted")
    assert (block.first, block.rest, block.kind) == ("│ ", "│ ", "quote")


def test_links_are_numbered_and_listed_at_the_end() -> None:
    blocks = parse("See [the report](https://example.org/r) and [again](https://example.org/r).")
    assert blocks[0].text == "See the report [1] and again [1]."
    assert Span(4, 14, "link") in blocks[0].spans
    assert (blocks[-1].first, blocks[-1].text) == ("[1] ", "https://example.org/r")


def test_an_address_that_is_its_own_text_is_not_listed_again() -> None:
    assert len(parse("<https://example.org>")) == 1


def test_an_image_leaves_its_caption() -> None:
    assert texts("![The delegates](d.jpg)") == ["[image: The delegates]"]


def test_a_table_that_fits_has_aligned_columns() -> None:
    assert texts("| State | Cases |\n|---|---|\n| Merania | 12 |") == [
        "",
        "State    Cases",
        "───────  ─────",
        "Merania  12",
    ]


def test_a_table_too_wide_loses_no_cell() -> None:
    wide = "x" * 60
    assert f"{wide} │ {wide}" in texts(f"| {wide} | {wide} |\n|---|---|\n| a | b |")


@pytest.mark.parametrize("text", ["Annex [A] to [/foo] and [sic]", "<b>not bold</b>", "[x](javascript:alert)"])
def test_brackets_and_tags_are_only_text(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize("marker", ["> ", "- ", "1. "])
def test_a_thousand_nested_markers_are_cut_to_a_few(marker: str) -> None:
    (block,) = parse(marker * 1000 + "deep")
    assert block.text == "deep"
    assert len(block.rest) <= MAX_DEPTH * 3


def test_where_markdown_would_lose_text_the_plain_paragraphs_are_shown() -> None:
    plain = "first words\n\n" + "second words " * 20
    assert parse("first words", plain) == (Block("first words"), Block(("second words " * 20).strip("\n")))
