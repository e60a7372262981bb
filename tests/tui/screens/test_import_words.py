from dataclasses import replace

import pytest

from corpus import Progress, Report, Skipped
from tui.render.runs import Run, width_of
from tui.screens.import_job import ImportJob, Standing
from tui.screens.import_words import MOST_LISTED, in_short, news_forms, outcome, sheet, title_forms
from tui.widgets.title_line import told

HALF = Progress(3, 8, 30, 2900, 1, 50, 100, 10.0)
RUNNING = Standing(("pages",), progress=HALF)
REPORT = Report(files=8, pages_new=30, documents_new=2, documents_changed=1, documents_same=4)
LEFT = [Run(" dateline", "heading"), Run("  press", "muted")]


def test_of_the_words_for_an_import_each_form_is_shorter_than_the_one_before() -> None:
    forms = title_forms(replace(RUNNING, skipped=(Skipped("a/b.html", "is empty"),)))
    assert forms[0].endswith("10 s left · skipped b.html (is empty)")
    assert forms[-1] == "importing 50 %"
    assert sorted(forms, key=len, reverse=True) == forms


@pytest.mark.parametrize(
    ("standing", "first"),
    [
        (Standing(("pages",)), "importing"),
        (replace(RUNNING, progress=Progress(0, 8, learned_from=120)), "learning what the sites repeat · 120 pages"),
        (replace(RUNNING, work=("indexing", 100, 2900)), "indexing · 100 of 2,900"),
        (replace(RUNNING, is_stopping=True), "stopping the import"),
    ],
    ids=["begun", "learning", "indexing", "stopping"],
)
def test_each_stage_of_an_import_has_its_words(standing: Standing, first: str) -> None:
    assert title_forms(standing)[0] == first


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (replace(RUNNING, report=REPORT, has_ended=True), "The import is done: 2 new documents, 1 changed."),
        (
            replace(RUNNING, report=REPORT, has_ended=True, is_stopping=True),
            "The import was stopped: 2 new documents, 1 changed so far. I goes on with it.",
        ),
        (replace(RUNNING, error="The disk is full.", has_ended=True), "The disk is full."),
        (replace(RUNNING, is_stopping=True, has_ended=True), "The import was stopped."),
    ],
    ids=["done", "stopped", "failed", "stopped-early"],
)
def test_what_came_of_an_import_is_one_sentence(standing: Standing, said: str) -> None:
    assert outcome(standing, "I") == said


def test_a_sheet_lists_many_skipped_inputs_but_not_without_end() -> None:
    skipped = tuple(Skipped(f"page-{number}.html", "is empty") for number in range(1000))
    lines = str(sheet(Standing(("pages",), skipped=skipped, report=replace(REPORT, skipped=skipped)))).splitlines()
    assert "Skipped: 1,000" in lines
    assert lines[-1] == f"… and {1000 - MOST_LISTED} more"


def test_what_a_file_is_called_cannot_steer_the_sheet() -> None:
    hostile = Skipped("a\x1b]0;x\x07\nb[/foo].html", "is empty")
    text = str(sheet(replace(RUNNING, skipped=(hostile,))))
    assert "a␛]0;x␇ b[/foo].html: is empty" in text


def test_a_long_path_is_told_by_its_end() -> None:
    assert in_short(["/a" * 40 + "/pages", "more"]).endswith("/pages and 1 more")


def test_no_news_has_no_words() -> None:
    assert news_forms(0, "=") == []
    assert news_forms(1, "=")[0] == "1 new document · = searches again"


@pytest.mark.parametrize("room", [8, 16, 20, 30, 60, 120])
def test_the_title_line_has_the_longest_form_that_fits(room: int) -> None:
    forms = ["importing 3 of 8 files, 2,900 documents", "importing 50 %", "50 %"]
    runs = told(LEFT, forms, room)
    assert width_of(runs) <= room
    assert runs[-1].text.strip() in forms
    assert (runs[0] == LEFT[0]) == (room >= 15)


def test_nothing_to_tell_leaves_the_title_as_it_is() -> None:
    assert told(LEFT, [], 10) == LEFT


def test_the_last_skipped_inputs_are_kept_until_the_report_names_all() -> None:
    from pathlib import Path

    job = ImportJob(Path(), ["pages"], lambda _: None)
    for number in (1, 2, 2):
        failure = {"origin": f"{number}.html", "reason": "is empty"}
        job.take({"progress": {"files_done": number, "last_failure": failure}})
    assert [one.origin for one in job.standing.skipped] == ["1.html", "2.html"]
    job.take({"skipped": [["\udcff.html", "is empty"]]})
    job.take({"report": {"files": 3, "documents_new": 1, "interrupted": False}})
    job.take({"ended": True})
    assert [one.origin for one in job.standing.skipped] == ["\udcff.html"]
    assert job.standing.is_whole
