from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Document, StatedDate
from tests.tui.citations.documents import BARE, CITED, HOSTILE, INFERRED, RELEASE, UNDATED, UNTITLED
from tui.citations import STYLES, bibliography, cited, csl_item, quoted

CAPTURED = "2020-01-05T10:11:12Z"
CSL_NAMES = {
    "id", "type", "genre", "title", "author", "issued", "publisher-place", "URL", "accessed", "language",
}  # fmt: skip
HARD = st.text(st.sampled_from("aZ é„“”\"'{}\\%&$#_~^<>[]()*`-=|;:,.?!@\n\r\t\x1b\u2028\u202e\u200b\ud800\U0001f600日"))


def documents() -> st.SearchStrategy[Document]:
    return st.builds(
        Document,
        key=st.just("k7m2p9aaaa"),
        origin=st.just("x"),
        title=st.none() | HARD,
        text=st.just(""),
        markdown=st.just(""),
        date=st.sampled_from([None, StatedDate(987), StatedDate(2007, 7), StatedDate(2011, 5, 18)]),
        place=st.lists(HARD, max_size=2).map(tuple),
        source=st.lists(HARD, max_size=3).map(tuple),
        fields=st.lists(HARD, max_size=2).map(tuple),
        type=st.none() | st.just("report") | HARD,
        url=st.none() | HARD,
    )


@pytest.mark.parametrize(
    ("date", "apa", "chicago"),
    [
        (None, "(n.d.).", "Press release, Tarvo, n.d., accessed January 5, 2020."),
        (StatedDate(2007), "(2007).", "Press release, Tarvo, 2007."),
        (StatedDate(2007, 7), "(2007, July).", "Press release, Tarvo, July 2007."),
        (StatedDate(2007, 7, 3), "(2007, July 3).", "Press release, Tarvo, July 3, 2007."),
    ],
    ids=["undated", "year", "month", "day"],
)
def test_a_date_is_as_precise_as_it_is_stated(date: StatedDate | None, apa: str, chicago: str) -> None:
    undecided = replace(RELEASE, date=date)

    assert f" {apa} " in cited(undecided, "apa", captured=CAPTURED)
    assert f" {chicago} " in cited(undecided, "chicago", captured=CAPTURED)


@pytest.mark.parametrize(
    ("date", "parts", "tags"),
    [
        (StatedDate(987), [987], ["PY  - 0987", "DA  - 0987///"]),
        (StatedDate(2007, 7), [2007, 7], ["PY  - 2007", "DA  - 2007/07//"]),
        (StatedDate(2011, 5, 18), [2011, 5, 18], ["PY  - 2011", "DA  - 2011/05/18/"]),
    ],
    ids=["year", "month", "day"],
)
def test_programs_get_the_parts_of_a_date_that_are_stated(date: StatedDate, parts: list[int], tags: list[str]) -> None:
    dated = replace(RELEASE, date=date)

    assert csl_item(dated)["issued"] == {"date-parts": [parts]}
    assert [line for line in cited(dated, "ris").splitlines() if line[:2] in {"PY", "DA"}] == tags


def test_what_is_not_stated_is_left_out() -> None:
    assert csl_item(BARE) == {"id": BARE.key, "type": "document", "title": "[Untitled document]"}
    assert cited(BARE, "ris").splitlines() == ["TY  - ELEC", f"ID  - {BARE.key}", "TI  - [Untitled document]", "ER  - "]
    assert cited(BARE, "bibtex").splitlines()[1:] == ["  title        = {{[Untitled document]}},", "}"]


@pytest.mark.parametrize("style", STYLES)
def test_an_inferred_value_is_never_cited(style: str) -> None:
    assert cited(INFERRED, style) == cited(replace(INFERRED, inferred={}), style)


@pytest.mark.parametrize(
    "captured", [None, "", "last week", "1305712800", "20200105101112", "2020-13-45", "2020-01-055"]
)
def test_a_page_was_fetched_on_no_day_unless_it_is_one(captured: str | None) -> None:
    assert "accessed" not in csl_item(RELEASE, captured)


@pytest.mark.parametrize("captured", ["2020-01-05", CAPTURED, " 2020-01-05 10:11:12+02:00\n"])
def test_the_day_a_page_was_fetched_is_told_where_it_is_stated(captured: str) -> None:
    assert csl_item(RELEASE, captured)["accessed"] == {"date-parts": [[2020, 1, 5]]}
    assert "Y2  - 2020/01/05/" in cited(RELEASE, "ris", captured=captured).splitlines()
    assert "  urldate      = {2020-01-05}," in cited(RELEASE, "bibtex", captured=captured).splitlines()


@pytest.mark.parametrize(
    ("sources", "apa", "chicago", "note"),
    [
        (("ILO", "UNODC"), "ILO & UNODC. (2011", "ILO and UNODC. “Forced", "ILO and UNODC, “Forced"),
        (("A", "B", "C"), "A, B, & C. (2011", "A, B, and C. “Forced", "A et al., “Forced"),
        (tuple("ABCDEFG"), "A, B, C, D, E, F, & G. (2011", "A, B, C, et al. “Forced", "A et al., “Forced"),
        (("Project Services, U.N.",), "Project Services, U.N. (2011", "Project Services, U.N. “F", "U.N., “F"),
    ],
    ids=["two", "three", "seven", "full-stop"],
)
def test_sources_are_joined_as_each_style_does(sources: tuple[str, ...], apa: str, chicago: str, note: str) -> None:
    release = replace(RELEASE, source=sources)

    assert cited(release, "apa").startswith(apa)
    assert cited(release, "chicago").startswith(chicago)
    assert note in quoted(release, "x", "chicago")


def test_chicago_puts_its_commas_and_stops_inside_the_quotation_marks() -> None:
    asking = replace(RELEASE, title='What is "next"?')

    assert "“What is ‘next’?” Press release" in cited(asking, "chicago")
    assert "“What is ‘next’?,” press release" in quoted(asking, "x", "chicago")


def test_a_name_with_and_or_commas_in_it_stays_one_name() -> None:
    name = "Organization for Security, and Co-operation"

    assert csl_item(replace(RELEASE, source=(name,)))["author"] == [{"literal": name}]
    assert f"author       = {{{{{name}}} and {{ILO}}}}," in cited(replace(RELEASE, source=(name, "ILO")), "bibtex")


@pytest.mark.parametrize(
    ("kind", "csl", "ris", "bibtex"),
    [
        ("Report", "report", "RPRT", "@techreport"),
        ("OSCE report on elections", "report", "RPRT", "@techreport"),
        ("Reportage", "webpage", "ELEC", "@misc"),
        (None, "webpage", "ELEC", "@misc"),
    ],
)
def test_a_report_is_one_for_programs_too(kind: str | None, csl: str, ris: str, bibtex: str) -> None:
    document = replace(RELEASE, type=kind)

    assert csl_item(document)["type"] == csl
    assert cited(document, "ris").startswith(f"TY  - {ris}\n")
    assert cited(document, "bibtex").startswith(f"{bibtex}{{dateline-{RELEASE.key},\n")


def test_an_untitled_document_is_described_once() -> None:
    assert cited(UNTITLED, "apa").count("dvisory") == 1
    assert cited(UNTITLED, "chicago").count("dvisory") == 1
    assert "genre" not in csl_item(UNTITLED)


def test_ris_has_the_line_ends_its_reference_asks_for() -> None:
    text = "".join(bibliography([(RELEASE, None), (UNDATED, None)], "ris"))

    assert text.startswith("TY  - ELEC\r\n")
    assert text.endswith("\r\nER  - \r\n")
    assert "ER  - \r\n\r\nTY  - ELEC\r\n" in text
    assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize("style", STYLES)
def test_a_bibliography_of_nothing_is_empty(style: str) -> None:
    assert list(bibliography([], style)) == []


def test_several_items_are_one_array() -> None:
    assert [item["id"] for item in json.loads("".join(bibliography(CITED, "csl-json")))] == [
        document.key for document, _ in CITED
    ]
    assert len(json.loads("".join(bibliography([(RELEASE, None)], "csl-json")))) == 1


def test_a_bibliography_takes_one_document_at_a_time() -> None:
    taken = []

    def coming() -> Any:  # noqa: ANN401
        for document, captured in CITED:
            taken.append(document.key)
            yield document, captured

    next(bibliography(coming(), "csl-json"))

    assert taken == [RELEASE.key]


@pytest.mark.parametrize("style", STYLES)
def test_no_citation_lets_a_page_steer_the_terminal_or_break_its_line(style: str) -> None:
    text = cited(HOSTILE, style, captured=CAPTURED)

    assert not {"\x1b", "\x07", "\u202e", "\x9b", "\u2028", "\r"} & set(text)
    assert len(re.findall("^ER  - ", text, re.MULTILINE)) == (1 if style == "ris" else 0)
    assert "https://x.example/a%20b%7D%20%7Bc" in text


@given(documents())
def test_every_item_is_valid_csl(document: Document) -> None:
    item: dict[str, Any] = json.loads("".join(bibliography([(document, CAPTURED)], "csl-json")))[0]

    assert item == csl_item(document, CAPTURED)
    assert item.keys() <= CSL_NAMES
    assert item["type"] in {"webpage", "report", "document"}
    assert all(author.keys() == {"literal"} and author["literal"] for author in item.get("author", []))
    for name in {"issued", "accessed"} & item.keys():
        (parts,) = item[name]["date-parts"]
        assert 1 <= len(parts) <= 3
        assert all(type(part) is int for part in parts)
    assert all(isinstance(item[name], str) and item[name] for name in item.keys() - {"author", "issued", "accessed"})


@given(documents())
def test_every_line_of_ris_is_a_tag(document: Document) -> None:
    lines = "".join(bibliography([(document, CAPTURED)], "ris")).split("\r\n")

    assert lines[0] in {"TY  - ELEC", "TY  - RPRT"}
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n\x85\u2028\x1b]+", line) for line in lines[:-2])
    assert [line[:2] for line in lines].count("TY") == 1


@given(documents())
def test_bibtex_stays_balanced(document: Document) -> None:
    entry = cited(document, "bibtex", captured=CAPTURED)

    depths = [entry[:end].count("{") - entry[:end].count("}") for end in range(len(entry) + 1)]
    assert depths[-1] == 0
    assert all(depth > 0 for depth in depths[entry.index("{") + 1 : -1])
    assert all(re.fullmatch(r"  \w+ += .+,", line) for line in entry.splitlines()[1:-1])


@given(documents())
def test_a_reference_to_read_is_one_line(document: Document) -> None:
    for style in ("apa", "chicago"):
        text = cited(document, style, captured=CAPTURED)
        assert len(text.splitlines()) == 1
        assert "  " not in text
