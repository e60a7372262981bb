"""Pages that hold many documents."""

from corpus.document import StatedDate
from tests.corpus.pages import BODY, PARAGRAPHS, cleaned

DIGEST = f"""News on work at sea

July 2007

  1. A course for inspectors opens in Kolnik

    12 July 2007

    {PARAGRAPHS[0]}

  2. © Photo Agency 2007

    A card for seafarers

    {PARAGRAPHS[1]}

  3. New census of mines

    09 July 2007

June 2007

  1. The hotline answers at night

    KOLNIK, June 4 — {PARAGRAPHS[2]}
"""

LISTING = "\n".join(
    ["Newsroom", "News and press releases"]
    + [
        line
        for title, date in (("Below deck", "4 March 2008"), ("Above deck", "5 April 2009"))
        for line in (
            title,
            f"Publishing date: {date}",
            "Content type: News",
            "Where we are: Mission to Varesia",
            "What we do: Migration, Policing",
            f"KOLNIK, {date} – {PARAGRAPHS[0][:60]}...",
        )
    ]
)


def test_each_numbered_item_is_a_document_with_its_own_date() -> None:
    found = [(document.title, str(document.date), document.item) for document in cleaned(DIGEST)]
    assert found == [
        ("A course for inspectors opens in Kolnik", "2007-07-12", 1),
        ("A card for seafarers", "2007-07", 2),
        ("New census of mines", "2007-07-09", 3),
        ("The hotline answers at night", "2007-06-04", 4),
    ]


def test_a_photo_credit_is_not_the_title_of_its_item() -> None:
    assert cleaned(DIGEST)[1].text == PARAGRAPHS[1]


def test_an_item_with_a_title_alone_is_a_document() -> None:
    assert cleaned(DIGEST)[2].text == ""


def test_items_have_keys_of_their_own_that_do_not_change() -> None:
    keys = [document.key for document in cleaned(DIGEST)]
    assert len(set(keys)) == 4
    assert keys == [document.key for document in cleaned(DIGEST)]


def test_each_entry_of_a_listing_is_a_document_with_its_labels() -> None:
    first, second = cleaned(LISTING)
    assert (first.title, first.date, first.source, first.fields) == (
        "Below deck",
        StatedDate(2008, 3, 4),
        ("Mission to Varesia",),
        ("Migration", "Policing"),
    )
    assert (second.title, second.date, second.type, second.place) == (
        "Above deck",
        StatedDate(2009, 4, 5),
        "News",
        ("Kolnik",),
    )
    assert first.truncated


def test_numbered_demands_in_an_article_do_not_make_it_a_digest() -> None:
    demands = "\n".join(f"{number}. Let inspectors aboard in every port and at any hour." for number in (1, 2, 3))
    assert (
        len(
            cleaned(f"Three demands of the seafarers\nKOLNIK, 4 March 2008 – {BODY}\n{demands}\n{PARAGRAPHS[2]} Again.")
        )
        == 1
    )


def test_releases_between_rules_are_documents_of_their_own() -> None:
    thread = f"Releases of the week\n\nBelow deck\n\nKOLNIK, 4 March 2008 – {BODY}\n\n###\n\nAbove deck\n\nKOLNIK, 5 March 2008 – {BODY} Again.\n\n###\n"
    assert [(document.title, str(document.date)) for document in cleaned(thread)] == [
        ("Below deck", "2008-03-04"),
        ("Above deck", "2008-03-05"),
    ]


def test_a_rule_inside_an_article_does_not_split_it() -> None:
    assert len(cleaned(f"Below deck\n\nKOLNIK, 4 March 2008 – {BODY}\n\n* * *\n\n{PARAGRAPHS[1]} So it was.")) == 1


def test_entries_of_a_listing_are_teasers() -> None:
    assert all(document.truncated for document in cleaned(LISTING))
