"""Which keys do what: the list of actions with the keys that a person chose for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tui.actions import APP, PANES, Action, Pane, actions, here, unbound
from tui.key_names import sign


@dataclass(frozen=True, slots=True)
class Keymap:
    """`chosen` are the keys that differ from the list's, by the name of the binding: `list.cite`."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def here(self, pane: Pane) -> list[Action]:
        """Return the actions that work in a pane, each with its keys there."""
        return [action._replace(keys=self.keys(action, pane)) for action in here(pane)]

    def elsewhere(self, pane: Pane) -> list[Action]:
        """Return the actions that work only in other panes, each with its keys in the first of them."""
        others = (action for action in actions() if pane not in action.where)
        return [action._replace(keys=self.keys(action, action.where[0])) for action in others]

    def keys(self, action: Action, pane: Pane) -> tuple[str, ...]:
        """Return the keys of an action in a pane."""
        return self.chosen.get(binding_name(action, pane), action.keys)

    def sign(self, id: str) -> str:  # noqa: A002 - an action's own word
        """Return the first key of an action as it stands on a keyboard; without one, how the palette does it."""
        action = next(action for action in actions() if action.id == id)
        keys = self.keys(action, action.where[0])
        return sign(keys[0]) if keys else f":{action.name}"

    def for_textual(self) -> dict[str, str]:
        """Return the chosen keys as `App.set_keymap` takes them."""
        return {name: ",".join(keys) or unbound(name) for name, keys in self.chosen.items()}


def binding_name(action: Action, pane: Pane) -> str:
    """Return the name of an action's binding in a pane: `list.cite`; one name for all panes where the app does it."""
    return f"{APP if action.by == 'app' else pane}.{action.id}"


def clashes(keymap: Keymap) -> dict[tuple[Pane, str], list[Action]]:
    """Return the keys that mean two things in one pane, and what they mean."""
    found: dict[tuple[Pane, str], list[Action]] = {}
    for pane in PANES:
        for action in keymap.here(pane):
            for key in set(action.keys):
                found.setdefault((pane, key), []).append(action)
    return {place: meant for place, meant in found.items() if len(meant) > 1}
