"""What a configuration file does to the verbs."""

from __future__ import annotations

from pathlib import Path

import pytest

from .driver import Reader


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


@pytest.mark.parametrize("text", ["theme = dark\n", "[keys\n", "[keys]\nmark = [x]\n", "mouse = 3\n"])
def test_what_is_wrong_with_the_room_stops_no_verb(reader: Reader, config: Path, text: str) -> None:
    config.write_text(text, "utf-8")

    ran = reader.runs("search", "labour", "--config", config)

    assert ran.code == 0
    assert str(config) not in ran.err


@pytest.mark.parametrize("text", ["theme = 1\narchive = here\n", '[keys]\nmark = ["x"]\n\narchive = ["""\n'])
def test_what_may_hide_the_place_of_the_archive_stops_every_verb(reader: Reader, config: Path, text: str) -> None:
    config.write_text(text, "utf-8")

    ran = reader.runs("search", "labour", "--config", config)

    assert ran.code == 2
    assert f"{config}, line " in ran.err


def test_info_says_what_is_in_force(reader: Reader, config: Path) -> None:
    config.write_text('theme = "light"\n[keys]\nmark = ["x"]\n', "utf-8")

    known = reader.runs("info", "--json", "--config", config).json

    assert (known["settings"]["theme"], known["settings"]["thin"]) == ("light", False)
    assert known["settings"]["keys"] == {"list.mark": ["x"], "reader.mark": ["x"]}
    assert known["problems"] == []
    said = reader.runs("info", "--config", config).out
    assert (
        "theme light, wide line, with the mouse, reader follows the list; keys changed: list.mark, reader.mark" in said
    )


def test_info_says_what_could_not_be_taken(reader: Reader, config: Path) -> None:
    config.write_text('theme = "blue"\n[layout]\nfilters = 7\n', "utf-8")

    ran = reader.runs("info", "--config", config)

    assert ran.code == 0
    assert 'line 1: theme must be "auto", "dark"' in ran.out
    assert "line 3: layout.filters must be" in ran.out


@pytest.mark.parametrize("arguments", [("--thin", "info", "--json"), ("info", "--json", "--thin")])
def test_a_thin_line_can_be_asked_for_on_either_side_of_the_verb(reader: Reader, arguments: tuple[str, ...]) -> None:
    settled = reader.runs(*arguments).json["settings"]

    assert (settled["thin"], settled["theme"], settled["mouse"]) == (True, "ansi", False)


def test_a_line_over_ssh_is_thin(reader: Reader) -> None:
    settled = reader.runs("info", "--json", SSH_CONNECTION="192.0.2.1 5 192.0.2.2 22").json["settings"]

    assert (settled["thin"], settled["theme"], settled["preview"]) == (True, "ansi", False)
