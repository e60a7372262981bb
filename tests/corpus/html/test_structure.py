"""What becomes of a page's structure in Markdown, in plain text and in lines."""

from __future__ import annotations

from tests.corpus.html.reading import CLOSING, MIDDLE, OPENING, PROSE, page, read


def test_paragraphs_have_a_blank_line_between_them() -> None:
    article = read(page(PROSE))
    assert article.text == f"{OPENING}\n\n{MIDDLE}\n\n{CLOSING}"
    assert article.lines == (OPENING, MIDDLE, CLOSING)


def test_headings_are_atx_in_markdown_and_plain_in_text() -> None:
    article = read(page(f"<p>{OPENING}</p><h2>What the <em>wardens</em> learn</h2><p>{MIDDLE}</p><p>{CLOSING}</p>"))
    assert "\n\n## What the wardens learn\n\n" in article.markdown
    assert "\n\nWhat the wardens learn\n\n" in article.text


def test_a_numbered_list_keeps_its_numbers_and_its_start() -> None:
    items = (
        "<ol start='3'><li>Read the gauge at the upper bridge.</li><li>Ring the warden of the next valley.</li></ol>"
    )
    article = read(page(f"<p>{OPENING}</p>{items}<p>{MIDDLE}</p><p>{CLOSING}</p>"))
    assert "3. Read the gauge at the upper bridge.\n4. Ring the warden of the next valley." in article.markdown
    assert "3. Read the gauge at the upper bridge.\n4. Ring the warden of the next valley." in article.text
    assert "4. Ring the warden of the next valley." in article.lines


def test_nested_lists_are_indented_in_markdown_and_flat_in_lines() -> None:
    items = (
        "<ul><li>Gauges bought for the upper valleys<ul><li>seven on the river Sill itself</li>"
        "<li>two on the lake behind the dam</li></ul></li><li>Handbooks for every warden on duty</li></ul>"
    )
    article = read(page(f"<p>{OPENING}</p>{items}<p>{MIDDLE}</p><p>{CLOSING}</p>"))
    assert (
        "- Gauges bought for the upper valleys\n  - seven on the river Sill itself\n  - two on the lake behind the dam\n"
        "- Handbooks for every warden on duty" in article.markdown
    )
    assert "- seven on the river Sill itself" in article.lines


def test_the_second_paragraph_of_an_item_belongs_to_the_item() -> None:
    items = "<ol><li><p>Read the gauge at the bridge.</p><p>Do so every hour of the night.</p></li><li>Write it down.</li></ol>"
    article = read(page(f"<p>{OPENING}</p>{items}<p>{MIDDLE}</p><p>{CLOSING}</p>"))
    assert "1. Read the gauge at the bridge.\n\n   Do so every hour of the night.\n" in article.markdown
    assert "2. Write it down." in article.markdown


def test_a_sentence_that_begins_with_a_number_is_no_list() -> None:
    article = read(
        page(f"{PROSE}<p>18. May is the day on which the wardens of all six valleys meet for their dinner.</p>")
    )
    assert "18\\. May is the day" in article.markdown
    assert "18. May is the day" in article.text


def test_a_table_has_one_row_a_line_and_bars_in_cells_are_escaped() -> None:
    table = (
        "<table><tr><th>Valley</th><th>Gauges</th></tr><tr><td>Upper | Lower Sill</td><td>7</td></tr>"
        "<tr><td>Orm</td><td>2</td></tr></table>"
    )
    article = read(page(f"<p>{OPENING}</p><p>{MIDDLE}</p>{table}<p>{CLOSING}</p>"))
    assert "| Valley | Gauges |\n| --- | --- |\n| Upper \\| Lower Sill | 7 |\n| Orm | 2 |" in article.markdown
    assert "Orm | 2" in article.text


def test_a_cell_that_spans_rows_does_not_shift_the_rows_below() -> None:
    table = (
        "<table><tr><th>Valley</th><th>Year</th><th>Gauges</th></tr><tr><td rowspan='2'>Sill</td><td>2011</td><td>5</td></tr>"
        "<tr><td>2012</td><td>7</td></tr><tr><td colspan='2'>Total of all</td><td>12</td></tr></table>"
    )
    article = read(page(f"<p>{OPENING}</p><p>{MIDDLE}</p>{table}<p>{CLOSING}</p>"))
    assert "| Sill | 2011 | 5 |\n|  | 2012 | 7 |\n| Total of all |  | 12 |" in article.markdown


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    html = f"<html><body><table><tr><td><h1>Wardens</h1>{PROSE}</td><td><p>x</p></td></tr><tr><td></td><td></td></tr></table>"
    article = read(html)
    assert "|" not in article.markdown
    assert OPENING in article.text


def test_a_quotation_stays_one() -> None:
    article = read(page(f"<p>{OPENING}</p><blockquote><p>{MIDDLE}</p></blockquote><p>{CLOSING}</p>"))
    assert f"\n\n> {MIDDLE}\n\n" in article.markdown
    assert f"\n\n{MIDDLE}\n\n" in article.text


def test_links_are_resolved_against_the_address_of_the_page() -> None:
    body = f"<p>{OPENING} See <a href='../handbook (new).pdf'>the handbook</a> of the Council.</p><p>{MIDDLE}</p>"
    article = read(page(body, "<link rel='canonical' href='https://lake.example/news/2012/wardens'>"))
    assert "[the handbook](https://lake.example/news/handbook%20%28new%29.pdf)" in article.markdown
    assert "See the handbook of the Council." in article.text


def test_a_relative_link_of_a_page_without_address_is_text() -> None:
    article = read(page(f"<p>{OPENING} See <a href='/handbook'>the handbook</a> of the Council.</p><p>{MIDDLE}</p>"))
    assert "See the handbook of the Council." in article.markdown


def test_an_image_gives_its_caption_and_nothing_else() -> None:
    figure = "<figure><img src='/w.jpg' alt='IMG_2041'><figcaption>Wardens at the upper bridge of Tallora.</figcaption></figure>"
    article = read(page(f"<p>{OPENING}</p>{figure}<p>{MIDDLE}</p><p>{CLOSING}</p>"))
    assert "*Wardens at the upper bridge of Tallora.*" in article.markdown
    assert "Wardens at the upper bridge of Tallora." in article.text
    assert "IMG_2041" not in article.markdown


def test_emphasis_stands_in_markdown_and_not_in_text() -> None:
    article = read(page(f"<p>{OPENING} It is <b>not</b> a <i>drill</i>, nor a_test.</p><p>{MIDDLE}</p>"))
    assert "It is **not** a *drill*, nor a_test." in article.markdown
    assert "It is not a drill, nor a_test." in article.text


def test_code_keeps_its_lines_behind_a_fence_that_holds() -> None:
    article = read(page(f"<p>{OPENING}</p><pre>gauge --read\n  ```\n  --every 10</pre><p>{MIDDLE}</p><p>{CLOSING}</p>"))
    assert "````\ngauge --read\n  ```\n  --every 10\n````" in article.markdown


def test_two_line_breaks_end_a_paragraph_and_one_ends_a_line() -> None:
    article = read(page(f"{OPENING}<br><br>{MIDDLE}<br>Mira Dolan, Tallora<br><br>{CLOSING}"))
    assert article.text == f"{OPENING}\n\n{MIDDLE}\nMira Dolan, Tallora\n\n{CLOSING}"


def test_characters_that_are_markup_in_markdown_are_escaped_there_only() -> None:
    article = read(
        page(f"{PROSE}<p># is a number sign and * a star in the wardens' handbook, where [sic] is often met too.</p>")
    )
    assert "\\# is a number sign and \\* a star" in article.markdown
    assert "\\[sic\\]" in article.markdown
    assert "# is a number sign and * a star" in article.text
