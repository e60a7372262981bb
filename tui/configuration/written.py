"""The configuration in words: its page in the documentation, and the file of keys to copy from."""

from __future__ import annotations

import json

from tui.actions import GROUPS, PANES, Action, actions
from tui.configuration.settings import PLACES, SETTINGS, Setting
from tui.key_names import written

_ABOUT = """\
# Configuration

`config.toml` lies in the folder for settings (`~/.config/dateline/` on Linux; `dateline info` says where), or
where `--config FILE` says. Nothing in it is needed. What cannot be read keeps its default: the reading room
opens all the same and names file, line and the words to choose from; `dateline info` says what is in force.

```toml
theme = "contrast-dark"

[layout]
preview = false

[keys]
mark = ["m", "x"]      # wherever it works
list.sort = ["S"]      # in the results alone
undo = []              # no key; `:undo` still does it
```

| setting | what it can be | as it comes | what it does |
|---|---|---|---|
"""
_PANES = ", ".join(f"`{pane}` (the {name})" for pane, name in PANES.items())
_ABOUT_KEYS = f"""
## Keys

The table `[keys]` gives an action other keys, in a list; the name of a pane before the action's (`list.mark`)
means that pane alone: {_PANES}. A key is a letter or sign as it is typed, or `enter`, `esc`, `space`, `tab`,
`f2`, `ctrl+x` and the like. One key cannot mean two things in one pane. [keymap.toml](keymap.toml) names every
action with the keys it comes with; [Keys](keys.md) says what each does. Help, line of keys and palette show the
keys that are in force.
"""
_FILE = f"""\
# The keys of the reading room as they come. Copy the lines you change into the table [keys] of your config.toml.
# For one pane alone, put its name before: list.mark = ["x"]. The panes are {", ".join(PANES)}.

[keys]
"""


def configuration_page() -> str:
    """Return `docs/configuration.md`."""
    rows = [
        *(f"| `{name}` | a path in quotes | its usual place | {what} |" for name, what in PLACES.items()),
        *(f"| `{one.name}` | {_choice(one)} | `{json.dumps(one.default)}` | {one.help} |" for one in SETTINGS),
    ]
    return _ABOUT + "\n".join(rows) + "\n" + _ABOUT_KEYS


def keymap_file() -> str:
    """Return `docs/keymap.toml`."""
    parts = [
        f"# {heading}\n" + "".join(_line(action) for action in actions() if action.group == group)
        for group, heading in GROUPS.items()
    ]
    return _FILE + "\n".join(parts)


def _choice(setting: Setting) -> str:
    return ", ".join([*(f"`{json.dumps(word)}`" for word in setting.words), *_numbers(setting)])


def _numbers(setting: Setting) -> list[str]:
    return [f"{setting.least} to {setting.most}"] if setting.least <= setting.most else []


def _line(action: Action) -> str:
    keys = ", ".join(json.dumps(written(key)) for key in action.keys)
    setting = f"{action.name} = [{keys}]"
    return f"{setting:<36}# {action.help}\n"
