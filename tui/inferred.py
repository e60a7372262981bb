"""Inferred values as both the screen and the command line show them: apart, and with their share of the votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Document


def inferred_fields(document: Document) -> str:
    """Return the inferred fields of work in one line, `inferred: Migration (92 %)`; empty where there are none."""
    values = document.inferred.get("fields", ())
    shown = " · ".join(f"{one.value} ({one.share:.0%})".replace("%", " %") for one in values)
    return f"inferred: {shown}" if shown else ""
