"""Furniture learned per site: what a site repeats is no article, on its other pages and on new ones."""

from corpus.cleaning import clean_page, lines_of_page
from corpus.cleaning.sites import Furniture, Sites
from corpus.document import Document, Page
from corpus.formats import read_pages
from tests.corpus.pages import PARAGRAPHS

NOTICE = "The Council for Open Borders and Security is a body of twenty-one States that has met in Lomenitz every spring since 1974."
MENU = "\n".join(
    f"- {name}"
    for name in (
        "Our work",
        "Ports",
        "Borders",
        "Elections",
        "Courts",
        "Schools",
        "Rivers",
        "Mines",
        "Archive",
        "Contacts",
    )
)


def page(number: int, menu: str = MENU, body: str = "") -> Page:
    text = f"{menu}\nStory number {number} of the year\n{body or f'{PARAGRAPHS[0]} It was case {number}.'}\n{PARAGRAPHS[1]} Case {number}.\n{NOTICE}"
    return read_pages(f"{number}.txt", text.encode(), f"{number}.txt")[0]


def learned(pages: list[Page]) -> Furniture:
    sites = Sites()
    for one in pages:
        sites.learn(lines_of_page(one))
    return sites.furniture()


def only(one: Page, known: Furniture) -> Document:
    (document,) = clean_page(one, known)
    return document


def test_a_notice_on_every_page_is_furniture_though_it_reads_like_prose() -> None:
    pages = [page(number) for number in range(6)]
    known = learned(pages)
    assert NOTICE in only(pages[0], Furniture()).text
    assert NOTICE not in only(pages[0], known).text
    assert PARAGRAPHS[1] in only(pages[0], known).text


def test_a_new_page_of_a_known_site_is_cleaned_by_what_was_learned() -> None:
    known = learned([page(number) for number in range(6)])
    assert NOTICE not in only(page(99), known).text


def test_one_page_alone_still_works() -> None:
    assert only(page(1), learned([page(1)])).title == "Story number 1 of the year"


def test_captures_of_one_page_count_once() -> None:
    captures = [page(1, body=f"{PARAGRAPHS[0]} It was case 1.") for _ in range(5)]
    known = learned(captures)
    assert PARAGRAPHS[1] in only(captures[0], known).text


def test_a_menu_that_drifts_between_captures_is_still_the_menu() -> None:
    drifted = MENU.replace("- Rivers", "- Rivers and lakes").replace("- Mines", "- Mines, chairmanship 2026")
    known = learned([page(number) for number in range(6)])
    text = only(page(7, menu=drifted), known).text
    assert "lakes" not in text
    assert "chairmanship" not in text


def test_a_page_of_another_site_is_not_judged_by_this_one() -> None:
    known = learned([page(number) for number in range(6)])
    other = "\n".join(
        f"- {name}" for name in ("Sport", "Weather", "Travel", "Money", "Books", "Music", "Film", "Food", "Letters")
    )
    assert NOTICE in only(page(8, menu=other), known).text


def test_pages_with_an_address_belong_to_the_site_of_its_host() -> None:
    def addressed(number: int) -> Page:
        text = f"https://www.cobs.example/{number}\n{page(number, menu='').text}"
        return read_pages("x.txt", text.encode(), "x.txt")[0]

    known = learned([addressed(number) for number in range(6)])
    assert set(known.sites) == {"cobs.example"}
    assert NOTICE not in only(addressed(50), known).text


def test_old_menus_are_forgotten() -> None:
    sites = Sites()
    for number in range(700):
        menu = MENU if number < 40 else MENU.replace("- Mines", "- Quarries")
        sites.learn(lines_of_page(page(number, menu=menu)))
    (site,) = sites.learned()
    assert site.pages < 200
    assert len(site.counts) < 2000


def test_other_dates_of_the_site_tell_which_number_is_the_day() -> None:
    def dated(number: int, date: str) -> Page:
        text = f"https://www.cobs.example/{number}\nStory number {number} of the year\nDate: {date}\nSource: Mission to Varesia\n{PARAGRAPHS[0]} Case {number}."
        return read_pages("x.txt", text.encode(), "x.txt")[0]

    days = learned([dated(number, f"{13 + number}/04/2011") for number in range(4)])
    months = learned([dated(number, f"04/{13 + number}/2011") for number in range(4)])
    assert str(only(dated(9, "03/04/2011"), days).date) == "2011-04-03"
    assert str(only(dated(9, "03/04/2011"), months).date) == "2011-03-04"
    assert str(only(dated(9, "03/04/2011"), Furniture()).date) == "2011"
