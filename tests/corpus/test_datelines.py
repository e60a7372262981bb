"""Datelines in the shapes that occur, and openings that only look like one."""

import pytest

from corpus.cleaning.datelines import read_dateline
from corpus.document import StatedDate

MAY = StatedDate(2011, 5, 18)


@pytest.mark.parametrize(
    ("opening", "places", "date"),
    [
        ("TBILISI, 18 May 2011 – Inspectors met", ("Tbilisi",), MAY),
        ("CHISINAU, 18 May 2011- The mission opened", ("Chisinau",), MAY),
        ("VIENNA/SARAJEVO, 18 May 2011 – Two offices", ("Vienna", "Sarajevo"), MAY),
        ("18 May 2011, Sarajevo – The court ruled", ("Sarajevo",), MAY),
        ("NOVI PAZAR, May 18, 2011 — A hotline", ("Novi Pazar",), MAY),
        ("Miami – May 18, 2011", ("Miami",), MAY),
        ("Brussels, 18 May 2011", ("Brussels",), MAY),
        ("SARAJEVO 18 May 2011", ("Sarajevo",), MAY),
        ("THE HAGUE, 18 May 2011 - The High Commissioner", ("The Hague",), MAY),
        ("КИЕВ, 18 мая 2011 г. – Координатор проектов", ("Киев",), MAY),
        ("GENÈVE, le 18 mai 2011 – Le Bureau", ("Genève",), MAY),
        ("WIEN, 18. Mai 2011 – Das Sekretariat", ("Wien",), MAY),
        ("VIENA, 18 de mayo de 2011 - La Secretaría", ("Viena",), MAY),
    ],
)
def test_reads_where_and_when(opening: str, places: tuple[str, ...], date: StatedDate) -> None:
    dateline = read_dateline(opening)
    assert dateline is not None
    assert (dateline.places, dateline.date) == (places, date)


def test_a_date_without_a_year_keeps_day_and_month() -> None:
    dateline = read_dateline("VIENNA, 29 July (UN Information Service) - Delegates agreed")
    assert dateline is not None
    assert (dateline.places, dateline.date, dateline.day, dateline.source) == (
        ("Vienna",),
        None,
        (29, 7),
        "UN Information Service",
    )


def test_a_state_behind_the_city_is_no_second_place() -> None:
    dateline = read_dateline("Ashgabat, Turkmenistan, Nov. 30 – A seminar")
    assert dateline is not None
    assert (dateline.places, dateline.day) == (("Ashgabat",), (30, 11))


def test_an_issuing_body_in_brackets_is_a_dateline() -> None:
    alone = read_dateline("(OSCE) - Human beings are no goods")
    with_place = read_dateline("GENEVA (ILO News) – Inspectors are few")
    assert alone is not None
    assert with_place is not None
    assert (alone.source, alone.places) == ("OSCE", ())
    assert (with_place.source, with_place.places) == ("ILO", ("Geneva",))


@pytest.mark.parametrize(
    "opening",
    [
        "UPDATE – The ministry has answered",
        "OSCE – what it does and why",
        "FACT SHEET - Seasonal work",
        "The conference opened on 18 May 2011 – a Wednesday – in Tbilisi",
        "Mission to Varesia, an office of the Council – opened in 2004",
        "(see also the annex) - The list is long",
        "On 18 May 2011 the court ruled",
        "",
    ],
)
def test_an_opening_that_states_nothing_is_no_dateline(opening: str) -> None:
    assert read_dateline(opening) is None


def test_a_line_with_nothing_behind_it_stands_alone() -> None:
    solo = read_dateline("Kolnik, 3 March 2002")
    opening = read_dateline("KOLNIK, 3 March 2002 – The depot")
    assert solo is not None
    assert opening is not None
    assert (solo.alone, opening.alone) == (True, False)


@pytest.mark.parametrize(
    "opening",
    [
        "Press Release - 3 May 2006 - The committee met.",
        "For Immediate Release Wednesday, 3 May 2006 - The committee met.",
        "Contact Jane Example Thursday, 4 May 2006 - The committee met.",
        "Thursday 4 May 2006 - The committee met.",
        "Sen. Example To Visit Portville - 3 May 2006",
    ],
)
def test_a_label_a_title_or_a_weekday_is_no_place(opening: str) -> None:
    found = read_dateline(opening)
    assert found is None or found.places == ()


def test_a_weekday_behind_a_place_is_left_out_of_it() -> None:
    found = read_dateline("Portville Thursday, 4 May 2006 - The committee met.")
    assert found is not None
    assert found.places == ("Portville",)
