"""An import in words: in the title line, on its sheet, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from corpus import one_line
from tui.cli.progress import duration
from tui.cli.wording import counted, size
from tui.render.runs import fit

if TYPE_CHECKING:
    from corpus import Progress, Report, Skipped
    from tui.screens.import_job import Standing

MOST_LISTED = 300
"""Skipped inputs that are listed on the sheet; copying takes them all."""
PATH_MOST = 40


def title_forms(standing: Standing) -> list[str]:
    """Return how an import stands, the most words first, the fewest last."""
    if standing.work:
        name, done, total = standing.work
        return [f"{name} · {done:,} of {total:,}", f"{name} {_percent(done, total)} %", name, "importing"]
    progress = standing.progress
    if standing.is_stopping:
        return ["stopping the import", "stopping"]
    if progress is None:
        return ["importing"]
    if progress.learned_from and not progress.pages:
        return [f"learning what the sites repeat · {progress.learned_from:,} pages", "learning"]
    percent = _percent(progress.bytes_done, progress.bytes_total)
    parts = _progress_parts(progress)
    whole = " · ".join(["importing", *parts])
    failure = [f"{whole} · skipped {_named(standing.last_skipped)}"] if standing.last_skipped else []
    left = [f"importing · {percent} % · {parts[-1]}"] if progress.seconds_left is not None else []
    short = [" · ".join(parts), " · ".join(parts[1:])]
    return [*failure, whole, *short, *left, f"importing {percent} %"]


def news_forms(new: int, again: str) -> list[str]:
    """Return that documents came in, the most words first; `again` is the key that searches again."""
    if not new:
        return []
    documents = counted(new, "new document")
    return [f"{documents} · {again} searches again", f"{documents} · {again}", f"{new:,} new · {again}"]


def outcome(standing: Standing, going_on: str) -> str:
    """Return in a sentence what came of an import; `going_on` is the key that goes on with it."""
    if standing.error:
        return standing.error
    if standing.report is None:
        return "The import was stopped."
    came = _came(standing.report)
    skipped = f"; {len(standing.report.skipped):,} skipped, {going_on} lists them" if standing.report.skipped else ""
    if standing.is_stopping:
        return f"The import was stopped: {came} so far{skipped}. {going_on} goes on with it."
    return f"The import is done: {came}{skipped}."


def sheet(standing: Standing) -> Content:
    """Return all that is known of an import, line by line."""
    return Content("\n").join([*map(Content, _lines(standing)), *_skipped_lines(standing)])


def skipped_lines(skipped: Sequence[Skipped]) -> Iterator[str]:
    """Give every skipped input with its reason, a line each."""
    return (f"{_input(one)}: {one_line(one.reason)}\n" for one in skipped)


def in_short(paths: Sequence[str]) -> str:
    """Return what is brought in as a sentence names it."""
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    name = one_line(paths[0]) if paths else ""
    return f"{name if len(name) <= PATH_MOST else f'…{name[-PATH_MOST:]}'}{more}"


def _lines(standing: Standing) -> Iterator[str]:
    yield from (one_line(path) for path in standing.paths)
    yield ""
    if standing.error:
        yield standing.error
    if standing.work and not standing.has_ended:
        yield "Now {} · {:,} of {:,}".format(*standing.work)
    if standing.report:
        yield from _report_lines(standing.report)
    elif standing.progress:
        yield from _progress_lines(standing.progress)
    elif not standing.has_ended:
        yield "The import begins."
    if standing.is_stopping and not standing.has_ended:
        yield "It is being stopped."
    elif standing.is_stopping or standing.error:
        yield "The same import goes on where it was stopped."


def _progress_lines(progress: Progress) -> Iterator[str]:
    if progress.learned_from:
        yield f"{counted(progress.learned_from, 'page')} looked at to learn what the sites repeat"
    yield f"{_percent(progress.bytes_done, progress.bytes_total)} % of {size(progress.bytes_total)}"
    yield from _progress_parts(progress)


def _progress_parts(progress: Progress) -> list[str]:
    parts = [
        f"{progress.files_done:,} of {counted(progress.files_total, 'file')}",
        counted(progress.documents, "document"),
        f"{progress.rate:,.0f}/s",
    ]
    left = progress.seconds_left
    return parts if left is None else [*parts, f"{duration(left)} left"]


def _report_lines(report: Report) -> Iterator[str]:
    pages = report.pages_new + report.pages_changed + report.pages_same
    yield f"{counted(report.files, 'file')} read, {counted(pages, 'page')}"
    yield f"{_came(report)}, {report.documents_same:,} already there"
    if report.documents_removed:
        yield f"{report.documents_removed:,} no longer on their pages"


def _came(report: Report) -> str:
    changed = f", {report.documents_changed:,} changed" if report.documents_changed else ""
    return f"{counted(report.documents_new, 'new document')}{changed}"


def _skipped_lines(standing: Standing) -> Iterator[Content]:
    if not standing.skipped:
        return
    count = len(standing.skipped)
    progress = standing.progress
    if standing.report:
        heading = f"Skipped: {count:,}"
    else:
        heading = f"Skipped so far: {progress.skipped if progress else count:,}, the last of them first"
    yield Content("")
    yield Content.styled(heading, "bold")
    listed = standing.skipped if standing.report else standing.skipped[::-1]
    for one in listed[:MOST_LISTED]:
        yield Content(f"{_input(one)}: {one_line(one.reason)}")
    if count > MOST_LISTED:
        yield Content(f"… and {count - MOST_LISTED:,} more")


def _named(skipped: Skipped | None) -> str:
    return f"{fit(_input(skipped).rpartition('/')[2], 30)} ({one_line(skipped.reason)})" if skipped else ""


def _input(skipped: Skipped) -> str:
    return one_line(skipped.origin) or "an empty path"


def _percent(done: int, total: int) -> int:
    return done * 100 // total if total else 0
