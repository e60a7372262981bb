"""Runs the command line as a person or a script would, in this process or in one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from unittest import mock

from tui.cli import main

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "tui.cli")


@dataclass(frozen=True)
class Ran:
    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode("utf-8")

    @property
    def json(self) -> Any:  # noqa: ANN401
        return json.loads(self.raw)

    @property
    def documents(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Reader:
    """Somebody with a home of his own, at a prompt without a terminal."""

    home: Path
    archive: Path | None = None

    def env(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        named = {"DATELINE_ARCHIVE": str(self.archive)} if self.archive else {}
        places = {"HOME": str(self.home), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
        return {name: value for name, value in (kept | places | named | more).items() if value}

    def runs(self, *arguments: object, stdin: bytes = b"", **env: str) -> Ran:
        """Run in this process: quick, and all the same but for the start."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True) for _ in "oe")
        given = io.TextIOWrapper(io.BytesIO(stdin))
        streams = mock.patch.multiple(sys, stdin=given, stdout=out, stderr=err)
        with streams, mock.patch.dict(os.environ, self.env(**env), clear=True):
            code = main([str(argument) for argument in arguments])
        return Ran(code, out.buffer.getvalue(), err.buffer.getvalue().decode("utf-8"))

    def starts(
        self, *arguments: object, env: dict[str, str] | None = None, stdout: int | IO[bytes] = subprocess.PIPE
    ) -> subprocess.Popen[bytes]:
        """Start a process of its own."""
        command = [*COMMAND, *map(str, arguments)]
        return subprocess.Popen(
            command, env=env or self.env(), stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE
        )

    def spawns(
        self, *arguments: object, env: dict[str, str] | None = None, stdout: int | IO[bytes] = subprocess.PIPE
    ) -> Ran:
        """Run in a process of its own, to its end."""
        with self.starts(*arguments, env=env, stdout=stdout) as process:
            out, err = process.communicate(timeout=60)
        return Ran(process.returncode, out or b"", (err or b"").decode("utf-8", "replace"))
