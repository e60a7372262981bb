"""The documents say what the program does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.make import WRITTEN
from tui.actions import actions
from tui.cli.group import VERBS
from tui.cli.manual import manual
from tui.cli.roff import Roff
from tui.configuration.settings import SETTINGS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_made_from_the_program_says_what_the_program_says(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == WRITTEN[name]()


def test_the_manual_page_names_every_verb_action_and_setting() -> None:
    page = manual().replace("\\-", "-")
    named = [*(f'.SS "dateline {verb}' for verb in VERBS), *(action.usage for action in actions())]
    assert [name for name in [*named, *(setting.name for setting in SETTINGS)] if name not in page] == []


def test_the_manual_page_is_roff_that_any_reader_can_show() -> None:
    page = manual()
    assert page.isascii()
    macros = {line.split(" ")[0] for line in page.splitlines() if line.startswith((".", "'"))}
    assert macros <= {".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi", ".nh", ".ad"}


def test_roff_takes_no_text_for_a_command() -> None:
    page = Roff("x", 1, "1", "m")
    page.text(".SH not a section\n\n'so nothing\n\n\b\n.TP -a \\ `b`")
    page.entry("^~\u23ce", "`-b` it's")
    assert str(page).splitlines()[3:] == [
        ".PP",
        "\\&.SH not a section",
        ".PP",
        "\\&\\(aqso nothing",
        ".PP",
        ".nf",
        "\\&.TP \\-a \\e \\fBb\\fR",
        ".fi",
        ".TP",
        "\\fB\\(ha\\(ti\\[u23CE]\\fR",
        "\\fB\\-b\\fR it\\(aqs",
    ]


def test_every_command_in_the_readme_exists() -> None:
    named = set(re.findall(r"`?dateline ([a-z]+)\b", (ROOT / "README.md").read_text("utf-8")))
    assert named
    assert named <= set(VERBS)


def test_the_library_example_of_the_readme_runs(tmp_path: Path) -> None:
    code = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)[0]
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "one.txt").write_text(
        "Inspectors find eleven men in a hold\nDRAVIK, 4 March 2008 – The eleven men were held in forced labour for two years, "
        "the Labour Inspectorate said on Tuesday, and were not paid a single month."
    )
    script = tmp_path / "example.py"
    script.write_text(code)
    ran = subprocess.run([sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "1 documents; 0 inputs skipped" in ran.stdout
    assert "2008-03-04 Inspectors find eleven men in a hold" in ran.stdout


def test_the_links_of_the_documents_lead_somewhere() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []
