"""A process that writes segments for `crew.py`: a job a line comes in, numbers of documents and a segment go out."""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from corpus import Archive, DatelineError
from search.segments import Job, Workplace


def main() -> int:
    """Serve until the other end closes the pipe."""
    archive_folder, home = map(Path, sys.argv[1:3])
    try:
        with Archive.open(archive_folder) as archive:
            place = Workplace(archive, home, lambda done: _say({"done": done}), threading.Event())
            for line in sys.stdin:
                _serve(place, json.loads(line))
    except (DatelineError, OSError) as error:
        _say({"error": str(error)})
        return 1
    return 0


def _serve(place: Workplace, asked: dict[str, object]) -> None:
    keys = asked["keys"]
    if not isinstance(keys, list):
        raise TypeError("a job names its keys")
    segment = place.write(Job(str(asked["name"]), keys))
    if segment is not None:
        _say({"segment": asdict(segment)})


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
