import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.render.blocks import MAX_DEPTH, Block, parse
from tui.render.runs import Span

LINES = (
    "- a",
    "- b c",
    "  - n",
    "    - m",
    " - s",
    "* st",
    "1. o",
    "12) z",
    "Text **b** [l](/u)",
    "Text line",
    "  indented",
    "    code",
    "> q",
    "> - l",
    "# H",
    "| a | b |",
    "|---|---|",
    "| 1 | 2 |",
    "---",
    "===",
    "“Quote”",
    "- [x](/y)",
    "a_b_c *d*",
    "\\- esc",
    "&amp; x",
    "![i](/j)",
)


def texts(markdown: str) -> list[str]:
    return [block.first + block.text for block in parse(markdown)]


def body(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out the list of addresses and the rule above it."""
    listed = sum(block.kind == "address" for block in blocks)
    return blocks[: -listed - 1] if listed else blocks


def test_a_heading_and_a_paragraph() -> None:
    heading, paragraph = parse("# Signs of forced labour\n\nInspectors met\nin Geneva.")
    assert (heading.text, heading.kind, heading.level) == ("Signs of forced labour", "heading", 1)
    assert (paragraph.text, paragraph.level) == ("Inspectors met in Geneva.", 0)


def test_lists_keep_their_numbers_and_nest() -> None:
    assert texts("3. first\n   - inner\n4. second") == ["3. first", "   • inner", "4. second"]


def test_a_second_line_of_an_item_stands_under_its_text() -> None:
    (block,) = parse("12. a long item")
    assert (block.first, block.rest) == ("12. ", "    ")


def test_items_of_a_tight_list_follow_one_another_and_those_of_a_loose_one_do_not() -> None:
    assert [block.gap for block in parse("> quoted\n\n- one\n- two")] == [True, True, False]
    assert [block.gap for block in parse("- one\n\n- two")] == [True, True]


def test_a_quote_has_a_line_before_every_line() -> None:
    (block,) = parse("> quoted")
    assert (block.first, block.rest, block.kind) == ("│ ", "│ ", "quote")


def test_code_is_set_in_and_keeps_its_lines() -> None:
    (block,) = parse("```\none\n\ttwo\n```")
    assert (block.text, block.kind, block.first) == ("one\n    two", "code", "  ")


def test_links_are_numbered_and_listed_at_the_end() -> None:
    blocks = parse("See [the report](https://example.org/r) and [again](https://example.org/r).")
    assert blocks[0].text == "See the report[1] and again[1]."
    assert Span(4, 14, "link") in blocks[0].spans
    assert (blocks[-1].first, blocks[-1].text) == ("[1] ", "example.org https://example.org/r")


def test_links_are_numbered_on_over_paragraphs() -> None:
    assert parse("[a](/a)\n\n- [b](/b)\n\n[c](/c)")[2].text == "c[3]"


def test_the_host_an_address_leads_to_stands_first_whatever_it_pretends() -> None:
    *_, listed = parse("[bank](https://bank.example@evil.example/login)")
    assert listed.text == "evil.example https://bank.example@evil.example/login"


def test_an_address_that_is_its_own_text_is_not_listed_again() -> None:
    assert len(parse("<https://example.org>")) == 1


def test_an_address_that_is_only_defined_is_listed_too() -> None:
    assert texts("Words.\n\n[unused]: https://example.org/x")[-1] == "[1] example.org https://example.org/x"


def test_an_image_leaves_its_caption() -> None:
    assert texts("![The delegates](d.jpg)") == ["[image: The delegates]"]
    assert texts("![](d.jpg)") == ["[image]"]


def test_a_style_within_another_lies_above_it() -> None:
    (block, *_) = parse("**see [this](/x) now**")
    assert [span.style for span in block.spans] == ["strong", "link", "supplied"]


def test_a_footnote_is_text() -> None:
    assert texts("A term[^1].\n\n[^1]: What it means.") == ["A term[^1].", "[^1]: What it means."]


@pytest.mark.parametrize("text", ["Annex [A] to [/foo] and [sic]", "<b>not bold</b>", "[x](javascript:alert)"])
def test_brackets_and_tags_are_only_text(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "text", ["a &#27;[2J b", "a &#x202e;b", "a &#155;31m b", "> a &#x202e;b", "| a |\n|---|\n| &#x202e;b |"]
)
def test_what_an_entity_decodes_to_is_made_visible(text: str) -> None:
    assert all(part.isprintable() for part in texts(text))


@pytest.mark.parametrize("marker", ["> ", "- ", "1. "])
def test_a_thousand_nested_markers_are_cut_to_a_few(marker: str) -> None:
    (block,) = parse(marker * 1000 + "deep")
    assert block.text == "deep"
    assert len(block.rest) <= MAX_DEPTH * 3


def test_a_paragraph_of_very_many_brackets_is_shown_as_it_is_written() -> None:
    links = "[a](/b) " * 3000
    assert texts(links) == [links.strip()]


def test_where_markdown_would_lose_text_the_plain_paragraphs_are_shown() -> None:
    plain = "first words\n\n" + "second words " * 20
    assert parse("first words", plain) == (Block("first words"), Block(("second words " * 20).strip("\n")))


@given(st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=4), min_size=1, max_size=6))
def test_a_text_read_in_pieces_reads_as_one_read_at_once(paragraphs: list[list[str]]) -> None:
    markdown = "\n\n".join("\n".join(lines) for lines in paragraphs)
    at_once = parse(f"{markdown}\n\n[z]: /z")
    assert body(parse(markdown)) == body(at_once)
