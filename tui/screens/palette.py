"""The palette: the actions as options, those that work where one is first, with what is typed behind a name."""

from __future__ import annotations

from collections.abc import Sequence

from tui.actions import Action, Pane, named
from tui.keymap import Keymap
from tui.screens.asking import Option, among

_ITSELF = "palette"


class Palette:
    """What can be done, narrowed by what was typed: a name, or a name and its argument."""

    def __init__(self, keymap: Keymap, pane: Pane) -> None:
        listed = [*keymap.here(pane), *(action for action in keymap.elsewhere(pane) if "box" not in action.where)]
        self._actions = {action.id: action for action in listed if action.id != _ITSELF}
        self._narrowed = among([_option(action) for action in self._actions.values()])

    def options(self, typed: str) -> Sequence[Option]:
        """Return what there is to choose from."""
        found = self._with_argument(typed)
        if found is None:
            return self._narrowed(typed)
        action, argument = found
        if action.words:
            return [
                Option(f"{action.name} {word}", id=action.id, detail=action.help)
                for word in action.words
                if word.startswith(argument.lower())
            ]
        return [Option(f"{action.name} {argument}".rstrip(), id=action.id, detail=action.help)]

    def action(self, option: Option) -> Action:
        """Return the action of an option."""
        return self._actions[option.id]

    def argument(self, option: Option) -> str:
        """Return what an option says behind the name of its action."""
        return option.text.removeprefix(self.action(option).name).strip()

    def _with_argument(self, typed: str) -> tuple[Action, str] | None:
        """Return the action whose whole name was typed, and what stands behind it; None where it takes nothing."""
        name, blank, argument = typed.lstrip().partition(" ")
        action = named(name)
        if not blank or action is None or not action.takes or action.id not in self._actions:
            return None
        return action, argument.strip()


def _option(action: Action) -> Option:
    return Option(action.name, note=action.signs, id=action.id, detail=action.help)
