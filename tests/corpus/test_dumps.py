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


def test_a_repost_keeps_the_body_that_issued_it_and_not_the_mirror() -> None:
    page = f"Mission to Varesia\n\nBelow deck\n\nReposted from the mirror of the Solvany Courier\n\nKOLNIK, 4 March 2008 – {BODY}"
    document = only(f"https://mirror.example/copies/81\n{page}")
    assert document.source == ("Mission to Varesia",)
    assert document.url == "https://mirror.example/copies/81"


def test_the_language_is_the_articles_and_not_the_menus() -> None:
    body = (
        "Инспекторы четырёх министерств учились распознавать работников, которых удерживают против их воли, сообщила миссия "
        "во вторник. Никто не просит, чтобы его заперли в трюме, сказала глава инспекции, кто-то должен открыть дверь."
    )
    assert only(f"{MENU}\nПод палубой\nКИЕВ, 4 марта 2008 г. – {body}").language == "ru"


def test_bare_dashes_are_neither_titles_nor_text() -> None:
    document = only(f"Below deck in port\n-\n-\nKOLNIK, 4 March 2008 – {BODY}\n-\n-")
    assert document.title == "Below deck in port"
    assert "- -" not in document.text


def test_a_contact_line_behind_the_article_is_not_its_end() -> None:
    document = only(
        f"Below deck\nKOLNIK, 4 March 2008 – {BODY}\nFor further information please contact the press office at +000 555 014 22."
    )
    assert document.text.endswith(PARAGRAPHS[2])


def test_a_weekday_before_the_date_is_no_place() -> None:
    document = only(f"Below deck in port\nTuesday, 4 March 2008\n{BODY}")
    assert (document.place, document.date) == ((), StatedDate(2008, 3, 4))


def test_a_region_behind_the_city_is_no_second_place() -> None:
    assert only(f"Below deck\nPORT AMREL, Tarsania, March 4, 2008 – {BODY}").place == ("Port Amrel",)


def test_two_places_are_a_list() -> None:
    assert only(f"Below deck\nVIENNA/KOLNIK, 4 March 2008 – {BODY}").place == ("Vienna", "Kolnik")


def test_a_place_in_capitals_counts_if_the_article_names_it_again() -> None:
    assert only(f"Below deck in port\nDRAVIK – {BODY} The port of Dravik is small.").place == ("Dravik",)
    assert only(f"Below deck in port\nCORRECTION – {BODY}").place == ()


def test_the_body_that_issued_a_page_may_stand_above_its_title() -> None:
    document = only(f"Inner Sea Commission\n\nBelow deck in the old port\n\nValmont, 4 March 2008\n\n{BODY}")
    assert (document.source, document.title) == (("Inner Sea Commission",), "Below deck in the old port")
    assert document.stated["source"] == "line"


def test_an_ambiguous_date_is_settled_by_another_of_the_page_or_left_at_the_year() -> None:
    assert only(f"Below deck in port\nDate: 03/04/2011\nSource: Mission to Varesia\n{BODY}").date == StatedDate(2011)
    settled = only(
        f"Below deck in port\nDate: 03/04/2011\nSource: Mission to Varesia\n{BODY}\nLast updated: 25/04/2011"
    )
    assert settled.date == StatedDate(2011, 4, 3)


def test_the_day_of_the_last_change_is_not_the_date_of_issue() -> None:
    assert only(f"Below deck in port\nLast updated: 4 March 2008\nSource: Mission to Varesia\n{BODY}").date is None
