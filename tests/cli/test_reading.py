from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from corpus import Archive, BusyError, Desk, Document, NotFoundError, add
from search import Index
from tui.cli.output import cells
from tui.cli.reading import document_as_text

from .driver import Ran, Reader
from .pages import PAGES


@pytest.fixture(scope="module")
def quay(reader: Reader) -> str:
    """The key of the page about the quay."""
    return str(reader.runs("search", "quay", "--json").json["hits"][0]["key"])


def test_a_hit_is_printed_with_key_date_source_place_title_and_passage(reader: Reader, quay: str) -> None:
    ran = reader.runs("search", '"forced labour"')

    first, title, passage = ran.out.splitlines()
    assert first == f"{quay}  2011-05-18  Council Secretariat · Tarvo"
    assert title.strip() == "Forced labour on the quay must end, council says"
    assert "orced labour" in passage
    assert ran.code == 0


def test_the_count_and_the_time_go_to_standard_error(reader: Reader) -> None:
    ran = reader.runs("search", "labour")

    found, _, took = ran.err.partition(" · ")
    assert found == "2 of 3"
    assert took.endswith(" ms\n")


def test_limit_and_offset_say_what_was_shown(reader: Reader) -> None:
    ran = reader.runs("search", "labour", "--limit", "1", "--offset", "1")

    assert len([line for line in ran.out.splitlines() if not line.startswith(" ")]) == 1
    assert ran.err.endswith("· shown: 2 to 2\n")


def test_sort_orders_by_date(reader: Reader) -> None:
    newest = reader.runs("search", "", "--sort", "newest", "--json").json["hits"]
    oldest = reader.runs("search", "", "--sort", "oldest", "--json").json["hits"]

    assert [hit["date"] for hit in newest] == ["2014-10-03", "2011-05-18", "2007-07-07"]
    assert newest == oldest[::-1]


def test_search_as_json_is_one_object_with_hits_and_counts(reader: Reader, quay: str) -> None:
    answer = reader.runs("search", "passport", "--json").json

    assert set(answer) == {"query", "total", "took_ms", "hits", "facets", "suggestion"}
    assert (answer["query"], answer["total"], answer["suggestion"]) == ("passport", 1, None)
    (hit,) = answer["hits"]
    assert set(hit) == {"key", "title", "date", "source", "place", "fields", "score", "snippet"}
    assert (hit["key"], hit["date"]) == (quay, "2011-05-18")
    assert hit["source"] == ["Council Secretariat"]
    assert answer["facets"]["source"] == [["Council Secretariat", 1]]
    assert answer["facets"]["year"] == [["2011", 1]]


def test_a_word_can_be_taken_out_with_a_minus(reader: Reader) -> None:
    assert reader.runs("search", "labour", "-quay", "--json").json["total"] == 1


def test_nothing_found_is_exit_3_with_something_to_try(reader: Reader) -> None:
    ran = reader.runs("search", "observres")

    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "Nothing found for observres\nTry: observers\n"


def test_nothing_found_as_json_is_an_answer_too(reader: Reader) -> None:
    ran = reader.runs("search", "observres", "--json")

    assert (ran.code, ran.json["total"], ran.json["suggestion"]) == (3, 0, "observers")


@pytest.mark.parametrize("verb", [["search"], ["facets"], ["export", "--format", "jsonl"]])
def test_a_query_that_does_not_parse_shows_where(reader: Reader, verb: list[str]) -> None:
    ran = reader.runs(*verb, "labour (quay")

    sentence, query, caret, *_ = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, "")
    assert sentence.startswith("dateline: ")
    assert query == "  labour (quay"
    assert query[caret.index("^")] == "("


def test_a_page_cannot_steer_the_terminal_nor_lose_its_brackets(reader: Reader) -> None:
    (hit,) = reader.runs("search", "handbook", "--json").json["hits"]
    shown = [reader.runs("search", "handbook"), *(reader.runs("read", hit["key"], "--format", form) for form in FORMS)]

    for ran in shown:
        assert "[/foo] in it and [bold]brackets[/bold]" in ran.out
        assert not {"\x1b", "\x07", "\u202e"} & set(ran.out)


FORMS = ("text", "markdown", "json")


def test_read_shows_what_is_known_and_the_paragraphs(reader: Reader, quay: str) -> None:
    lines = reader.runs("read", quay).out.splitlines()

    assert lines[:3] == [
        "Forced labour on the quay must end, council says",
        "2011-05-18 · Tarvo · Council Secretariat",
        "Combating trafficking in human beings",
    ]
    assert f"Key {quay}" in lines
    assert any(line.startswith("TARVO, 18 May 2011 – Forced labour on fishing vessels") for line in lines)


def test_read_as_json_is_the_document(reader: Reader, quay: str) -> None:
    document = reader.runs("read", quay, "--format", "json").json

    assert (document["key"], document["date"], document["date_precision"]) == (quay, "2011-05-18", "day")
    assert document["stated"]["date"] == "label"


def test_read_raw_gives_the_bytes_of_the_page(reader: Reader) -> None:
    (hit,) = reader.runs("search", "handbook", "--json").json["hits"]

    assert reader.runs("read", hit["key"], "--format", "raw").raw == PAGES["markup.txt"].encode()


def test_the_beginning_of_a_key_will_do(reader: Reader, quay: str) -> None:
    assert reader.runs("read", quay[:-1], "--format", "json").json["key"] == quay


def test_an_unknown_key_is_exit_3_and_named(reader: Reader) -> None:
    ran = reader.runs("read", "zzzzzzzz\x1b[2J")

    assert (ran.code, ran.out) == (3, "")
    assert "zzzzzzzz␛[2J" in ran.err


def test_of_several_keys_those_that_are_there_are_printed(reader: Reader, quay: str) -> None:
    ran = reader.runs("cite", "nosuchkey", quay)

    assert ran.code == 1
    assert ran.out.startswith("Council Secretariat. (2011, May 18).")
    assert "nosuchkey" in ran.err


def test_an_ambiguous_beginning_of_a_key_is_told_apart(
    newcomer: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Archive, "_completed", ambiguous)
    archive = tmp_path / "archive"
    Archive.open(archive, create=True).close()

    ran = newcomer.runs("read", "abcd", "--archive", archive)

    assert ran.code == 3
    assert ran.err == "dateline: Several documents begin with abcd.\n"


def ambiguous(_archive: object, key: str) -> str:
    raise NotFoundError(f"Several documents begin with {key}.")


def test_facets_are_listed_with_counts(reader: Reader) -> None:
    lines = reader.runs("facets").out.splitlines()

    assert lines[:3] == ["Source", "  2  Council Secretariat", "  1  Office for Elections"]
    assert "  1  2014" in lines


def test_facets_of_a_query_as_json(reader: Reader) -> None:
    counted = reader.runs("facets", "election", "--json").json

    assert (counted["query"], counted["total"]) == ("election", 1)
    assert counted["facets"]["field"] == [["Elections", 1]]


def test_info_says_where_and_how_much(reader: Reader, filled: tuple[Reader, Ran]) -> None:
    known = reader.runs("info", "--json").json
    told = reader.runs("info").out

    assert (known["documents"], known["pages"], known["index_waiting"]) == (3, 3, 0)
    assert (known["first_date"], known["last_date"]) == ("2007-07-07", "2014-10-03")
    assert Path(known["desk"]).is_relative_to(reader.home)
    assert all(str(known[place]) in told for place in ("archive", "index", "desk"))
    assert "3 documents from 3 pages" in told


def test_reindex_and_repair_index_everything_anew(reader: Reader) -> None:
    assert reader.runs("reindex").err == "3 documents indexed.\n"
    assert reader.runs("check", "--repair").code == 0
    assert reader.runs("search", "labour", "--json").json["total"] == 2


def test_what_was_imported_without_being_indexed_is_found_all_the_same(
    newcomer: Reader, tmp_path: Path, pages: Path
) -> None:
    with Archive.open(tmp_path / "archive", create=True) as archive:
        add(archive, [pages])

    ran = newcomer.runs("search", "labour", "--archive", tmp_path / "archive", "--json")

    assert json.loads(ran.raw)["total"] == 2


def test_while_somebody_else_indexes_the_index_there_is_answers(
    newcomer: Reader, tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newcomer.runs("add", pages / "quay.txt", "--archive", tmp_path / "archive")
    with Archive.open(tmp_path / "archive") as archive:
        add(archive, [pages])
    monkeypatch.setattr(Index, "update", busy)

    ran = newcomer.runs("search", "labour", "--archive", tmp_path / "archive")

    assert ran.code == 0
    assert ran.err.splitlines()[0] == "dateline: The newest documents are not in the index yet: Somebody is at it."
    assert ran.err.splitlines()[1].startswith("1 of 3")


def busy(*_given: object, **_named: object) -> int:
    raise BusyError("Somebody is at it.")


def test_the_reading_room_gets_archive_index_and_desk_and_its_code_is_the_commands(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []

    def room(archive: Archive, index: Index, desk: Desk, configuration: object) -> int:
        seen.extend([archive.totals().documents, index.search("").total, desk.marked(), os.environ.get("NO_COLOR")])
        return 143

    monkeypatch.setattr("tui.terminal.prepare", lambda: None)
    monkeypatch.setattr("tui.app.run", room)

    assert reader.runs("--no-color").code == 143
    assert seen == [3, 3, set(), "1"]


def test_text_is_whole_lines_where_there_is_no_terminal_and_wrapped_where_a_width_is_named(
    reader: Reader, quay: str
) -> None:
    whole, wrapped = (reader.runs("read", quay, *width).out for width in ((), ("--width", "40")))

    assert max(map(len, whole.splitlines())) > 120
    assert max(map(len, wrapped.splitlines())) <= 40
    assert whole.split() == wrapped.split()
    assert reader.runs("read", quay, "--width", "0").out == whole


def test_what_is_written_without_blanks_is_wrapped_by_its_width() -> None:
    text = "会議は本日開幕した。" * 20
    lines = document_as_text(Document("k", "o", "会議", text, text), width=40).splitlines()

    assert max(map(cells, lines)) <= 40
    assert text in "".join(lines)
