"""Choosing what to do: the help for where one is, and every action by its name."""

from __future__ import annotations

from tui.actions import Action
from tui.screens.asking import Ask, Option
from tui.screens.commands.base import Room
from tui.widgets.theme import THEME_NAMES, wear


class Choosing(Room):
    """The commands that lead to all others."""

    def action_help(self) -> None:
        """Show what works here."""
        from tui.screens.help import help_paper

        self.app.push_screen(help_paper(self.keymap, self.pane, self.size.width))

    def action_palette(self) -> None:
        """Ask for an action by its name, and do it."""
        from tui.screens.palette import Palette

        palette = Palette(self.keymap, self.pane)

        def chosen(option: Option | None) -> None:
            if option is not None:
                self._do(palette.action(option), palette.argument(option))

        self.app.push_screen(Ask("Do", palette.options), chosen)

    def action_theme(self, name: str = "") -> None:
        """Put on a theme, or the next one."""
        after = THEME_NAMES.index(self.app.theme) + 1
        chosen = name if name in THEME_NAMES else THEME_NAMES[after % len(THEME_NAMES)]
        wear(self.app, chosen)
        self.say(f"The theme is {chosen}.")

    def _do(self, action: Action, argument: str) -> None:
        """Do an action where it works: here, or in the first pane that it is for."""
        if self.pane not in action.where and action.by == "pane":
            self.go_to(action.where[0])
        doer = {"pane": self.query_one(f"#{self.pane}"), "room": self, "app": self.app}[action.by]
        arguments = (argument,) if argument else ()
        self.call_next(self.app.run_action, ("", action.id, arguments), doer)
