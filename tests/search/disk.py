"""A folder whose every change is recorded, and what a disk may hold of it when the process or the power fails.

A process that is killed leaves what it had done, of the last write perhaps a piece. A power cut leaves less, as POSIX allows
it: what was written since a file was last synced may be lost, cut off or garbled, and the names in a folder may be what
they were when it was last synced.
"""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest

Kind = Literal["create", "write", "cut", "sync", "folder", "replace", "remove", "sync folder"]
PIECES = 3
Held = Mapping[str, bytes | None]
"""What a disk holds: the bytes of each file by its path, None for a folder."""


@dataclass(frozen=True)
class Step:
    """One change; `path` is what is changed, in `replace` the old name of `target`. A `cut` is to `offset` bytes."""

    kind: Kind
    path: str
    content: bytes = b""
    offset: int = 0
    target: str = ""


def held(root: Path) -> dict[str, bytes | None]:
    """Return what lies in a folder."""
    return {
        str(path.relative_to(root)): None if path.is_dir() else path.read_bytes() for path in sorted(root.rglob("*"))
    }


def lay_out(root: Path, what: Held) -> None:
    """Make a folder hold this."""
    root.mkdir(mode=0o700)
    for name, content in sorted(what.items()):
        if content is None:
            (root / name).mkdir(mode=0o700)
        else:
            (root / name).write_bytes(content)


class Recorder:
    """Takes down what is done in a folder, through the functions by which Python does it."""

    def __init__(self, root: Path) -> None:
        self.steps: list[Step] = []
        self._root = root
        self._handles: dict[int, str] = {}

    @contextmanager
    def running(self) -> Iterator[None]:
        """Take down what is done meanwhile."""
        with pytest.MonkeyPatch.context() as patched:
            real_open = io.open
            for module in (io, builtins):
                patched.setattr(module, "open", lambda *given, **named: self._opened(real_open, *given, **named))
            for name in ("replace", "rename", "unlink", "remove", "mkdir", "rmdir", "fsync", "ftruncate", "pwrite"):
                patched.setattr(os, name, self._told(name, getattr(os, name)))
            patched.setattr(os, "open", self._handed(os.open))
            yield

    def write(self, path: str, content: bytes, offset: int) -> None:
        """Take down a write, which could be left at any point: it is taken down in pieces."""
        size = max(1, -(-len(content) // PIECES))
        for at in range(0, len(content), size):
            self.steps.append(Step("write", path, content[at : at + size], offset + at))

    def _opened(self, real: Callable[..., Any], file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:  # noqa: ANN401
        path = self._inside(file)
        if path is None or not set(mode) & set("wax+"):
            return real(file, mode, *given, **named)
        assert "a" not in mode
        raw = _Recorded(self, path, os.fspath(file), mode.replace("b", "").replace("t", ""))
        if "w" in mode:
            self.steps.append(Step("create", path))
        self._handles[raw.fileno()] = path
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding=named.get("encoding"))

    def _handed(self, real: Callable[..., int]) -> Callable[..., int]:
        def instead(file: Any, flags: int, *given: Any, **named: Any) -> int:  # noqa: ANN401
            path = self._inside(file, named.get("dir_fd"))
            is_new = path is not None and flags & os.O_CREAT and not (self._root / path).exists()
            handle = real(file, flags, *given, **named)
            self._handles.pop(handle, None)
            if path is not None:
                self._handles[handle] = path
                self.steps.extend([Step("create", path)] if is_new else [])
            return handle

        return instead

    def _told(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def instead(first: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401
            path = self._inside(first, named.get("dir_fd"))
            done = real(first, *given, **named)
            if path is not None:
                self._take_down(name, path, given)
            return done

        return instead

    def _take_down(self, name: str, path: str, given: Sequence[Any]) -> None:
        if name == "fsync":
            self.steps.append(Step("sync folder" if (self._root / path).is_dir() else "sync", path))
        elif name == "ftruncate":
            self.steps.append(Step("cut", path, offset=given[0]))
        elif name == "pwrite":
            self.write(path, bytes(given[0]), given[1])
        elif name in {"replace", "rename"}:
            target = self._inside(given[0])
            assert target is not None
            self.steps.append(Step("replace", path, target=target))
        else:
            self.steps.append(Step("folder" if name == "mkdir" else "remove", path))

    def _inside(self, path: Any, dir_fd: int | None = None) -> str | None:  # noqa: ANN401
        """Return a path, or that of an open file, as seen from the folder; None where it is not in it."""
        if isinstance(path, int):
            return self._handles.get(path)
        if dir_fd is not None:
            return str(Path(self._handles[dir_fd], os.fspath(path))) if dir_fd in self._handles else None
        whole = Path(os.path.abspath(os.fspath(path)))  # noqa: PTH100 - which follows no link
        return str(whole.relative_to(self._root)) if whole.is_relative_to(self._root) else None


class _Recorded(io.FileIO):
    """A file that tells what is written to it."""

    def __init__(self, recorder: Recorder, path: str, file: str, mode: str) -> None:
        super().__init__(file, mode)
        self._recorder = recorder
        self._path = path

    def write(self, content: Any) -> int:  # noqa: ANN401
        offset = self.tell()
        written = super().write(content)
        self._recorder.write(self._path, bytes(content)[:written], offset)
        return int(written or 0)


class File:
    """A file on the disk: its content, and what of it was synced, None where nothing ever was."""

    def __init__(self, content: bytes = b"", synced: bytes | None = None) -> None:
        self.content = content
        self.synced = synced

    def write(self, content: bytes, offset: int) -> None:
        before = self.content.ljust(offset, b"\0")
        self.content = before[:offset] + content + before[offset + len(content) :]


Entry = File | None
"""What a name stands for; None is a folder."""


class Disk:
    """What is in a folder, and what of it would survive a power cut."""

    def __init__(self, before: Held) -> None:
        self._names: dict[str, Entry] = {
            name: None if content is None else File(content, content) for name, content in before.items()
        }
        self._kept = dict(self._names)

    def take(self, step: Step) -> None:
        """Do one step."""
        if step.kind == "create":
            there = self._names.get(step.path)
            if there is None:
                self._names[step.path] = File()
            else:
                there.content = b""
        elif step.kind == "folder":
            self._names[step.path] = None
        elif step.kind == "replace":
            self._names[step.target] = self._names.pop(step.path)
        elif step.kind == "remove":
            del self._names[step.path]
        elif step.kind == "sync folder":
            self._sync_names(step.path)
        else:
            self._change(self._file(step.path), step)

    def killed(self) -> Held:
        """Return what the disk holds when the process ends here."""
        return {name: None if entry is None else entry.content for name, entry in self._names.items()}

    def without_power(self) -> list[Held]:
        """Return all that the disk may hold when the power fails here, different ones."""
        found: list[Held] = []
        for names, damage in product(self._possible_names(), (_kept, _lost, _half, _garbled)):
            one = {name: None if entry is None else damage(entry) for name, entry in names.items()}
            reached = {name: content for name, content in one.items() if _is_reached(name, one)}
            if reached not in found:
                found.append(reached)
        return found

    def _possible_names(self) -> Iterator[dict[str, Entry]]:
        yield self._names
        yield self._kept
        folders = {_folder(name) for name in (*self._names, *self._kept)}
        for last in sorted(folders) if len(folders) > 1 else ():
            kept = {name: entry for name, entry in self._kept.items() if _folder(name) != last}
            yield {**kept, **{name: entry for name, entry in self._names.items() if _folder(name) == last}}

    def _sync_names(self, folder: str) -> None:
        elsewhere = {name: entry for name, entry in self._kept.items() if _folder(name) != folder}
        self._kept = elsewhere | {name: entry for name, entry in self._names.items() if _folder(name) == folder}

    def _file(self, path: str) -> File:
        file = self._names[path]
        assert file is not None
        return file

    @staticmethod
    def _change(file: File, step: Step) -> None:
        if step.kind == "write":
            file.write(step.content, step.offset)
        elif step.kind == "cut":
            file.content = file.content[: step.offset]
        else:
            file.synced = file.content


def _folder(name: str) -> str:
    return str(Path(name).parent)


def _is_reached(name: str, among: Held) -> bool:
    return all(str(folder) in among for folder in list(Path(name).parents)[:-1])


def _kept(file: File) -> bytes:
    return file.content


def _lost(file: File) -> bytes:
    return file.synced or b""


def _half(file: File) -> bytes:
    return file.content if file.content == file.synced else file.content[: len(file.content) // 2]


def _garbled(file: File) -> bytes:
    return file.content if file.content == file.synced else bytes(octet ^ 0xFF for octet in file.content)
