"""What a person can tell the reading room to do: one method for each action that `actions.toml` gives to the room."""

from tui.screens.commands.base import Room
from tui.screens.commands.beginning import Beginning
from tui.screens.commands.choosing import Choosing
from tui.screens.commands.citing import Citing
from tui.screens.commands.evidence import Checking
from tui.screens.commands.finding import Finding
from tui.screens.commands.importing import Importing
from tui.screens.commands.listing import Listing
from tui.screens.commands.narrowing import Narrowing
from tui.screens.commands.noting import Noting

__all__ = ["Commands", "Room"]


class Commands(Importing, Beginning, Finding, Choosing, Listing, Narrowing, Noting, Citing, Checking):
    """All of them."""
