from pathlib import Path

import pytest

from tui.configuration import Configuration, in_force, read_configuration
from tui.configuration.settings import SETTINGS
from tui.configuration.written import configuration_page, keymap_file
from tui.keymap import Keymap
from tui.screens.arrangement import arrange
from tui.toml_file import parse_toml

from .driver import opened


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(config: Path, text: str) -> Configuration:
    config.write_text(text, "utf-8")
    return read_configuration(config)


def problems(config: Path, text: str) -> list[str]:
    """Return what is said of a configuration, without the name of its file."""
    found = read(config, text).problems
    assert all(str(config) in problem for problem in found)
    return [problem.replace(f"{config}, ", "") for problem in found]


def test_without_a_file_all_is_as_it_comes() -> None:
    assert read_configuration(None) == Configuration()


def test_what_is_set_is_taken(config: Path) -> None:
    settled = read(
        config,
        """
        theme = "contrast-light"
        thin = false
        mouse = false
        archive = "here"
        [layout]
        preview = false
        snippet_lines = 2
        filters = 40
        reader = 60
        [keys]
        mark = ["f7"]
        """,
    )
    assert settled.problems == ()
    assert (settled.theme, settled.thin, settled.mouse, settled.preview) == ("contrast-light", False, False, False)
    assert (settled.snippet_lines, settled.filters, settled.reader) == (2, 40, 60)
    assert settled.keymap.chosen == {"list.mark": ("f7",), "reader.mark": ("f7",)}


def test_auto_leaves_a_setting_to_the_room(config: Path) -> None:
    assert read(config, 'theme = "auto"\nthin = "auto"\n[layout]\nfilters = "auto"') == Configuration()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'theme = "blue"',
            'line 1: theme must be "auto", "dark", "light", "contrast-dark", "contrast-light" or "ansi", not "blue".',
        ),
        ('\nmouse = "no"', 'line 2: mouse must be true or false, not "no".'),
        ("[layout]\nfilters = 500", 'line 2: layout.filters must be "auto" or a number from 16 to 60, not 500.'),
        ("layout.reader = true", 'line 1: layout.reader must be "auto" or a number from 20 to 80, not true.'),
        ('\n\nthem = "dark"', 'line 3: there is no setting "them"; do you mean theme.'),
        ("theme = dark", 'line 1: text stands in quotes: theme = "dark".'),
        ("thin = yes", "line 1: yes and no are written true and false: thin = true."),
        ("keys = 3", 'line 1: keys must be a table of actions, as in cite = ["c"], not 3.'),
        ('[keys]\nmarc = ["x"]', 'line 2: there is no action "marc"; do you mean mark'),
        ('[keys]\nmark = ["entre"]', 'line 2: there is no key "entre"; do you mean "enter".'),
        ("[keys]\nmark = 3", 'line 2: the keys of mark stand in a list, as in ["c", "C"], not 3.'),
        ('[keys]\nlist.pick = ["x"]', "line 2: pick does not work in list, only in filters."),
        ('[keys]\nback = ["x"]', 'line 2: in the search box x types; take a key like "f2" or "ctrl+x" for back.'),
        ('[keys]\nmark = ["n"]', "line 2: n means next-hit in the results already, so mark stays as it was."),
        ('[keys]\ninterrupt = ["escape"]', "line 2: esc means back in the"),
    ],
)
def test_a_bad_value_is_named_with_its_line_and_the_words_to_choose_from(config: Path, text: str, said: str) -> None:
    found = problems(config, text)
    assert len(found) == 1
    assert found[0].startswith(said)
    assert read(config, text + '\n[desk_]\n"a.b" = 1').keymap == Keymap()


def test_one_bad_line_spoils_no_other(config: Path) -> None:
    settled = read(config, 'theme = dark light\nmouse = false\n[keys]\nmark = ["f7"\n')
    assert settled.problems
    settled = read(config, 'theme = dark light\nmouse = false\n[keys]\nmark = [x]\nsort = ["f9"]\n')
    assert [problem.split(": ")[0].rpartition(" ")[2] for problem in settled.problems] == ["1", "4"]
    assert settled.mouse is False
    assert settled.keymap.chosen == {f"{pane}.sort": ("f9",) for pane in ("list", "reader", "filters")}


@pytest.mark.parametrize("text", ['theme = """dark', "keys = [\n1,\n2", "\x00", "a = 1\n" + "b\n" * 30], ids=range(4))
def test_a_file_that_cannot_be_read_as_a_whole_is_said_to_be_of_no_use(config: Path, text: str) -> None:
    settled = read(config, text)
    assert settled.problems
    assert (settled.theme, settled.keymap) == (None, Keymap())


def test_a_file_that_is_no_text_names_the_line(config: Path) -> None:
    config.write_bytes(b'theme = "dark"\n# caf\xe9\n')
    assert read_configuration(config).problems == (
        f"{config}, line 2: this is not UTF-8 text, so nothing in the file is used.",
    )


def test_a_file_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    assert read_configuration(tmp_path).problems == (f"{tmp_path} cannot be read: Is a directory.",)


def test_control_characters_of_a_file_are_not_repeated(config: Path) -> None:
    found = problems(config, 'theme = "\\u001b]0;owned\\u0007\\u202e"')
    assert found
    assert all(char.isprintable() for char in found[0])


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a = 1\nb.c = 2\n[d]\ne = 3", ("b", "c"), 2),
        ("a = 1\nb.c = 2\n[d]\ne = 3", ("d", "e"), 4),
        ('["d".x]\n\n"e" = 3', ("d", "x", "e"), 3),
        ("b = { c = 2 }", ("b", "c"), 1),
        ("e = 1\n[d]\nf = 3", ("e",), 1),
    ],
)
def test_the_line_of_a_value_is_found(text: str, path: tuple[str, ...], line: int) -> None:
    assert parse_toml(text).line_of(path) == line


# Keys


def test_two_actions_may_change_places(config: Path) -> None:
    settled = read(config, '[keys]\nlist.mark = ["n"]\nlist.next-hit = ["m"]\nreader.mark = []')
    assert settled.problems == ()
    assert settled.keymap.chosen == {"list.mark": ("n",), "list.next_hit": ("m",), "reader.mark": ()}


def test_what_is_said_for_one_pane_comes_before_what_is_said_for_all(config: Path) -> None:
    settled = read(config, '[keys]\nlist.mark = ["f7"]\nmark = ["f8"]\n"reader.sort" = "f9"')
    assert settled.keymap.chosen == {"list.mark": ("f7",), "reader.mark": ("f8",), "reader.sort": ("f9",)}


def test_of_two_new_keys_that_clash_the_later_one_is_left_out(config: Path) -> None:
    settled = read(config, '[keys]\nmark = ["f7"]\nsort = ["f7"]')
    assert [problem.split("line ")[1] for problem in settled.problems] == [
        "3: F7 means mark in the results already, so sort stays as it was."
    ]
    assert settled.keymap.chosen == {"list.mark": ("f7",), "reader.mark": ("f7",)}


def test_the_file_of_keys_can_be_used_as_it_is(config: Path) -> None:
    settled = read(config, keymap_file())
    assert settled.problems == ()
    assert settled.keymap.for_textual()["list.next_hit"] == "n"
    assert [
        (pane, action.id)
        for pane in ("list", "reader", "filters", "box")
        for action, plain in zip(settled.keymap.here(pane), Keymap().here(pane), strict=True)
        if action.keys != plain.keys
    ] == []


async def test_new_keys_work_and_the_old_ones_do_not(press: Path, config: Path) -> None:
    settled = read(
        config, '[keys]\nlist.mark = ["f7"]\nsort = ["ctrl+o"]\nlist.help = ["f1"]\n[layout]\npreview = false'
    )
    async with opened(press, configuration=settled) as room:
        await room.presses("m", "s")
        assert room.room.list.marked == set()
        await room.sees("F7 mark", "F1 help")
        await room.presses("f7")
        await room.is_told("Marked.")
        await room.presses("ctrl+o")
        await room.sees("newest first")
        await room.presses("f1")
        await room.sees("Ctrl-O", "Sort by relevance")


async def test_what_is_wrong_is_said_in_the_line_of_keys_until_the_first_key(press: Path, config: Path) -> None:
    settled = read(config, 'theme = "blue"\nmouse = 3')
    async with opened(press, (80, 24), config.with_name("desk.db"), settled) as room:
        await room.sees("line 1: theme must be", "And 1 more")
        await room.presses("j")
        await room.until(lambda: "theme must be" not in room.screen(), "the warning gone")
        await room.sees("⏎ read")


# What is in force


def test_a_thin_line_takes_the_mouse_the_preview_and_the_painted_ground_away() -> None:
    settled = in_force(Configuration(theme="light", thin=True))
    assert (settled.theme, settled.mouse, settled.preview) == ("ansi", False, False)
    assert in_force(Configuration(thin=True, preview=True)).preview is True


def test_the_line_is_thin_over_ssh_unless_it_is_said_not_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 5 192.0.2.2 22")
    assert in_force(Configuration()).thin is True
    settled = in_force(Configuration(thin=False, theme="light"))
    assert (settled.thin, settled.theme, settled.mouse, settled.preview) == (False, "light", True, True)


def test_the_panes_are_as_wide_as_was_asked() -> None:
    wide = arrange(200, "list", filters_open=True, wanted=(40, 75))
    assert (wide.filters, wide.list, wide.reader) == (40, 40, 120)
    assert arrange(100, "list", filters_open=True, wanted=(40, 75)).filters == 40
    assert arrange(100, "list", filters_open=False, wanted=(40, 75)).reader == 75
    assert arrange(60, "list", filters_open=False, wanted=(40, 75)).list == 60


def test_the_list_keeps_some_width_whatever_is_asked() -> None:
    assert min(arrange(width, "list", filters_open=True, wanted=(60, 80)).list for width in range(80, 200)) >= 16


def test_every_setting_allows_what_it_comes_with_and_is_in_the_documentation() -> None:
    page = configuration_page()
    for setting in SETTINGS:
        assert setting.allows(setting.default)
        assert f"| `{setting.name}` |" in page
