"""A page that lists others: each entry is a document, marked as cut off, under the address of what it announces."""

from corpus.cleaning import clean_page
from corpus.document import Document
from corpus.formats import read_pages

ENTRIES = (
    (
        "A ferry timetable for two villages",
        "/news/41",
        "16 May 2014",
        "The timetable hangs on both piers, and it is the same one on each.",
    ),
    (
        "Eleven clerks learn to say no",
        "/news/40",
        "9 May 2014",
        "A course has collected forty questions that are asked at counters.",
    ),
    (
        "The pass stays open on Fridays",
        "/news/39",
        "30 April 2014",
        "Both posts have extended what has no signatures by another year.",
    ),
)
MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Home", "News", "Library", "Jobs"))
    + "</ul></nav>"
)
PROSE = (
    "<p>"
    + "The mission has watched the crossing since the day it was shut, and has counted who came and who did not. " * 6
    + "</p>"
)


def page(body: str) -> list[Document]:
    html = f"<!DOCTYPE html><html lang='en'><head><title>Newsroom</title><link rel='canonical' href='https://www.cobs.example/newsroom'></head><body>{MENU}<main>{body}</main></body></html>"
    return clean_page(read_pages("page.html", html.encode(), "page.html")[0])


def listing(entries: tuple[tuple[str, str, str, str], ...] = ENTRIES) -> str:
    return "<h1>Newsroom</h1>" + "".join(
        f"<article><h3><a href='{link}'>{title}</a></h3><time>{date}</time><p>{teaser}</p></article>"
        for title, link, date, teaser in entries
    )


def test_each_entry_is_a_document_under_its_own_address() -> None:
    found = [(one.title, str(one.date), one.url, one.item) for one in page(listing())]
    assert found == [
        ("A ferry timetable for two villages", "2014-05-16", "https://www.cobs.example/news/41", 1),
        ("Eleven clerks learn to say no", "2014-05-09", "https://www.cobs.example/news/40", 2),
        ("The pass stays open on Fridays", "2014-04-30", "https://www.cobs.example/news/39", 3),
    ]


def test_a_teaser_says_that_there_is_more_elsewhere() -> None:
    first = page(listing())[0]
    assert first.truncated
    assert first.text == ENTRIES[0][3]


def test_entries_keep_their_keys_when_others_come_before_them() -> None:
    earlier = {one.title: one.key for one in page(listing())}
    fresh = (
        "New lamps for inspectors in two ports",
        "/news/42",
        "20 May 2014",
        "They are brighter than the old ones, and heavier.",
    )
    later = {one.title: one.key for one in page(listing((fresh, *ENTRIES)))}
    assert earlier.items() <= later.items()


def test_an_article_with_dated_related_stories_stays_one_article() -> None:
    documents = page(f"<h1>Nine years at the bridge</h1>{PROSE}{listing()}")
    assert len(documents) == 1
    assert "watched the crossing" in documents[0].text


def test_two_entries_or_entries_without_dates_make_no_listing() -> None:
    undated = tuple((title, link, "", teaser) for title, link, _, teaser in ENTRIES)
    assert len(page(listing(ENTRIES[:2]))) == 1
    assert len(page(listing(undated))) == 1
