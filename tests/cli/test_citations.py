from __future__ import annotations

from dataclasses import replace

import pytest

from corpus import Document, StatedDate
from tui.citations import STYLES, apa, bibtex

RELEASE = Document(
    key="k7m2p9",
    origin="pages/a.txt",
    title="Trafficking for labour exploitation should be tackled as serious crime",
    text="",
    markdown="",
    date=StatedDate(2011, 5, 18),
    place=("Tbilisi",),
    source=("OSCE Secretariat",),
    type="press release",
    url="https://news.example/2011/77603",
)


def test_apa_has_a_corporate_author_the_date_the_kind_and_the_address() -> None:
    assert apa(RELEASE) == (
        "OSCE Secretariat. (2011, May 18). Trafficking for labour exploitation should be tackled as serious crime "
        "[Press release]. https://news.example/2011/77603"
    )


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (None, "(n.d.)."),
        (StatedDate(2007), "(2007)."),
        (StatedDate(2007, 7), "(2007, July)."),
        (StatedDate(2007, 7, 3), "(2007, July 3)."),
    ],
)
def test_apa_is_as_precise_as_the_date_that_is_stated(date: StatedDate | None, said: str) -> None:
    assert f" {said} " in apa(replace(RELEASE, date=date))


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (("ILO", "UNODC"), "ILO & UNODC. (2011"),
        (("ILO", "UNODC", "IOM"), "ILO, UNODC, & IOM. (2011"),
        (("Office for Project Services, U.N.",), "Office for Project Services, U.N. (2011"),
    ],
)
def test_apa_joins_several_sources_and_does_not_double_a_full_stop(sources: tuple[str, ...], said: str) -> None:
    assert apa(replace(RELEASE, source=sources)).startswith(said)


def test_apa_puts_the_title_first_where_no_source_is_stated() -> None:
    assert apa(replace(RELEASE, source=(), title="What next?", type=None)) == (
        "What next? (2011, May 18). https://news.example/2011/77603"
    )


def test_apa_describes_what_has_no_title_and_ends_well_without_an_address() -> None:
    assert apa(replace(RELEASE, title=None, url=None)) == "OSCE Secretariat. (2011, May 18). [Untitled press release]."


def test_bibtex_keeps_case_and_letters_and_states_what_is_known() -> None:
    entry = bibtex(replace(RELEASE, title="Chișinău hosts 100 % of the {OSCE} & UN_talks", place=("Chișinău",)))

    assert entry.splitlines() == [
        "@misc{dateline-k7m2p9,",
        "  author       = {{OSCE Secretariat}},",
        r"  title        = {{Chișinău hosts 100 \% of the \{OSCE\} \& UN\_talks}},",
        "  date         = {2011-05-18},",
        "  year         = {2011},",
        "  month        = may,",
        "  howpublished = {Press release},",
        "  address      = {Chișinău},",
        "  url          = {https://news.example/2011/77603},",
        "}",
    ]


def test_bibtex_separates_sources_so_that_an_and_inside_a_name_does_not() -> None:
    entry = bibtex(replace(RELEASE, source=("Organization for Security and Co-operation in Europe", "ILO")))

    assert "author       = {{Organization for Security and Co-operation in Europe} and {ILO}}," in entry


@pytest.mark.parametrize("title", ["a } b", "{{{", "}{", "back\\slash {", "\\}"])
def test_bibtex_stays_balanced_whatever_the_title(title: str) -> None:
    entry = bibtex(replace(RELEASE, title=title))

    depths = [entry[:end].count("{") - entry[:end].count("}") for end in range(len(entry) + 1)]
    assert min(depths) == 0
    assert depths[-1] == 0
    assert all(depth > 0 for depth in depths[entry.index("{") + 1 : -1])


def test_bibtex_calls_a_report_of_a_known_source_a_techreport() -> None:
    report = bibtex(replace(RELEASE, type="report"))

    assert report.startswith("@techreport{")
    assert "institution = {OSCE Secretariat}," in report
    assert "type        = {Report}," in report
    assert bibtex(replace(RELEASE, type="report", source=())).startswith("@misc{")


def test_bibtex_leaves_out_what_is_not_stated() -> None:
    bare = bibtex(Document(key="abcd", origin="x", title=None, text="", markdown=""))

    assert bare == "@misc{dateline-abcd,\n  title        = {{[Untitled document]}},\n}"


@pytest.mark.parametrize("style", STYLES)
def test_no_citation_lets_a_page_steer_the_terminal_or_break_its_line(style: str) -> None:
    hostile = replace(
        RELEASE,
        title="[/foo] \x1b]52;c;aGk=\x07\nnew line",
        source=("\u202eEVIL",),
        url="https://x.example/a b}\n{c\x1b",
    )
    cited = STYLES[style](hostile)

    assert not {"\x1b", "\x07", "\u202e"} & set(cited)
    assert "[/foo] " in cited
    assert "https://x.example/a%20b%7D%20%7Bc" in cited
    assert len(cited.splitlines()) == (1 if style == "apa" else len(bibtex(RELEASE).splitlines()))
