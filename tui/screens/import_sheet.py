"""All that is known of an import, on a sheet that keeps up with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from tui.screens import import_words
from tui.screens.copied import sheet
from tui.screens.copying import Copy, Copying
from tui.screens.paper import Paper

if TYPE_CHECKING:
    from tui.screens.commands.base import Room
    from tui.screens.copied import Copied
    from tui.screens.import_job import Standing


class ImportSheet(Paper):
    """Progress or outcome, and the skipped inputs with their reasons, which can be copied; `stop` stops the import."""

    def __init__(self, room: Room, standing: Standing, stop: Callable[[], object]) -> None:
        self._copying, self._standing = Copying(room), standing
        super().__init__(
            "Import",
            import_words.sheet(standing),
            keys={"s": stop, "y": self._copy_skipped},
            hint=_hint(standing),
            lasting=True,
        )

    def show(self, standing: Standing) -> None:
        """Show how it stands now."""
        self._standing = standing
        if self.is_attached:
            self.write(import_words.sheet(standing))
            self.query_one(VerticalScroll).border_subtitle = _hint(standing)

    def on_unmount(self) -> None:
        """Let go of what is being copied."""
        self._copying.stop()

    def _copy_skipped(self) -> None:
        skipped = self._standing.skipped

        def show(copied: Copied) -> None:
            self.app.push_screen(sheet("Skipped", copied, summary=f"Inputs that were skipped: {len(skipped):,}"))

        if skipped:
            self._copying.copy(Copy(lambda _: import_words.skipped_lines(skipped), "txt", show, len(skipped)))


def _hint(standing: Standing) -> str:
    parts = ["" if standing.has_ended else "s stops it", "y copies the list" if standing.skipped else "", "esc back"]
    return " · ".join(filter(None, parts))
