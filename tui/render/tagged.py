"""The tags of a document in the header above its text."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import one_line
from tui.render.layout import Layout
from tui.render.opened import Opened


def with_tags(opened: Opened, tags: Sequence[str]) -> Opened:
    """Return the document with these tags behind its key; itself where they stand there already.

    The blocks stay as many and in the same places, so that what lies over them stays too.
    """
    key = f"key {opened.document.key}"
    wanted = " · ".join(filter(None, [key, " ".join(f"#{one_line(tag)}" for tag in tags)]))
    blocks = opened.layout.blocks
    number = next((at for at in range(opened.body) if blocks[at].text.startswith(key)), None)
    if number is None or blocks[number].text == wanted:
        return opened
    changed = (*blocks[:number], blocks[number]._replace(text=wanted), *blocks[number + 1 :])
    return opened._replace(layout=Layout(changed, opened.layout.width))
