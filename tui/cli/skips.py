"""Inputs that could not become documents, each named with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import one_line
from tui.cli.output import talk

if TYPE_CHECKING:
    from corpus import Skipped


def say_skipped(skipped: Skipped) -> None:
    """Name an input that was left out, and why, on standard error."""
    named = one_line(skipped.origin) or "an empty path"
    talk(f"dateline: {named}: {one_line(skipped.reason)}")
