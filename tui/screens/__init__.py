"""The screens: the reading room, which mediates between its panes, and the papers laid over it."""
