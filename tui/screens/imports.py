"""The imports of one room: one at a time, and what is to be gone on with is kept on the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.screens.import_job import ImportJob

if TYPE_CHECKING:
    from textual.message import Message

    from corpus import Archive, Desk
    from tui.screens.import_job import Standing

KEPT = "import"
"""What the desk remembers: the import that has not come to its end, and into which archive."""


class Imports:
    """Begins imports and knows how the last one stands; `post` posts what its process says to the room."""

    def __init__(self, archive: Archive, desk: Desk, post: Callable[[Message], object]) -> None:
        self._archive, self._desk, self._post = archive, desk, post
        self._job: ImportJob | None = None

    @property
    def standing(self) -> Standing | None:
        """Return how the last import stands; None where there was none in this room."""
        return self._job.standing if self._job else None

    @property
    def running(self) -> Standing | None:
        """Return how the import stands that is under way; None where none is."""
        return None if self.standing is None or self.standing.has_ended else self.standing

    def begin(self, paths: Sequence[str]) -> None:
        """Begin to bring in what is at the paths. Raises DatelineError."""
        job = ImportJob(self._archive.folder, paths, self._post)
        job.start()
        self._job = job

    def take(self, heard: ImportJob.Heard) -> None:
        """Take in what the process of an import said. Raises DatelineError."""
        before = heard.job.standing
        heard.job.take(heard.said)
        standing = heard.job.standing
        if standing.progress and not before.progress:
            # Not sooner: an import that finds the archive busy has nothing to go on with.
            self._desk.remember(KEPT, {"archive": self._archive.identity, "paths": list(standing.paths)})
        if standing.is_whole:
            self._desk.remember(KEPT, None)

    def stop(self) -> None:
        """Stop the import; what came in until then is still made to be found."""
        if self._job:
            self._job.stop()

    def end(self) -> None:
        """End the import at its next whole step."""
        if self._job:
            self._job.end()

    def unfinished(self) -> list[str]:
        """Return the paths of the import into this archive that has not come to its end. Raises DatelineError."""
        kept = self._desk.recall(KEPT)
        if not isinstance(kept, dict) or kept.get("archive") != self._archive.identity:
            return []
        paths = kept.get("paths")
        return [path for path in paths if isinstance(path, str)] if isinstance(paths, list) else []
