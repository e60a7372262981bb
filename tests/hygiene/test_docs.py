"""The documents say what the program does."""

import re
import subprocess
import sys
from pathlib import Path

from tui.actions import keys_page

ROOT = Path(__file__).parents[2]


def test_the_page_of_keys_is_made_from_the_actions() -> None:
    assert (ROOT / "docs" / "keys.md").read_text("utf-8").endswith(keys_page())


def test_every_command_in_the_readme_exists() -> None:
    from tui.cli.group import VERBS

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
