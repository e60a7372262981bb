"""Bars out of block characters, by eighths of a cell."""

from __future__ import annotations

UPRIGHT = "▁▂▃▄▅▆▇█"
LYING = "▏▎▍▌▋▊▉█"


def upright(count: int, most: int, *, levels: int = len(UPRIGHT)) -> str:
    """Return a bar one cell wide, as high as `count` is beside `most`; a blank for nothing."""
    if count <= 0 or most <= 0:
        return " "
    return UPRIGHT[round((levels - 1) * min(count, most) / most)]


def lying(count: int, most: int, width: int) -> str:
    """Return a bar of at most `width` cells, as long as `count` is beside `most`; nothing for nothing."""
    if count <= 0 or most <= 0 or width <= 0:
        return ""
    whole, part = divmod(max(1, round(len(LYING) * width * min(count, most) / most)), len(LYING))
    return LYING[-1] * whole + (LYING[part - 1] if part else "")
