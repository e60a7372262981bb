from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from corpus import Archive, Desk, Document
from tui.citations import STYLES
from tui.cli.export import BATCH, FORMS, Counted, documents_of
from tui.cli.exporting import as_csv, as_jsonl, as_markdown, remarks_on
from tui.cli.progress import Line

from .driver import Reader

TITLES = (
    "Forced labour on the quay must end, council says",
    "Observers arrive for the local election in Ostrel",
    "A title with [/foo] in it and [bold]brackets[/bold]",
)


def document(key: str, text: str = "Text.", **values: Any) -> Document:  # noqa: ANN401
    return Document(key=key, origin="x", title=f"Title {key}", text=text, markdown=text, **values)


@pytest.fixture
def quay(reader: Reader) -> str:
    return str(reader.runs("search", "quay", "--json").json["hits"][0]["key"])


def test_cite_prints_apa_unless_asked_otherwise(reader: Reader, quay: str) -> None:
    assert reader.runs("cite", quay).out == (
        "Council Secretariat. (2011, May 18). Forced labour on the quay must end, council says [Press release].\n"
    )


@pytest.mark.parametrize(
    ("style", "beginning", "end"),
    [
        ("chicago", "Council Secretariat. “Forced labour", "Tarvo, May 18, 2011.\n"),
        ("bibtex", "@misc{dateline-", "}\n"),
        ("ris", "TY  - ELEC\r\nID  - ", "\r\nER  - \r\n"),
        ("csl-json", '[\n{\n  "id": "', "\n}\n]\n"),
    ],
)
def test_cite_knows_every_style(reader: Reader, quay: str, style: str, beginning: str, end: str) -> None:
    ran = reader.runs("cite", quay, "--style", style)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(beginning)
    assert ran.out.endswith(end)


@pytest.mark.parametrize("style", STYLES)
def test_the_same_document_named_twice_is_cited_once(reader: Reader, quay: str, style: str) -> None:
    assert reader.runs("cite", quay, quay[:-1], "--style", style).out == reader.runs("cite", quay, "--style", style).out


@pytest.mark.parametrize("style", STYLES)
def test_keys_without_a_document_make_no_bibliography(reader: Reader, style: str) -> None:
    ran = reader.runs("cite", "nosuchkey", "--style", style)

    assert (ran.code, ran.out) == (3, "")


def test_a_citation_tells_when_the_page_was_fetched_where_that_is_stated(newcomer: Reader, tmp_path: Path) -> None:
    record = {
        "title": "Boats are searched for captives",
        "text": "Inspectors searched forty boats in the harbour on Monday and found nobody who was held against his will.",
        "url": "https://harbour.example/boats",
        "retrieved": "2020-01-05T10:11:12Z",
    }
    (tmp_path / "records.jsonl").write_text(json.dumps(record), "utf-8")
    archive = ("--archive", tmp_path / "archive")
    newcomer.runs("add", tmp_path / "records.jsonl", *archive)

    (item,) = newcomer.runs("export", "--format", "csl-json", *archive).json

    assert item["accessed"] == {"date-parts": [[2020, 1, 5]]}
    assert newcomer.runs("cite", item["id"], "--style", "csl-json", *archive).json == [item]
    assert "N.d., accessed January 5, 2020." in newcomer.runs("cite", item["id"], "--style", "chicago", *archive).out


@pytest.mark.parametrize("form", FORMS)
def test_every_document_is_exported_in_every_form(reader: Reader, form: str) -> None:
    ran = reader.runs("export", "--format", form)

    assert (ran.code, ran.err) == (0, "")
    assert all(title in ran.out for title in TITLES)
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.out)


@pytest.mark.parametrize("style", sorted(set(FORMS) & set(STYLES)))
def test_an_export_and_a_citation_say_the_same(reader: Reader, style: str) -> None:
    ran = reader.runs("export", "labour", "-handbook", "--format", style)

    key = reader.runs("export", "labour", "-handbook", "--format", "jsonl").documents[0]["key"]
    assert ran.out == reader.runs("cite", key, "--style", style).out


def test_an_export_of_a_query_holds_its_hits(reader: Reader) -> None:
    ran = reader.runs("export", "labour", "-handbook", "--format", "jsonl")

    assert [document["date"] for document in ran.documents] == ["2011-05-18"]


def test_documents_are_asked_for_as_they_are_written() -> None:
    asked: list[int] = []

    class Store:
        def documents(self, keys: Sequence[str]) -> dict[str, Document]:
            asked.append(len(keys))
            return {key: document(key) for key in keys}

    lines = as_jsonl(documents_of(cast("Archive", Store()), map(str, range(3 * BATCH))))

    next(lines)
    assert asked == [BATCH]
    assert len(list(lines)) == 3 * BATCH - 1


def test_a_document_that_is_gone_meanwhile_is_left_out() -> None:
    class Store:
        def documents(self, keys: Sequence[str]) -> dict[str, Document]:
            return {key: document(key) for key in keys if key != "b"}

    assert [one.key for one in documents_of(cast("Archive", Store()), "abc")] == ["a", "c"]


def test_an_export_of_nothing_is_exit_3_and_leaves_what_was_there(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("before", "utf-8")

    ran = reader.runs("export", "nowhereword", "--format", "csv", "--output", tmp_path / "out")

    assert ran.code == 3
    assert (tmp_path / "out").read_text("utf-8") == "before"


def test_an_export_to_a_file_is_whole_and_replaces_it(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("before", "utf-8")
    (tmp_path / "link").symlink_to("out")

    ran = reader.runs("export", "--format", "jsonl", "--output", tmp_path / "link")

    assert (ran.code, ran.out, ran.err) == (0, "", f"3 documents written to {tmp_path / 'link'}\n")
    assert len([json.loads(line) for line in (tmp_path / "out").read_text("utf-8").splitlines()]) == 3
    assert sorted(path.name for path in tmp_path.iterdir() if not path.is_dir()) == ["link", "out"]


def test_a_file_of_ris_keeps_its_line_ends(reader: Reader, tmp_path: Path) -> None:
    reader.runs("export", "--format", "ris", "--output", tmp_path / "out.ris")

    written = (tmp_path / "out.ris").read_bytes()
    assert written.count(b"\r\nER  - \r\n") == 3
    assert written.count(b"\n") == written.count(b"\r\n")


def test_an_export_that_fails_leaves_what_was_there(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_text("before", "utf-8")
    monkeypatch.setattr("os.fsync", full_disk)

    ran = reader.runs("export", "--format", "jsonl", "--output", tmp_path / "out")

    assert (ran.code, ran.err) == (5, f"dateline: Cannot write {tmp_path / 'out'}: no space left on device.\n")
    assert (tmp_path / "out").read_text("utf-8") == "before"
    assert not list(tmp_path.glob(".out*"))


def full_disk(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("before", [None, "before"], ids=["new", "replaced"])
def test_an_export_that_is_interrupted_leaves_no_half_file(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    out = tmp_path / "out"
    if before:
        out.write_text(before, "utf-8")
    monkeypatch.setattr("tui.cli.export.as_jsonl", interrupted)

    ran = reader.runs("export", "--format", "jsonl", "--output", out)

    assert (ran.code, ran.out, ran.err) == (130, "", "")
    assert (out.read_text("utf-8") if out.exists() else None) == before
    assert not list(tmp_path.glob(".out*"))


def interrupted(documents: Iterable[Document]) -> Iterator[str]:
    yield from as_jsonl([next(iter(documents))])
    raise KeyboardInterrupt


def test_an_export_can_go_to_a_pipe_or_device_without_replacing_it(reader: Reader) -> None:
    assert reader.runs("export", "--format", "csv", "--output", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()
    assert len(reader.runs("export", "--format", "jsonl", "--output", "-").documents) == 3


@pytest.mark.parametrize(("name", "reason"), [("", "it is a folder"), ("no/such/out", "there is no folder")])
def test_an_output_that_cannot_be_written_is_exit_5(reader: Reader, tmp_path: Path, name: str, reason: str) -> None:
    ran = reader.runs("export", "--format", "csv", "--output", tmp_path / name)

    assert ran.code == 5
    assert reason in ran.err


@pytest.mark.parametrize(("patience", "shown"), [(0.0, ["1 of 2", "2 of 2"]), (3600.0, [])], ids=["long", "short"])
def test_only_who_waits_is_told_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, patience: float, shown: list[str]
) -> None:
    monkeypatch.setattr("tui.cli.export.PATIENCE", patience)
    told: list[str] = []

    class Told(Line):
        def show(self, text: str) -> None:
            told.append(text)

    leaving = Counted([document("a"), document("b")], 2, Told(shown=False))

    assert [one.key for one in leaving] == ["a", "b"]
    assert leaving.number == 2
    assert told == [f"exporting · {state} documents" for state in shown]


def rows(*documents: Document) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(as_csv(documents)))))


@pytest.mark.parametrize("beginning", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\n=1", "＝1"])
def test_no_cell_of_a_table_is_a_formula(beginning: str) -> None:
    (row,) = rows(document("a", beginning, source=(beginning, "Labour Office")))

    assert row["text"] == f"'{beginning}"
    assert row["source"] == f"'{beginning}; Labour Office"


def test_a_cell_may_hold_commas_quotes_and_lines() -> None:
    (row,) = rows(document("a", 'One, "two"\n\nthree; four', place=("Vienna", "Ostrel")))

    assert row["text"] == 'One, "two"\n\nthree; four'
    assert row["place"] == "Vienna; Ostrel"
    assert (row["date"], row["truncated"]) == ("", "false")


def test_markdown_has_what_a_person_added_with_its_document() -> None:
    with Desk.open(Path(":memory:")) as desk:
        desk.mark("a")
        desk.tag("a", "thesis")
        desk.tag("a", "b: c")
        desk.add_note("a", "Compare the list of 2009.\nAnd ask.", "held in forced labour\n\nfor two years")
        desk.add_note("a", "Cited twice.")
        desk.add_note("a", "", "not a single month")
        desk.delete_note(desk.add_note("a", "Taken back."))
        remarks = remarks_on(desk)
        made = desk.notes("a")[0].made[:10]

    first, second = as_markdown([document("a", "Text."), document("b", "Other.")], remarks)

    matter, body = first.removeprefix("---\n").split("---\n", 1)
    assert yaml.safe_load(matter) == {
        "key": "a", "title": "Title a", "language": "unknown", "origin": "x", "marked": True, "tags": ["b: c", "thesis"],
    }  # fmt: skip
    assert body == (
        "\nText.\n\n## Notes\n\n> held in forced labour\n>\n> for two years\n\nCompare the list of 2009.\nAnd ask.\n\n"
        f"*{made}*\n\nCited twice.\n\n*{made}*\n\n> not a single month\n\n*{made}*\n\n"
    )
    assert second.endswith("---\n\nOther.\n\n")
    assert "marked" not in second
    assert "Notes" not in second


def test_the_desk_that_is_named_goes_into_markdown(reader: Reader, tmp_path: Path, quay: str) -> None:
    with Desk.open(tmp_path / "desk.db") as desk:
        desk.add_note(quay, "A note \x1b[2J of mine")

    ran = reader.runs("export", "quay", "--format", "markdown", "--desk", tmp_path / "desk.db")

    assert "\n## Notes\n\nA note ␛[2J of mine\n" in ran.out
