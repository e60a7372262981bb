from __future__ import annotations

from corpus import Document, as_json
from tui.cli.exits import Code
from tui.cli.group import VERBS
from tui.cli.reference import EXIT_CODES, reference

from .driver import ROOT, Reader


def test_the_reference_is_what_the_help_of_the_verbs_says() -> None:
    written = (ROOT / "docs" / "commands.md").read_text("utf-8")

    assert written == reference(), "write it anew: python -m tui.cli.reference > docs/commands.md"


def test_the_reference_has_every_verb_and_every_exit_code() -> None:
    text = reference()

    assert all(f"## dateline {verb}\n" in text for verb in VERBS)
    assert {int(code) for code in Code} | {129, 143} == {code for code, _ in EXIT_CODES}


def test_the_json_forms_name_what_is_printed() -> None:
    names = as_json(Document(key="", origin="", title=None, text="", markdown=""))

    assert all(f'"{name}"' in reference() for name in names)


def test_shells_can_complete_the_verbs(newcomer: Reader) -> None:
    env = newcomer.env(_DATELINE_COMPLETE="bash_complete", COMP_WORDS="dateline re", COMP_CWORD="1")

    assert newcomer.spawns(env=env).out.split() == ["plain,read", "plain,reclean", "plain,reindex"]
