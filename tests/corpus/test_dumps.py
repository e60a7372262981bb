"""Text dumps: what a careful reader takes from the page, and nothing that it does not state."""

from corpus.document import StatedDate
from tests.corpus.pages import BODY, MENU, PARAGRAPHS, cleaned, only


def test_navigation_goes_and_the_article_stays_whole() -> None:
    document = only(
        f"{MENU}\nPress release\nInspectors learn to look below deck\n- Date:\n- 4 March 2008\n- Source:\n- Mission to Varesia\n{BODY}"
    )
    assert document.text.split("\n\n") == list(PARAGRAPHS)
    assert (document.title, document.type) == ("Inspectors learn to look below deck", "Press release")
    assert document.source == ("Mission to Varesia",)
    assert document.date == StatedDate(2008, 3, 4)


def test_an_empty_label_does_not_take_the_next_label_for_its_value() -> None:
    document = only(
        f"{MENU}\nStatement\nA statement on the port\n- Date:\n- Place:\n- KOLNIK\n- Source:\n- Fields of work:\n- Migration\nKOLNIK, 4 March 2008 – {BODY}"
    )
    assert document.source == ()
    assert document.place == ("Kolnik",)
    assert document.fields == ("Migration",)
    assert (document.date, document.stated["date"], document.stated["place"]) == (
        StatedDate(2008, 3, 4),
        "dateline",
        "label",
    )


def test_a_label_value_that_equals_a_menu_entry_is_kept() -> None:
    document = only(
        f"{MENU}\nNews\nCourse for the border police\n- Date:\n- 4 March 2008\n- Fields of work:\n- Border management\n{BODY}"
    )
    assert document.fields == ("Border management",)


def test_fields_of_work_is_a_label_only_with_a_colon() -> None:
    document = only(f"{MENU}\nA title without any labels\nKOLNIK, 4 March 2008 – {BODY}")
    assert document.fields == ()


def test_names_that_hold_commas_are_not_torn_apart() -> None:
    value = "Racism, xenophobia and discrimination, Migration, Migration"
    document = only(f"{MENU}\nNews\nA report on hatred\n- Date:\n- 4 March 2008\n- Fields of work:\n- {value}\n{BODY}")
    assert document.fields == ("Racism, xenophobia and discrimination", "Migration")


def test_nested_values_of_newer_dumps_are_read() -> None:
    document = only(
        f"Press release\nA course at sea\n- Date:\n  - 4 March 2008\n- Source:\n  - Mission to Varesia\n- Fields of work:\n  - Migration\n  - Policing\n{BODY}"
    )
    assert (document.date, document.source, document.fields) == (
        StatedDate(2008, 3, 4),
        ("Mission to Varesia",),
        ("Migration", "Policing"),
    )


def test_a_body_that_stands_twice_stands_once() -> None:
    assert (
        only(
            f"{MENU}\nA long title for the page\nKOLNIK, 4 March 2008 – {BODY}\n{PARAGRAPHS[1]}\n{PARAGRAPHS[2]}"
        ).text.count("fish hold")
        == 1
    )


def test_a_teaser_above_the_labels_is_not_repeated() -> None:
    document = only(
        f"News Item\nBelow deck\n{PARAGRAPHS[0][:80]}...\n- Issued on:\n- Issued by:\n- Office in Kolnik\n{BODY}"
    )
    assert document.text.split("\n\n") == list(PARAGRAPHS)
    assert (document.title, document.source, document.date) == ("Below deck", ("Office in Kolnik",), None)


def test_a_page_that_states_nothing_has_nothing() -> None:
    document = only(f"Below deck in the old port\n{BODY}")
    assert (document.date, document.place, document.source, document.fields, document.type) == (None, (), (), (), None)
    assert document.stated == {"title": "line"}


def test_the_newsletter_line_is_neither_title_nor_text() -> None:
    document = only(f"Subscribe to our Newsletter\n\nBelow deck\n\n\n(OSCE) - {BODY}")
    assert (document.title, document.source) == ("Below deck", ("OSCE",))
    assert "Subscribe" not in document.text


def test_the_date_of_the_dateline_beats_the_day_it_was_reposted() -> None:
    document = only(f"Below deck\nThursday, March 6, 2008 11:21 AM\nKOLNIK, 4 March 2008 — {BODY}")
    assert document.date == StatedDate(2008, 3, 4)


def test_a_dateline_without_a_year_takes_it_from_the_same_day_elsewhere() -> None:
    page = f"Press Releases\n\n    For information only - not an official document\n\n    4 March 2008\n\n    Below deck\n\n    5 March 2008\n\n    VIENNA, 4 March (UN Information Service) - {BODY}"
    document = only(page)
    assert (document.title, document.date, document.source) == (
        "Below deck",
        StatedDate(2008, 3, 4),
        ("UN Information Service",),
    )


def test_a_year_that_stands_nowhere_is_not_invented() -> None:
    document = only(f"Below deck\nKolnik – 4 March – {BODY}")
    assert (document.place, document.date) == (("Kolnik",), None)


def test_menus_written_as_prose_are_left_out() -> None:
    menu = "-\nWho We Are\nThe Migration Dialogue is a body of nineteen States that has worked for orderly movement of people since 1961.\nAbout\nAbout\n-\nOur Work\n- Where We Work\n- Take action"
    document = only(f"{menu}\nBelow deck\nKolnik, 4 March 2008\n{BODY}")
    assert document.text.split("\n\n") == list(PARAGRAPHS)
    assert document.title == "Below deck"


def test_the_menu_of_an_agenda_is_not_the_label_of_the_page() -> None:
    document = only(f"Invitation to the press\nKOLNIK, 4 March 2008 – {BODY}\nDate: 11 April 2008\nPlace: Harbour Hall")
    assert (document.date, document.place) == (StatedDate(2008, 3, 4), ("Kolnik",))


def test_an_article_that_stops_in_mid_sentence_says_so() -> None:
    cut = "For further details of the course and of the places still free in the autumn please write to the office at"
    assert only(f"Below deck\nKOLNIK, 4 March 2008 – {BODY}\n{cut}").truncated
    assert not only(f"Below deck\nKOLNIK, 4 March 2008 – {BODY}").truncated


def test_the_text_of_a_mail_broken_at_a_fixed_width_is_whole_paragraphs_again() -> None:
    words = " ".join(PARAGRAPHS * 3).split()
    rows = [""]
    for word in words:
        rows = [*rows, word] if len(rows[-1]) + len(word) > 68 else [*rows[:-1], f"{rows[-1]} {word}".strip()]
    document = only("Below deck\n\nKOLNIK, 4 March 2008 - " + "\n".join(rows))
    assert len(document.text.split("\n\n")) == 1


def test_a_repeated_address_line_gives_the_page_its_address() -> None:
    document = only(f"Below deck\nhttps://www.cobs.example/news/1?utm_source=x#top\nKOLNIK, 4 March 2008 – {BODY}")
    assert document.url == "https://www.cobs.example/news/1"


def test_a_page_with_nothing_but_a_menu_still_has_no_invented_values() -> None:
    for document in cleaned(MENU):
        assert (document.date, document.source, document.place) == (None, (), ())
