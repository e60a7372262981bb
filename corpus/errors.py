"""The errors of Dateline. Each carries the one sentence a person will read."""

from __future__ import annotations


class DatelineError(Exception):
    """Something went wrong that a person should read about; `str(error)` is the sentence."""


class UnreadableError(DatelineError):
    """An input that cannot become a page; the sentence is the reason, without the input's name."""


class NotFoundError(DatelineError):
    """A key, an archive or a path that is not there."""


class RefusedValueError(DatelineError):
    """A value that can't be what it is given as, such as a date that is none."""


class DamagedError(DatelineError):
    """The archive's own file is not what it should be."""


class CannotWriteError(DatelineError):
    """The disk is full, the folder is read-only, or the archive belongs to somebody else."""


class BusyError(DatelineError):
    """Another process is writing; the sentence says whose it is."""
